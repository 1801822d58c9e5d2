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

    /// <summary>Translates the sources and compares with the references; also the loss of the references, as <see cref="Loss"/> has it.</summary>
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
        double loss = Loss(translator.Model, [.. pairs.Select(pair => Tokens(translator.Tokenizer, pair))], translator.PaddingId, translator.DecoderStartId, cancellation);
        return (outputs, new TranslationScores(
            pairs.Count,
            ExactMatch.Rate(written, references),
            Bleu.Corpus(written, [references]),
            Bleu.Corpus(written, [references], new BleuOptions { LowerCase = true }),
            Chrf.Corpus(written, [references]).Score,
            loss,
            Math.Exp(loss)));
    }

    /// <summary>
    /// The loss of the targets, without label smoothing. What is beyond the reach of the model's positions is left out: of a source as in translation, its
    /// last token kept, which is the end; of a target all tokens after the reach.
    /// </summary>
    /// <param name="model">The model; its mode is put back afterwards.</param>
    /// <param name="pairs">At least one.</param>
    /// <param name="paddingId">Fills rows.</param>
    /// <param name="decoderStartId">What the decoder starts with.</param>
    /// <param name="cancellation">Ends between two batches.</param>
    /// <returns>Mean over the target tokens of all pairs, in nats: a long target counts for more than a short one.</returns>
    /// <exception cref="ArgumentException">There are no pairs.</exception>
    public static double Loss(Transformer model, IReadOnlyList<TokenPair> pairs, int paddingId, int decoderStartId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count == 0)
            throw new ArgumentException("`pairs` is empty; expected at least one pair to evaluate on.", nameof(pairs));
        TokenPair[] read = [.. pairs.Select(pair => Cut(pair, model.Spec))];
        bool wasTraining = model.training;
        model.eval();
        try
        {
            using var gradients = no_grad();
            double total = 0;
            long tokens = 0;
            foreach (int[] indices in new BatchPlan(read, BatchTokens, 0).ByLength())
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                var batch = PairBatch.Make([.. indices.Select(index => read[index])], paddingId, decoderStartId);
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

    /// <summary>A pair as ids, each side closed by the end token.</summary>
    internal static TokenPair Tokens(Tokenizer tokenizer, TextPair pair) => new(tokenizer.Encode(pair.Source).Ids, tokenizer.Encode(pair.Target).Ids);

    private static TokenPair Cut(TokenPair pair, TransformerSpec spec)
    {
        int sourceReach = spec.Encoder!.Positions.Reach() ?? int.MaxValue, targetReach = spec.Decoder!.Positions.Reach() ?? int.MaxValue;
        return pair.Source.Count <= sourceReach && pair.Target.Count <= targetReach ? pair : new TokenPair(
            pair.Source.Count <= sourceReach ? pair.Source : [.. pair.Source.Take(sourceReach - 1), pair.Source[^1]],
            [.. pair.Target.Take(targetReach)]);
    }
}
