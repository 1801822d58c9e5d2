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

    /// <summary>True divides the scores of self-attention in block i, counted from 1, by i (GPT-2's <c>scale_attn_by_inverse_layer_idx</c>). Default: false.</summary>
    public bool ScaleByInverseLayer { get; init; }

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
        if (Positions is PositionSpec.Rotary rotary && Block.SelfAttention is { Heads: > 0 } attention && attention.HeadWidthFor(width) is > 0 and var headWidth)
        {
            if (rotary.Dimensions > headWidth)
                yield return $"{path}.Positions.Dimensions must be at most the head width {headWidth}; got {rotary.Dimensions}.";
            else if (rotary.Dimensions is null && headWidth % 2 != 0)
                yield return $"{path}.Positions turn pairs of channels, and the head width {headWidth} is odd: give an even Positions.Dimensions.";
        }
        if (Positions is PositionSpec.Rotary or PositionSpec.Buckets && Block.SelfAttention is null)
            yield return $"{path}.Positions act on self-attention, and the block has none.";
        if (Positions.ActsOnScores && Block.SelfAttention is { Kernel: { TakesScoreBias: false } kernel })
            yield return $"{path}.Positions act on the scores, and the kernel {kernel.Name} has none that they could act on: take positions in the embeddings or rotary ones.";
        if (ScaleByInverseLayer && Block.SelfAttention is null)
            yield return $"{path}.ScaleByInverseLayer acts on self-attention, and the block has none.";
        if (Embedding.TokenTypes < 0)
            yield return $"{path}.Embedding.TokenTypes must not be negative; got {Embedding.TokenTypes}.";
        foreach (string violation in Embedding.Norm?.Violations($"{path}.Embedding.Norm") ?? [])
            yield return violation;
        foreach (string violation in FinalNorm?.Violations($"{path}.{nameof(FinalNorm)}") ?? [])
            yield return violation;
        if (Embedding.Dropout is not (>= 0 and < 1))
            yield return $"{path}.Embedding.Dropout must be in [0, 1); got {Embedding.Dropout}.";
        if (FinalDropout is not (>= 0 and < 1))
            yield return $"{path}.FinalDropout must be in [0, 1); got {FinalDropout}.";
    }
}
