namespace Rote.Checkpoints;

/// <summary>One line of a weight map: where a tensor of a checkpoint lives in our model.</summary>
/// <param name="Theirs">The checkpoint's name.</param>
/// <param name="Ours">Our names; several where theirs stacks them along the output dimension, in this order.</param>
/// <param name="Transposed">True where theirs is [in, out].</param>
public sealed record WeightRule(string Theirs, IReadOnlyList<string> Ours, bool Transposed = false)
{
    /// <summary>One tensor, one name.</summary>
    /// <param name="theirs">The checkpoint's name.</param>
    /// <param name="ours">Our name.</param>
    public WeightRule(string theirs, string ours)
        : this(theirs, [ours])
    {
    }
}
