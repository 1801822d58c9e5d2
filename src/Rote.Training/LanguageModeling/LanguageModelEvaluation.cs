using Rote.Models;
using Rote.Training.Metrics;
using Rote.Training.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Training.LanguageModeling;

/// <summary>Measures language models on held-out text, in evaluation mode; the mode is put back afterwards.</summary>
public static class LanguageModelEvaluation
{
    /// <summary>Measures a model on a whole text, in windows side by side.</summary>
    /// <param name="model">A causal decoder with a language-model head.</param>
    /// <param name="text">The text.</param>
    /// <param name="length">T, &gt; 0: with longer windows more is known before each token, and the loss is lower.</param>
    /// <param name="rows">Windows in a batch, &gt; 0. Default: 32.</param>
    /// <param name="cancellation">Ends between two batches.</param>
    /// <returns>The scores over all tokens but the first.</returns>
    /// <exception cref="ArgumentException">The model is of another kind, or a number is not positive.</exception>
    public static LanguageModelScores Of(Transformer model, TokenStream text, int length, int rows = 32, CancellationToken cancellation = default)
    {
        var windows = new AllWindows(text, length, rows);
        return Of(model, windows.Count, windows.Batch, cancellation);
    }

    /// <summary>Measures a model on batches.</summary>
    /// <param name="model">A causal decoder with a language-model head.</param>
    /// <param name="batches">How many, &gt; 0.</param>
    /// <param name="batchOf">The batch of an index, 0-based, made in the current dispose scope.</param>
    /// <param name="cancellation">Ends between two batches.</param>
    /// <returns>The scores over all labels that count.</returns>
    /// <exception cref="ArgumentException">The model is of another kind, or there are no batches.</exception>
    public static LanguageModelScores Of(Transformer model, int batches, Func<int, LanguageBatch> batchOf, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Measure(model, batches, batchOf, batch =>
        {
            var (hidden, labels) = LanguageModelLoss.Read(model, batch);
            return (model.Scores(hidden), labels);
        }, cancellation);
    }

    /// <summary>Measures any module on batches.</summary>
    /// <param name="model">What is brought into evaluation mode.</param>
    /// <param name="batches">How many, &gt; 0.</param>
    /// <param name="batchOf">The batch of an index, 0-based, made in the current dispose scope.</param>
    /// <param name="scoresOf">The module's scores, <c>[B, T, V]</c>.</param>
    /// <param name="cancellation">Ends between two batches.</param>
    /// <returns>The scores over all labels that count.</returns>
    /// <exception cref="ArgumentException">There are no batches.</exception>
    public static LanguageModelScores Of(
        nn.Module model, int batches, Func<int, LanguageBatch> batchOf, Func<LanguageBatch, Tensor> scoresOf, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(scoresOf);
        return Measure(model, batches, batchOf, batch => HeadLoss.Counted(scoresOf(batch), batch.Labels, batch.LabelPlaces), cancellation);
    }

    private static LanguageModelScores Measure(
        nn.Module model, int batches, Func<int, LanguageBatch> batchOf, Func<LanguageBatch, (Tensor Scores, Tensor Labels)> read, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batchOf);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batches);
        bool wasTraining = model.training;
        model.eval();
        try
        {
            using var gradients = no_grad();
            double total = 0;
            long tokens = 0, right = 0;
            for (int index = 0; index < batches; index++)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                var batch = batchOf(index);
                var (scores, labels) = read(batch);
                total += CrossEntropy.Loss(scores, labels, reduction: nn.Reduction.Sum).ToDouble();
                right += scores.argmax(-1).eq(labels).sum().item<long>();
                tokens += batch.LabelTokens;
            }
            return new LanguageModelScores(total / tokens, Perplexity.Of(total, tokens), (double)right / tokens, tokens);
        }
        finally
        {
            model.train(wasTraining);
        }
    }
}
