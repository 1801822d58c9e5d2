using Rote.Models;

namespace Rote.Cli.Inspect;

/// <summary>What <c>rote inspect</c> found.</summary>
internal sealed record InspectReport
{
    private const int UsualLength = 128;

    /// <summary>The directory as it was given.</summary>
    public required string Directory { get; init; }

    /// <summary>The family's <c>model_type</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The class that config.json names.</summary>
    public required string? Architecture { get; init; }

    /// <summary>V, the encoder's where there are two.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>V of the decoder where it has its own; else null.</summary>
    public required int? DecoderVocabularySize { get; init; }

    /// <summary>Longest input, in tokens; null has no limit.</summary>
    public required int? ContextLength { get; init; }

    /// <summary>Files of a tokenizer that are there.</summary>
    public required IReadOnlyList<string> TokenizerFiles { get; init; }

    /// <summary>Trained numbers.</summary>
    public required long Parameters { get; init; }

    /// <summary>Saved numbers that are not trained.</summary>
    public required long Buffers { get; init; }

    /// <summary>Trained numbers by what they are for.</summary>
    public required IReadOnlyDictionary<string, long> ParametersByRole { get; init; }

    /// <summary>Bytes of the weights on disk, by element type.</summary>
    public required IReadOnlyDictionary<string, long> StoredBytes { get; init; }

    /// <summary>Bytes of the loaded weights, float32.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>Bytes of weights, gradients and Adam's moments, float32.</summary>
    public required long TrainingBytes { get; init; }

    /// <summary>Operations, activations and caches.</summary>
    public required ModelSummaryCost Cost { get; init; }

    /// <summary>The modules.</summary>
    public required ModelSummaryPart Tree { get; init; }

    /// <summary>Makes the report.</summary>
    /// <param name="directory">The model directory.</param>
    /// <param name="length">T = S for the cost, in tokens; null is 128, or the longest input if that is shorter.</param>
    /// <param name="batch">B for the cost.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">The length is beyond the model's positions.</exception>
    public static InspectReport Of(string directory, int? length, int batch)
    {
        var folder = ModelFolder.Open(directory);
        if (folder.PositionLimit is { } limit && length > limit)
            throw new ArgumentException($"'--length' must be at most {limit}, the reach of the model's positions; got {length}.");
        var summary = folder.Summary;
        return new InspectReport
        {
            Directory = directory,
            Family = folder.Family,
            Architecture = folder.Architecture,
            VocabularySize = folder.Spec.VocabularySize,
            DecoderVocabularySize = folder.Spec.DecoderVocabularySize,
            ContextLength = folder.ContextLength,
            TokenizerFiles = folder.TokenizerFiles,
            Parameters = summary.Parameters,
            Buffers = summary.Buffers,
            ParametersByRole = Enum.GetValues<ModelSummaryRole>().Where(role => role != ModelSummaryRole.Whole).ToDictionary(role => role.ToString(), summary.Root.ParametersOf),
            StoredBytes = folder.Stored,
            WeightBytes = summary.WeightBytes,
            TrainingBytes = summary.TrainingBytes,
            Cost = ModelSummaryCost.Of(folder.Spec, length ?? Math.Min(UsualLength, folder.ContextLength ?? UsualLength), batch),
            Tree = summary.Root,
        };
    }
}
