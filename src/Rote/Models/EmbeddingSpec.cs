using Rote.Layers;

namespace Rote.Models;

/// <summary>How token ids become the stream that enters the first block.</summary>
public sealed record EmbeddingSpec
{
    /// <summary>True multiplies token embeddings by √D (Vaswani et al. 2017, section 3.4). Default: false.</summary>
    public bool ScaleBySquareRootWidth { get; init; }

    /// <summary>Rows of the token-type (segment) table; 0 has none. Default: 0.</summary>
    public int TokenTypes { get; init; }

    /// <summary>A norm after the sum of embeddings, or null.</summary>
    public NormSpec? Norm { get; init; }

    /// <summary>Probability with which a number of the sum is dropped in training, in [0, 1). Default: 0.</summary>
    public double Dropout { get; init; }
}
