using Rote.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Training.Objectives;

/// <summary>Cross-entropy of a language-model head over hidden states: what all objectives that predict tokens end in.</summary>
internal static class HeadLoss
{
    /// <summary>The hidden states whose labels count: the head is the widest layer, and reads no others.</summary>
    /// <param name="hidden"><c>[B, T, D]</c>.</param>
    /// <param name="labels"><c>[B, T]</c>.</param>
    /// <param name="places">Where labels count, as places in the flattened batch, <c>[N]</c>; null where all count.</param>
    /// <returns><c>[N, D]</c> and <c>[N]</c>; the arguments where all count.</returns>
    public static (Tensor Hidden, Tensor Labels) Counted(Tensor hidden, Tensor labels, Tensor? places) => places is null
        ? (hidden, labels)
        : (hidden.reshape(-1, hidden.size(-1)).index_select(0, places), labels.reshape(-1).index_select(0, places));

    /// <summary>The mean over the labels, in nats per token, and its gradients added to those of the model's parameters.</summary>
    /// <param name="model">A model with a language-model head.</param>
    /// <param name="hidden">Its last hidden states, <c>[.., D]</c>.</param>
    /// <param name="labels"><c>[..]</c>.</param>
    /// <param name="smoothing">ε of label smoothing, in [0, 1).</param>
    /// <returns>The loss.</returns>
    public static double Backward(Transformer model, Tensor hidden, Tensor labels, double smoothing)
    {
        if (labels.numel() == 0 || model.LinearHead is not { } head)
        {
            var loss = CrossEntropy.Loss(model.Scores(hidden), labels, smoothing);
            loss.backward();
            return loss.ToDouble();
        }
        var read = (head.Factor == 1 ? hidden : hidden * head.Factor).reshape(-1, hidden.size(-1)); // [N, D]
        var (mean, ofHidden, ofWeight) = LinearCrossEntropy.MeanWithGradients(read, head.Weight, head.Bias, labels.reshape(-1), smoothing);
        autograd.backward([read], [ofHidden]);
        // A tied table has a gradient from the lookups already.
        if (head.Weight.grad is { } there)
            there.add_(ofWeight);
        else
            head.Weight.grad = ofWeight;
        return mean.ToDouble();
    }
}
