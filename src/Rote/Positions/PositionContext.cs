using static TorchSharp.torch;

namespace Rote.Positions;

/// <summary>What a position scheme prepared for one pass; the base is the identity.</summary>
public class PositionContext
{
    /// <summary>Turns nothing and adds nothing.</summary>
    public static PositionContext Identity { get; } = new();

    /// <summary>The context of one block, of a scheme that has parameters of its own in each.</summary>
    /// <param name="layer">0-based.</param>
    /// <returns>By default this context.</returns>
    public virtual PositionContext OfLayer(int layer) => this;

    /// <summary>Turns queries or keys of the tokens being read; cached keys were turned when they were read.</summary>
    /// <param name="heads">Queries <c>[B, H, T, K]</c> or keys <c>[B, G, T, K]</c>.</param>
    /// <returns>The same shape.</returns>
    public virtual Tensor Rotate(Tensor heads) => heads;

    /// <summary>What positions do to the scores.</summary>
    /// <param name="query">Turned queries, <c>[B, H, T, K]</c>.</param>
    /// <param name="scale">The factor on the scores.</param>
    /// <returns>
    /// The queries that keys are compared with, <c>[B, H, T, K]</c>, and what is added to the scaled scores, broadcastable to <c>[B, H, T, S]</c>, or null for nothing.
    /// </returns>
    public virtual (Tensor Query, Tensor? ScoreBias) Score(Tensor query, double scale) => (query, null);

    /// <summary>What is read beside the values: from weights <c>[B, H, T, S]</c> to a term <c>[B, H, T, K]</c>; null reads nothing.</summary>
    public virtual Func<Tensor, Tensor>? WeightedTerm => null;
}
