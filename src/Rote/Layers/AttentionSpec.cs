using Rote.Attention;

namespace Rote.Layers;

/// <summary>An attention sublayer: heads, projections, kernel.</summary>
public sealed record AttentionSpec
{
    /// <summary>H, the query heads.</summary>
    public required int Heads { get; init; }

    /// <summary>G, the key/value heads; null is as many as query heads. Must divide H (Ainslie et al. 2023).</summary>
    public int? KeyValueHeads { get; init; }

    /// <summary>K, the width of a head; null is D / H.</summary>
    public int? HeadWidth { get; init; }

    /// <summary>Width of what keys and values are read from; null is D.</summary>
    public int? SourceWidth { get; init; }

    /// <summary>True when queries and keys share one projection. Default: false.</summary>
    public bool TiedQueryKey { get; init; }

    /// <summary>Biases on the query, key and value projections. Default: true.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>A bias on the output projection; null is as <see cref="Bias"/>.</summary>
    public bool? OutputBias { get; init; }

    /// <summary>How heads attend. Default: dot products over all keys that the mask keeps.</summary>
    public KernelSpec Kernel { get; init; } = new KernelSpec.DotProduct();

    /// <summary>What scores are multiplied by. Default: 1/√K.</summary>
    public AttentionScale Scale { get; init; } = new AttentionScale.InverseSquareRoot();

    /// <summary>Probability with which an attention weight is dropped in training, in [0, 1). Default: 0.</summary>
    public double Dropout { get; init; }

    /// <summary>G with its default resolved.</summary>
    /// <returns>The number of key/value heads.</returns>
    public int KeyValueHeadCount() => KeyValueHeads ?? Heads;

    /// <summary>K with its default resolved.</summary>
    /// <param name="width">D.</param>
    /// <returns>The width of a head.</returns>
    public int HeadWidthFor(int width) => HeadWidth ?? width / Heads;
}
