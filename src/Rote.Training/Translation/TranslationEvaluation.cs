using Rote.Models;
using Rote.Pipelines;
using Rote.Tokenizers;
using Rote.Training.Data;
using Rote.Training.Metrics;
using Rote.Training.Objectives;
using static TorchSharp.torch;

namespace Rote.Training.Translation;

/// <summary>Measures a translation model on held-out pairs.</summary>
public static class TranslationEvaluation
{
    private const int BatchTokens = 8192;

    /// <summary>Translates the sources and compares with the references; also the loss of the references.</summary>
    /// <param name="translator">The model.</param>
    /// <param name="pairs">At least one.</param>
    /// <param name="options">How to decode; null is the model's own way.</param>
    /// <param name="cancellation">Ends between two tokens.</param>
    /// <returns>The outputs in order and the scores.</returns>
    /// <exception cref="ArgumentException">There are no pairs.</exception>
    public static (IReadOnlyList<Pipelines.Translation> Outputs, TranslationScores Scores) Evaluate(
        Translator translator, IReadOnlyList<TextPair> pairs, TranslationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(translator);
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count == 0)
            throw new ArgumentException("`pairs` is empty; expected at least one pair to evaluate on.", nameof(pairs));
        var outputs = translator.Translate([.. pairs.Select(pair => pair.Source)], options, cancellation);
        string[] written = [.. outputs.Select(output => output.Text)], references = [.. pairs.Select(pair => pair.Target)];
        double loss = Loss(translator.Model, [.. pairs.Select(pair => Cut(Tokens(translator.Tokenizer, pair), translator.Model.Spec))], translator.PaddingId, translator.DecoderStartId, cancellation);
        return (outputs, new TranslationScores(
            pairs.Count,
            ExactMatch.Rate(written, references),
            Bleu.Corpus(written, [references]),
            Bleu.Corpus(written, [references], new BleuOptions { LowerCase = true }),
            Chrf.Corpus(written, [references]).Score,
            loss,
            Math.Exp(loss)));
    }

    /// <summary>The loss of the targets, without label smoothing.</summary>
    /// <param name="model">The model; its mode is put back afterwards.</param>
    /// <param name="pairs">At least one.</param>
    /// <param name="paddingId">Fills rows.</param>
    /// <param name="decoderStartId">What the decoder starts with.</param>
    /// <param name="cancellation">Ends between two batches.</param>
    /// <returns>Mean over the target tokens, in nats.</returns>
    public static double Loss(Transformer model, IReadOnlyList<TokenPair> pairs, int paddingId, int decoderStartId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        bool wasTraining = model.training;
        model.eval();
        try
        {
            using var gradients = no_grad();
            double total = 0;
            long tokens = 0;
            foreach (int[] indices in new BatchPlan(pairs, BatchTokens, 0).ByLength())
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                var batch = PairBatch.Make([.. indices.Select(index => pairs[index])], paddingId, decoderStartId);
                total += TranslationLoss.Mean(model, batch).item<float>() * (double)batch.LabelTokens;
                tokens += batch.LabelTokens;
            }
            return total / tokens;
        }
        finally
        {
            model.train(wasTraining);
        }
    }

    /// <summary>A pair as ids, however long.</summary>
    internal static TokenPair Tokens(Tokenizer tokenizer, TextPair pair) => new(tokenizer.Encode(pair.Source).Ids, tokenizer.Encode(pair.Target).Ids);

    // As translating cuts a source; of a reference the beginning counts.
    private static TokenPair Cut(TokenPair pair, TransformerSpec spec)
    {
        int read = spec.Encoder!.Positions.Reach() ?? int.MaxValue, written = spec.Decoder!.Positions.Reach() ?? int.MaxValue;
        return new TokenPair(
            pair.Source.Count <= read ? pair.Source : [.. pair.Source.Take(read - 1), pair.Source[^1]],
            pair.Target.Count <= written ? pair.Target : [.. pair.Target.Take(written)]);
    }
}
