using System.Text.Json;
using Rote.Checkpoints;
using Rote.Models;
using Rote.Tensors.Native;
using static TorchSharp.torch;

namespace Rote.Cli.Inspect;

/// <summary>A model directory, read without its numbers: config.json and the shapes in the headers of its weights, checked against each other.</summary>
internal sealed record ModelFolder
{
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
        _ = NativeLibraryInfo.Load();
        using var scope = NewDisposeScope();
        var (model, config) = HuggingFaceDirectory.LoadShapes(directory);
        using var owned = model;
        using var weights = CheckpointWeights.Open(directory);
        var tensors = weights.Names.Select(weights.Read).ToArray(); // mapped: nothing is read yet
        int? limit = Limit(model.Spec);
        return new ModelFolder
        {
            Family = ModelFamily.Of(config).ModelType,
            Architecture = config.TryGetProperty("architectures", out var names) && names.ValueKind == JsonValueKind.Array ? names.EnumerateArray().Select(name => name.ToString()).FirstOrDefault() : null,
            Spec = model.Spec,
            Summary = ModelSummary.Of(model),
            PositionLimit = limit,
            ContextLength = limit ?? Number(config, "max_position_embeddings") ?? Number(config, "n_positions"),
            Stored = tensors.GroupBy(tensor => tensor.dtype).OrderBy(kind => kind.Key)
                .ToDictionary(kind => kind.Key.ToString().ToLowerInvariant(), kind => kind.Sum(tensor => tensor.numel() * tensor.ElementSize)),
            TokenizerFiles = [.. TokenizerNames.Where(name => File.Exists(Path.Combine(directory, name)))],
        };
    }

    private static int? Limit(TransformerSpec spec) => new[] { spec.Encoder, spec.Decoder }.OfType<StackSpec>().Select(stack => stack.Positions.Reach()).Min();

    private static int? Number(JsonElement config, string field) =>
        config.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number > 0 ? number : null;
}
