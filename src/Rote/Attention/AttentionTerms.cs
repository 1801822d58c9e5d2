using Rote.Tensors;
using static TorchSharp.torch;

namespace Rote.Attention;

/// <summary>What a kernel is given beside queries, keys, values and mask. Everything is optional.</summary>
public sealed record AttentionTerms
{
    /// <summary>Nothing: no bias, no dropout, nobody who looks.</summary>
    public static AttentionTerms None { get; } = new();

    /// <summary>Added to the scaled scores, broadcastable to <c>[B, H, T, S]</c>; null adds nothing.</summary>
    public Tensor? ScoreBias { get; init; }

    /// <summary>
    /// What is read beside the values: from weights <c>[B, H, T, S]</c>, after dropout, to a term <c>[B, H, T, K′]</c> that is added to the output; null adds nothing.
    /// </summary>
    public Func<Tensor, Tensor>? WeightedTerm { get; init; }

    /// <summary>Probability with which a weight is dropped, in [0, 1); 0 outside training. Default: 0.</summary>
    public double Dropout { get; init; }

    /// <summary>Sees and may replace scores and weights; null takes the fastest path.</summary>
    public IAttentionHook? Hook { get; init; }

    /// <summary>True when scores or weights must exist as tensors.</summary>
    public bool NeedsWeights => WeightedTerm is not null || (Hook is { } hook
        && (hook.Wants(AttentionSite.RawScores) || hook.Wants(AttentionSite.Scores) || hook.Wants(AttentionSite.MaskedScores) || hook.Wants(AttentionSite.Weights)));

    /// <summary>Shows a tensor to the hook.</summary>
    /// <param name="site">Where it stands.</param>
    /// <param name="tensor">The tensor.</param>
    /// <returns>What to go on with.</returns>
    /// <exception cref="ShapeException">The hook returned another shape.</exception>
    public Tensor See(AttentionSite site, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (Hook is not { } hook || !hook.Wants(site))
            return tensor;
        var seen = hook.At(site, tensor);
        return seen.shape.SequenceEqual(tensor.shape)
            ? seen
            : throw new ShapeException($"A hook at {site} must return the shape that it was given, {tensor.Describe()}; got {seen.Describe()}.");
    }
}
