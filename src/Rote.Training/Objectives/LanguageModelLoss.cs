using Rote.Models;
using Rote.Training.LanguageModeling;
using Rote.Training.Loops;
using static TorchSharp.torch;

namespace Rote.Training.Objectives;

/// <summary>The loss of a causal language model: cross-entropy of each token given those before it.</summary>
public static class LanguageModelLoss
{
    /// <summary>The mean over the labels that count, in nats per token.</summary>
    /// <param name="model">A causal decoder with a language-model head.</param>
    /// <param name="batch">The tokens.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">The model is of another kind.</exception>
    public static Tensor Mean(Transformer model, LanguageBatch batch)
    {
        using var scope = NewDisposeScope();
        var (hidden, labels) = Read(model, batch);
        return CrossEntropy.Loss(model.Scores(hidden), labels).MoveToOuterDisposeScope();
    }

    /// <summary>The mean of scores that any module has given, in nats per token.</summary>
    /// <param name="scores">Before the softmax, <c>[B, T, V]</c>.</param>
    /// <param name="batch">The tokens.</param>
    /// <returns>A scalar.</returns>
    public static Tensor Mean(Tensor scores, LanguageBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return CrossEntropy.Loss(scores, batch.Labels);
    }

    /// <summary>The mean, and its gradients added to those of the model's parameters.</summary>
    /// <param name="model">A causal decoder with a language-model head.</param>
    /// <param name="batch">The tokens.</param>
    /// <returns>The loss, in nats per token, and the tokens read.</returns>
    /// <remarks>Equal to <c>Mean(…).backward()</c>, and faster where the vocabulary is large: see <see cref="LinearCrossEntropy"/>.</remarks>
    /// <exception cref="ArgumentException">The model is of another kind.</exception>
    public static StepLoss Backward(Transformer model, LanguageBatch batch)
    {
        using var scope = NewDisposeScope();
        var (hidden, labels) = Read(model, batch);
        return new StepLoss(HeadLoss.Backward(model, hidden, labels, smoothing: 0), batch.Tokens);
    }

    /// <summary>Last hidden states and labels, those that count.</summary>
    internal static (Tensor Hidden, Tensor Labels) Read(Transformer model, LanguageBatch batch)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(batch);
        if (model.Spec is not { Encoder: null, Decoder.Causal: true, Head: HeadSpec.LanguageModel })
        {
            throw new ArgumentException(
                "`model` must have a causal Decoder, no Encoder and a language-model Head: each token is predicted from those before it. Its spec says otherwise.", nameof(model));
        }
        return HeadLoss.Counted(model.Decode(batch.Ids), batch.Labels, batch.LabelPlaces);
    }
}
