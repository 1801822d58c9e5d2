using Rote.Tensors;
using static TorchSharp.torch;

namespace Rote.Training.Objectives;

/// <summary>Cross-entropy over a vocabulary, with label smoothing.</summary>
public static class CrossEntropy
{
    /// <summary>A label that takes no part.</summary>
    public const long Ignored = -100;

    /// <summary>(1 − ε)·nll(label) + ε·mean over the vocabulary, in nats.</summary>
    /// <param name="scores">Scores before the softmax, <c>[.., V]</c>.</param>
    /// <param name="labels">Ids in [0, V), or <see cref="Ignored"/>, <c>[..]</c>, int64.</param>
    /// <param name="smoothing">ε in [0, 1): Szegedy et al. 2016, section 7.</param>
    /// <param name="reduction">Mean over what counts, sum, or none.</param>
    /// <returns>A scalar, or <c>[..]</c> without reduction. The mean over nothing is not a number, as in PyTorch.</returns>
    /// <exception cref="ShapeException">The labels have another shape than the scores without their last dimension.</exception>
    /// <exception cref="ArgumentException">A label is outside the vocabulary.</exception>
    public static Tensor Loss(Tensor scores, Tensor labels, double smoothing = 0, nn.Reduction reduction = nn.Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(labels);
        if (!scores.shape.AsSpan(..^1).SequenceEqual(labels.shape))
            throw new ShapeException($"`labels` must have the shape of `scores` without its last size, [{string.Join(", ", scores.shape[..^1])}]; got {labels.Describe()}.");
        if (smoothing is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(smoothing), smoothing, "`smoothing` must be in [0, 1).");
        using var scope = NewDisposeScope();
        long classes = scores.size(-1);
        if (labels.numel() > 0 && (labels.ge(classes) | (labels.lt(0) & labels.ne(Ignored))).any().item<bool>())
            throw new ArgumentException($"`labels` must be in [0, {classes}) or {Ignored}; got {labels.min().item<long>()} to {labels.max().item<long>()}.", nameof(labels));
        var flat = nn.functional.cross_entropy(scores.reshape(-1, classes), labels.reshape(-1), ignore_index: Ignored, reduction: reduction, label_smoothing: smoothing);
        return (reduction == nn.Reduction.None ? flat.reshape(labels.shape) : flat).MoveToOuterDisposeScope();
    }
}
