using Rote.Layers;
using Rote.Positions;

namespace Rote.Models;

/// <summary>An encoder or a decoder: embeddings, positions, equal blocks, and perhaps a last norm.</summary>
public sealed record StackSpec
{
    /// <summary>L, the number of blocks.</summary>
    public required int Layers { get; init; }

    /// <summary>The block.</summary>
    public required BlockSpec Block { get; init; }

    /// <summary>How token ids become the stream. Default: a plain table.</summary>
    public EmbeddingSpec Embedding { get; init; } = new();

    /// <summary>How the stack knows order. Default: it does not.</summary>
    public PositionSpec Positions { get; init; } = new PositionSpec.None();

    /// <summary>A norm after the last block, or null.</summary>
    public NormSpec? FinalNorm { get; init; }

    /// <summary>Probability with which a number is dropped after the last norm in training, in [0, 1) (T5). Default: 0.</summary>
    public double FinalDropout { get; init; }

    /// <summary>True when no position may see a later one. Default: false.</summary>
    public bool Causal { get; init; }

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <param name="width">D.</param>
    /// <param name="path">Where this stack stands, for the message.</param>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations(int width, string path)
    {
        if (Layers <= 0)
            yield return $"{path}.Layers must be positive; got {Layers}.";
        foreach (string violation in Block.Violations(width, $"{path}.Block"))
            yield return violation;
        foreach (string violation in Positions.Violations())
            yield return $"{path}.{violation}";
        if (Positions is PositionSpec.Sinusoidal && width % 2 != 0)
            yield return $"{path}.Positions: sinusoidal positions need an even Width; got {width}.";
        if (Positions is PositionSpec.Rotary rotary && Block.SelfAttention is { Heads: > 0 } attention)
        {
            int headWidth = attention.HeadWidthFor(width), turned = rotary.Dimensions ?? headWidth;
            if (turned > headWidth || turned % 2 != 0)
                yield return $"{path}.Positions.Dimensions must be even and at most the head width {headWidth}; got {turned}.";
        }
        if (Positions is PositionSpec.Rotary or PositionSpec.Buckets && Block.SelfAttention is null)
            yield return $"{path}.Positions act on self-attention, and the block has none.";
        if (Embedding.TokenTypes < 0)
            yield return $"{path}.Embedding.TokenTypes must not be negative; got {Embedding.TokenTypes}.";
        if (Embedding.Dropout is not (>= 0 and < 1))
            yield return $"{path}.Embedding.Dropout must be in [0, 1); got {Embedding.Dropout}.";
        if (FinalDropout is not (>= 0 and < 1))
            yield return $"{path}.FinalDropout must be in [0, 1); got {FinalDropout}.";
    }
}
