using static TorchSharp.torch;

namespace Rote.Positions;

/// <summary>What a position scheme prepared for one pass; the base is the identity.</summary>
public class PositionContext
{
    /// <summary>Turns nothing and adds nothing.</summary>
    public static PositionContext Identity { get; } = new();

    /// <summary>Added to the scores of self-attention, broadcastable to <c>[B, H, T, S]</c>; null adds nothing.</summary>
    public virtual Tensor? ScoreBias => null;

    /// <summary>Turns queries or keys of the tokens being read; cached keys were turned when they were read.</summary>
    /// <param name="heads">Queries <c>[B, H, T, K]</c> or keys <c>[B, G, T, K]</c>.</param>
    /// <returns>The same shape.</returns>
    public virtual Tensor Rotate(Tensor heads) => heads;
}
