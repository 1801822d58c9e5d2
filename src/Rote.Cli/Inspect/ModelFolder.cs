using Rote.Tensors.Native;
using System.Text.Json;
using Rote.Checkpoints;
using Rote.Models;
using Rote.Positions;
using static TorchSharp.torch;

namespace Rote.Cli.Inspect;

/// <summary>A model directory, read without its numbers: config.json and the shapes in the headers of its weights, checked against each other.</summary>
internal sealed record ModelFolder
{
    private const long MaxConfigBytes = 4 << 20;
    private static readonly string[] TokenizerNames =
    [
        "tokenizer.json", "vocab.txt", "vocab.json", "merges.txt", "spiece.model", "sentencepiece.bpe.model", "tokenizer.model", "source.spm", "target.spm",
    ];

    private ModelFolder()
    {
    }

    /// <summary>The family's <c>model_type</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The class that config.json names; null where it names none.</summary>
    public required string? Architecture { get; init; }

    /// <summary>The model as data.</summary>
    public required TransformerSpec Spec { get; init; }

    /// <summary>Its modules and shapes.</summary>
    public required ModelSummary Summary { get; init; }

    /// <summary>Longest input that the positions allow, in tokens; null has no limit.</summary>
    public required int? PositionLimit { get; init; }

    /// <summary>Longest input that config.json says the model was made for, in tokens; null where it says nothing.</summary>
    public required int? ContextLength { get; init; }

    /// <summary>Bytes of the weights on disk, by element type.</summary>
    public required IReadOnlyDictionary<string, long> Stored { get; init; }

    /// <summary>Files of a tokenizer that are there.</summary>
    public required IReadOnlyList<string> TokenizerFiles { get; init; }

    /// <summary>Reads a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="CheckpointException">It is missing or damaged, is of an unknown family, or its weights do not fit its config.json.</exception>
    public static ModelFolder Open(string directory)
    {
        var config = ReadConfig(directory);
        var family = ModelFamily.Of(config);
        var spec = family.ToSpec(config).Validated();
        _ = NativeLibraryInfo.Load();
        using var scope = NewDisposeScope();
        using var weights = CheckpointWeights.Open(directory);
        var tensors = weights.Names.Select(weights.Read).ToArray(); // mapped: nothing is read yet
        CheckPlausible(directory, spec, tensors);
        using var model = ModelSummary.ShapesOnly(spec);
        family.Weights(spec).Load(model, weights.Names, weights.Read); // copies nothing, compares names and shapes
        int? limit = Limit(spec);
        return new ModelFolder
        {
            Family = family.ModelType,
            Architecture = config.TryGetProperty("architectures", out var names) && names.ValueKind == JsonValueKind.Array ? names.EnumerateArray().Select(name => name.ToString()).FirstOrDefault() : null,
            Spec = spec,
            Summary = ModelSummary.Of(model),
            PositionLimit = limit,
            ContextLength = limit ?? Number(config, "max_position_embeddings") ?? Number(config, "n_positions"),
            Stored = tensors.GroupBy(tensor => tensor.dtype).OrderBy(kind => kind.Key)
                .ToDictionary(kind => kind.Key.ToString().ToLowerInvariant(), kind => kind.Sum(tensor => tensor.numel() * tensor.ElementSize)),
            TokenizerFiles = [.. TokenizerNames.Where(name => File.Exists(Path.Combine(directory, name)))],
        };
    }

    private static JsonElement ReadConfig(string directory)
    {
        string path = Path.Combine(directory, "config.json");
        if (File.Exists(directory))
            throw new CheckpointException($"'{directory}' is a file: give the directory that holds config.json and the weights.");
        if (!Directory.Exists(directory))
            throw new CheckpointException($"The model directory '{directory}' does not exist.");
        if (!Directory.EnumerateFileSystemEntries(directory).Any())
            throw new CheckpointException($"'{directory}' is empty: a model directory holds config.json and model.safetensors.");
        if (!File.Exists(path))
            throw new CheckpointException($"'{directory}' has no config.json: it is not a model directory.");
        if (new FileInfo(path).Length > MaxConfigBytes)
            throw new CheckpointException($"'{path}' is larger than {MaxConfigBytes} bytes: it is not a config.json.");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 32 });
            return json.RootElement.Clone();
        }
        catch (JsonException wrong)
        {
            throw new CheckpointException($"'{path}' is not JSON: {wrong.Message}", wrong);
        }
    }

    // A config.json from a stranger may ask for billions of blocks or rows: refuse before any of them is made.
    private static void CheckPlausible(string directory, TransformerSpec spec, Tensor[] tensors)
    {
        CheckpointException Unfit(string reason) => new($"The weights do not fit the model that config.json describes: '{directory}' {reason}.");
        long layers = (long)(spec.Encoder?.Layers ?? 0) + (spec.Decoder?.Layers ?? 0), stored = tensors.Sum(tensor => tensor.numel());
        if (layers > tensors.Length)
            throw Unfit($"has {tensors.Length} tensors, and config.json asks for {layers} blocks");
        long table = (long)spec.Width * Math.Max(spec.VocabularySize, spec.DecoderVocabularySize ?? 0);
        if (table > stored)
            throw Unfit($"holds {stored} numbers, and config.json asks for a token table of {table}");
    }

    private static int? Limit(TransformerSpec spec) => new[] { spec.Encoder, spec.Decoder }.OfType<StackSpec>().Select(stack => stack.Positions switch
    {
        PositionSpec.Sinusoidal sinusoidal => sinusoidal.MaxLength,
        PositionSpec.Learned learned => learned.MaxLength,
        PositionSpec.Rotary rotary => rotary.MaxLength,
        _ => null,
    }).Min();

    private static int? Number(JsonElement config, string field) =>
        config.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number > 0 ? number : null;
}
