using Rote.Tensors;
using static TorchSharp.torch;

namespace Rote.Training.Objectives;

/// <summary>
/// Cross-entropy of a linear head, loss and gradients in one pass. The scores are the largest tensor of a training step; here the gradient is made of
/// them directly, which spares several passes over them.
/// </summary>
/// <remarks>With p = softmax(h·Wᵀ + b) the gradient of the mean loss with respect to the scores is (p − (1 − ε)·onehot − ε/V) / N: known as soon as the scores are.</remarks>
public static class LinearCrossEntropy
{
    /// <summary>The mean of (1 − ε)·nll + ε·mean over the vocabulary, in nats, as <see cref="CrossEntropy.Loss"/> computes it, and its gradients.</summary>
    /// <param name="hidden">h, <c>[N, D]</c>, floating point.</param>
    /// <param name="weight">W, <c>[V, D]</c>.</param>
    /// <param name="bias">b, not trained, <c>[V]</c>; null adds nothing.</param>
    /// <param name="labels">Ids in [0, V), <c>[N]</c>, int64, at least one.</param>
    /// <param name="smoothing">ε in [0, 1): Szegedy et al. 2016, section 7.</param>
    /// <returns>The loss, its gradient for h, <c>[N, D]</c>, and its gradient for W, <c>[V, D]</c>.</returns>
    /// <exception cref="ShapeException">A tensor has another shape.</exception>
    /// <exception cref="ArgumentException">A label is outside the vocabulary.</exception>
    public static (Tensor Loss, Tensor OfHidden, Tensor OfWeight) MeanWithGradients(Tensor hidden, Tensor weight, Tensor? bias, Tensor labels, double smoothing = 0)
    {
        Check(hidden, weight, bias, labels, smoothing);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        long rows = hidden.size(0), classes = weight.size(0);
        var label = labels.unsqueeze(1); // [N, 1]
        Tensor logarithms;
        using (var scores = Products.Linear(hidden, weight, bias)) // [N, V]
            logarithms = nn.functional.log_softmax(scores, 1);
        var loss = -logarithms.gather(1, label).sum() * ((1 - smoothing) / rows);
        if (smoothing > 0)
            loss = loss - logarithms.sum() * (smoothing / classes / rows);
        // softmax(log p) = p: its kernel is nine times as fast here as exp's, which is the maths library's.
        var ofScores = nn.functional.softmax(logarithms, 1); // [N, V]
        logarithms.Dispose();
        if (smoothing > 0)
            ofScores.sub_(smoothing / classes);
        ofScores.scatter_add_(1, label, full_like(label, smoothing - 1, dtype: ofScores.dtype));
        var ofHidden = Products.Linear(ofScores, weight.t()) / rows; // [N, D]
        var ofWeight = Products.Linear(ofScores.t(), hidden.t() / rows); // [V, D]
        return (loss.MoveToOuterDisposeScope(), ofHidden.MoveToOuterDisposeScope(), ofWeight.MoveToOuterDisposeScope());
    }

    private static void Check(Tensor hidden, Tensor weight, Tensor? bias, Tensor labels, double smoothing)
    {
        var (rows, width) = hidden.Dims2("[N, D]");
        var (classes, inner) = weight.Dims2("[V, D]");
        ArgumentNullException.ThrowIfNull(labels);
        if (inner != width)
            throw new ShapeException($"`weight` must have shape [V, D] with D = {width}; got {weight.Describe()}.");
        if (bias is not null && (bias.dim() != 1 || bias.size(0) != classes))
            throw new ShapeException($"`bias` must have shape [V] with V = {classes}; got {bias.Describe()}.");
        if (labels.dim() != 1 || labels.size(0) != rows || rows == 0)
            throw new ShapeException($"`labels` must have shape [N] with N = {rows}, at least 1; got {labels.Describe()}.");
        if (smoothing is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(smoothing), smoothing, "`smoothing` must be in [0, 1).");
        using var scope = NewDisposeScope();
        if ((labels.ge(classes) | labels.lt(0)).any().item<bool>())
            throw new ArgumentException($"`labels` must be in [0, {classes}); got {labels.min().item<long>()} to {labels.max().item<long>()}.", nameof(labels));
    }
}
