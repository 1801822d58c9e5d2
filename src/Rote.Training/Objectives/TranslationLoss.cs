using Rote.Attention;
using Rote.Models;
using Rote.Training.Data;
using static TorchSharp.torch;

namespace Rote.Training.Objectives;

/// <summary>The loss of an encoder–decoder on pairs: cross-entropy of each target token given the source and the target before it.</summary>
public static class TranslationLoss
{
    /// <summary>The mean over the labels that count, in nats per token.</summary>
    /// <param name="model">An encoder–decoder with a language-model head.</param>
    /// <param name="batch">The pairs.</param>
    /// <param name="smoothing">ε of label smoothing, in [0, 1).</param>
    /// <returns>A scalar.</returns>
    public static Tensor Mean(Transformer model, PairBatch batch, double smoothing = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var (hidden, labels) = Read(model, batch);
        return CrossEntropy.Loss(model.Scores(hidden), labels, smoothing).MoveToOuterDisposeScope();
    }

    /// <summary>The mean, and its gradients added to those of the model's parameters.</summary>
    /// <param name="model">An encoder–decoder with a language-model head.</param>
    /// <param name="batch">The pairs.</param>
    /// <param name="smoothing">ε of label smoothing, in [0, 1).</param>
    /// <returns>The loss, in nats per token.</returns>
    /// <remarks>Equal to <c>Mean(…).backward()</c>, and a third faster where the vocabulary is large: see <see cref="LinearCrossEntropy"/>.</remarks>
    public static double Backward(Transformer model, PairBatch batch, double smoothing = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var (hidden, labels) = Read(model, batch);
        return HeadLoss.Backward(model, hidden, labels, smoothing);
    }

    private static (Tensor Hidden, Tensor Labels) Read(Transformer model, PairBatch batch)
    {
        var keep = batch.SourceKeep is null ? AttentionMask.All : AttentionMask.KeyPadding(batch.SourceKeep);
        var memory = model.Encode(batch.Source, new StackInputs { Mask = keep }); // [B, S, D]
        // Padding stands on the right, so the decoder's causality hides it.
        var hidden = model.Decode(batch.DecoderInput, new StackInputs { Memory = memory, MemoryMask = keep }); // [B, T, D]
        return HeadLoss.Counted(hidden, batch.Labels, batch.LabelPlaces);
    }
}
