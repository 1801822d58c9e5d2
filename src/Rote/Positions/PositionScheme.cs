using static TorchSharp.torch;

namespace Rote.Positions;

/// <summary>A position scheme: it may act on the embeddings, on queries and keys, on the scores, and on what is read; each hook is the identity by default.</summary>
public abstract class PositionScheme : nn.Module
{
    /// <summary>Makes the base.</summary>
    /// <param name="name">The module's name.</param>
    protected PositionScheme(string name)
        : base(name)
    {
    }

    /// <summary>Longest input, in tokens; null has no limit.</summary>
    public virtual int? MaxLength => null;

    /// <summary>Adds to the embeddings.</summary>
    /// <param name="embeddings">Token embeddings, <c>[B, T, D]</c>.</param>
    /// <param name="positions">Position of each token, <c>[T]</c> or <c>[B, T]</c>, int64.</param>
    /// <returns><c>[B, T, D]</c>.</returns>
    public virtual Tensor Embed(Tensor embeddings, Tensor positions) => embeddings;

    /// <summary>Prepares what the blocks of one pass share.</summary>
    /// <param name="positions">Position of each token being read, <c>[T]</c> or <c>[B, T]</c>, int64.</param>
    /// <param name="queryLength">T.</param>
    /// <param name="keyLength">S, cached keys counted.</param>
    /// <param name="dtype">Element type of the activations.</param>
    /// <returns>The context handed to every block.</returns>
    public virtual PositionContext Prepare(Tensor positions, long queryLength, long keyLength, ScalarType dtype) => PositionContext.Identity;

    /// <summary>Makes the scheme that a spec describes.</summary>
    /// <param name="spec">Which scheme.</param>
    /// <param name="width">D.</param>
    /// <param name="heads">H.</param>
    /// <param name="headWidth">K.</param>
    /// <returns>A module; its parameters are not initialised.</returns>
    public static PositionScheme Create(PositionSpec spec, int width, int heads, int headWidth) => spec switch
    {
        PositionSpec.None => new NoPositions(),
        PositionSpec.Sinusoidal s => new SinusoidalPositions(width, s.Layout, s.MaxLength),
        PositionSpec.Learned s => new LearnedPositions(width, s.MaxLength, s.Offset),
        PositionSpec.Rotary s => new RotaryPositions(s.Dimensions ?? headWidth, s.Base, s.Scaling, s.MaxLength),
        PositionSpec.Buckets s => new BucketPositions(heads, s.Count, s.MaxDistance, s.Bidirectional),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
