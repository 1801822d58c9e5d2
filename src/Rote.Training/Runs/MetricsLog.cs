using System.Text.Json;
using System.Text.Json.Serialization;
using Rote.Tokenizers;

namespace Rote.Training.Runs;

/// <summary>The measurements of a run, a JSON object a line (<c>metrics.jsonl</c>), written as they come.</summary>
public sealed class MetricsLog : IDisposable
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly StreamWriter _writer;

    /// <summary>Opens the log.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keepUntilStep">Lines of later steps are dropped: a resumed run writes them again. 0 starts anew.</param>
    /// <exception cref="InvalidDataException">A line to be kept is damaged.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public MetricsLog(string path, long keepUntilStep)
    {
        string[] kept = keepUntilStep > 0 && File.Exists(path) ? [.. Read(path).Where(entry => entry.Step <= keepUntilStep).Select(Line)] : [];
        AtomicFile.WriteText(path, string.Concat(kept.Select(line => line + "\n")));
        _writer = new StreamWriter(path, append: true) { NewLine = "\n" };
    }

    /// <summary>Adds a line.</summary>
    /// <param name="entry">What was measured.</param>
    public void Write(MetricsEntry entry) => _writer.WriteLine(Line(entry));

    /// <summary>Brings everything written so far to the disk.</summary>
    public void Flush() => _writer.Flush();

    /// <summary>Reads a log; a last line that was cut off is left out.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The entries in order.</returns>
    /// <exception cref="InvalidDataException">Another line than the last is damaged.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static IReadOnlyList<MetricsEntry> Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        var entries = new List<MetricsEntry>(lines.Length);
        for (int index = 0; index < lines.Length; index++)
        {
            try
            {
                entries.Add(JsonSerializer.Deserialize<MetricsEntry>(lines[index], Json) ?? throw new JsonException("The line is null."));
            }
            catch (JsonException) when (index == lines.Length - 1)
            {
                break; // the run was ended while it wrote
            }
            catch (JsonException wrong)
            {
                throw new InvalidDataException($"'{path}' is damaged: line {index + 1} is not a measurement. Remove the line, or the file where its measurements do not matter.", wrong);
            }
        }
        return entries;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _writer.Dispose();

    private static string Line(MetricsEntry entry) => JsonSerializer.Serialize(entry, Json);
}
