using System.Text.Json;
using Rote.Checkpoints;
using static TorchSharp.torch;

namespace Rote.Verification;

/// <summary>What another implementation recorded of a model: case.json and expected.safetensors. Both come from strangers.</summary>
internal sealed class ReferenceCase : IDisposable
{
    private const string Description = "case.json";
    private const string Recorded = "expected.safetensors";
    private const long MaxDescriptionBytes = 16 << 20;
    private const double DefaultTolerance = 1e-5; // float32; attention fused or not differs by a tenth of it
    private const double LargestTolerance = 1e-2; // beyond it anything would be equal

    private readonly SafetensorsFile _file;

    private ReferenceCase(string directory, JsonElement description, SafetensorsFile file)
    {
        Directory = directory;
        Tolerance = ToleranceOf(directory, description);
        Class = description.TryGetProperty("class", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        Described = Objects(description, "tensors");
        Generation = List(directory, description, "generation");
        Processors = List(directory, description, "processors");
        _file = file;
        Names = [.. file.Entries.Select(entry => entry.Name)];
    }

    public string Directory { get; }

    /// <summary>Largest absolute difference that counts as equal.</summary>
    public double Tolerance { get; }

    /// <summary>The class that computed the case, such as <c>BertForMaskedLM</c>; null where case.json names none.</summary>
    public string? Class { get; }

    /// <summary>Every tensor of expected.safetensors, in its order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Every tensor that case.json describes.</summary>
    public IReadOnlyList<string> Described { get; }

    public IReadOnlyList<JsonElement> Generation { get; }

    public IReadOnlyList<JsonElement> Processors { get; }

    /// <exception cref="CheckpointException">A file is missing or damaged.</exception>
    public static ReferenceCase Open(string directory)
    {
        if (!System.IO.Directory.Exists(directory))
            throw new CheckpointException($"The directory '{directory}' does not exist.");
        foreach (string name in new[] { Description, Recorded })
        {
            if (!File.Exists(Path.Combine(directory, name)))
                throw new CheckpointException($"'{directory}' has no {name}: it is a reference case only with {Description} and {Recorded}.");
        }
        var description = JsonFile.Read(Path.Combine(directory, Description), MaxDescriptionBytes);
        var file = SafetensorsFile.Open(Path.Combine(directory, Recorded));
        try
        {
            return new ReferenceCase(directory, description, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public bool Has(string name) => Names.Contains(name, StringComparer.Ordinal);

    /// <summary>The recorded tensor, or null where there is none of that name.</summary>
    public Tensor? Find(string name) => Has(name) ? _file.Read(name) : null;

    public void Dispose() => _file.Dispose();

    private static double ToleranceOf(string directory, JsonElement description)
    {
        if (!description.TryGetProperty("tolerance", out var tolerance))
            return DefaultTolerance;
        if (tolerance.ValueKind == JsonValueKind.Object && tolerance.TryGetProperty("absolute", out var absolute))
            tolerance = absolute;
        return tolerance.ValueKind == JsonValueKind.Number && tolerance.TryGetDouble(out double value) && value is > 0 and <= LargestTolerance
            ? value
            : throw new CheckpointException($"'{Path.Combine(directory, Description)}': 'tolerance' must be a number, or an object with 'absolute', in (0, {LargestTolerance}]; got {Short(tolerance)}.");
    }

    private static IReadOnlyList<string> Objects(JsonElement description, string field) =>
        description.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Object ? [.. value.EnumerateObject().Select(entry => entry.Name)] : [];

    private static IReadOnlyList<JsonElement> List(string directory, JsonElement description, string field)
    {
        if (!description.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
            return [];
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(entry => entry.ValueKind != JsonValueKind.Object))
            throw new CheckpointException($"'{Path.Combine(directory, Description)}': '{field}' must be an array of objects; got {Short(value)}.");
        return [.. value.EnumerateArray()];
    }

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 40 } text ? $"{text[..40]}…" : value.GetRawText();
}
