using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rote.Lab.Runs;

/// <summary>The measurements of a run, one JSON document a line: the header, then each trial as soon as it is finished. All reports are made from it.</summary>
public sealed class RunFile
{
    private const long MostBytes = 64 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly List<TrialRecord> _trials;

    private RunFile(string path, RunHeader header, List<TrialRecord> trials)
    {
        Path = path;
        Header = header;
        _trials = trials;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>What the run is of.</summary>
    public RunHeader Header { get; }

    /// <summary>The finished trials.</summary>
    public IReadOnlyList<TrialRecord> Trials => _trials;

    /// <summary>The name of a run's files, without extension.</summary>
    /// <param name="number">The experiment's number.</param>
    /// <param name="extent">How much is run.</param>
    /// <returns>Such as <c>04</c> of a full run and <c>04-quick</c>.</returns>
    public static string NameOf(int number, Extent extent) => extent == Extent.Full ? $"{number:00}" : $"{number:00}-quick";

    /// <summary>Goes on with a run, or begins one. A file that is there and is not gone on with is kept beside as <c>.old</c>, in the place of an older one.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="header">What is about to be run.</param>
    /// <param name="fresh">True begins anew.</param>
    /// <returns>The run, with the trials that were finished if they are of the same experiment, version, extent, machine and data.</returns>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static RunFile Open(string path, RunHeader header, bool fresh)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (!fresh && Find(path) is { } old && header.Continues(old.Header))
            return new RunFile(path, old.Header with { Command = header.Command }, [.. old.Trials]);
        if (File.Exists(path))
            File.Move(path, $"{path}.old", overwrite: true);
        var run = new RunFile(path, header, []);
        run.Save();
        return run;
    }

    /// <summary>Reads a run.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The run; null where the file is not there or not a run's. A last line that was cut off is left out.</returns>
    public static RunFile? Find(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > MostBytes)
            return null;
        RunHeader? header = null;
        var trials = new List<TrialRecord>();
        try
        {
            foreach (string line in File.ReadLines(path))
            {
                if (header is null)
                    header = JsonSerializer.Deserialize<RunHeader>(line, Json);
                else if (JsonSerializer.Deserialize<TrialRecord>(line, Json) is { } trial)
                    trials.Add(trial);
            }
        }
        catch (JsonException) when (header is not null)
        {
            // The process ended in the middle of a line: what stands before it is whole.
        }
        catch (JsonException)
        {
            return null;
        }
        return header is null ? null : new RunFile(path, header, trials);
    }

    /// <summary>Whether a part is finished with a seed.</summary>
    /// <param name="part">The part.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>True when it is.</returns>
    public bool Has(string part, int seed) => _trials.Any(trial => trial.Part == part && trial.Seed == seed);

    /// <summary>Keeps a trial, on disk at once.</summary>
    /// <param name="trial">The trial.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Add(TrialRecord trial)
    {
        _trials.Add(trial);
        Save();
    }

    private void Save() => Tokenizers.AtomicFile.Write(Path, stream =>
    {
        stream.Write(Line(Header));
        foreach (var trial in _trials)
            stream.Write(Line(trial));
    });

    private static byte[] Line<T>(T document) => [.. JsonSerializer.SerializeToUtf8Bytes(document, Json), (byte)'\n'];
}
