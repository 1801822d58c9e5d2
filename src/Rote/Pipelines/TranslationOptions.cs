namespace Rote.Pipelines;

/// <summary>How a <see cref="Translator"/> works; what is null is as the model was saved.</summary>
public sealed record TranslationOptions
{
    /// <summary>Beams of the search, &gt; 0; 1 is greedy. Default: the model's own.</summary>
    public int? Beams { get; init; }

    /// <summary>Power of the length by which a beam's score is divided. Default: the model's own, usually 1.</summary>
    public double? LengthPenalty { get; init; }

    /// <summary>Tokens to write at most, &gt; 0. Default: the model's own.</summary>
    public int? MaxNewTokens { get; init; }

    /// <summary>Texts translated at once, &gt; 0. Default: 32.</summary>
    public int BatchSize { get; init; } = 32;
}
