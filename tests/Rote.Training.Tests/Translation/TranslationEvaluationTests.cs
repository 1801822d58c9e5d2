using Rote.Generation;
using Rote.Models;
using Rote.Pipelines;
using Rote.Training.Data;
using Rote.Training.Objectives;
using Rote.Training.Translation;
using static TorchSharp.torch;

namespace Rote.Training.Tests.Translation;

public sealed class TranslationEvaluationTests : IDisposable
{
    private const double Tolerance = 2e-5;
    private const int Reach = 8;

    private readonly Transformer _model = new Transformer(TinyTranslator.Spec(maximumLength: Reach)).Initialize(5);

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Loss_is_the_mean_over_tokens_not_over_pairs_or_batches()
    {
        var pairs = TinyTranslator.Pairs(40, 3).Where(pair => pair.Source.Count <= Reach && pair.Target.Count <= Reach).ToArray();
        double expected = pairs.Sum(pair => Single(pair) * pair.Target.Count) / pairs.Sum(pair => pair.Target.Count);
        double overPairs = pairs.Average(Single);
        Assert.NotEqual(expected, overPairs, 1e-3);
        Assert.Equal(expected, Loss(pairs), Tolerance);
        // More than one batch, of which the last is smaller.
        TokenPair[] many = [.. Enumerable.Repeat(pairs, 40).SelectMany(all => all), .. Enumerable.Repeat(pairs[0], 700)];
        double mixed = many.Sum(pair => Single(pair) * pair.Target.Count) / many.Sum(pair => pair.Target.Count);
        Assert.True(many.Sum(pair => pair.Length) > 8192);
        Assert.Equal(mixed, Loss(many), Tolerance);
    }

    [Fact]
    public void Pairs_beyond_the_reach_are_cut()
    {
        int[] Long(int length) => [.. Enumerable.Range(0, length - 1).Select(i => 2 + i % 9), TinyTranslator.Ids.End];
        // The source keeps its end, the target its beginning.
        TokenPair longer = new(Long(20), Long(15)), cut = new([.. Long(20)[..(Reach - 1)], TinyTranslator.Ids.End], Long(15)[..Reach]);
        Assert.Equal(Single(cut), Loss([longer]), Tolerance);
        Assert.Equal(Single(new(cut.Source, [5, 1])), Loss([new(longer.Source, [5, 1])]), Tolerance);
        Assert.Equal(Single(new([5, 1], cut.Target)), Loss([new([5, 1], longer.Target)]), Tolerance);
        // Only the tokens that are left weigh.
        Assert.Equal((Single(cut) * Reach + Single(new([5, 1], [6, 1])) * 2) / (Reach + 2), Loss([longer, new([5, 1], [6, 1])]), Tolerance);
    }

    [Fact]
    public void Mode_of_the_model_is_put_back_and_dropout_is_off()
    {
        using var dropping = new Transformer(TinyTranslator.Spec(dropout: 0.5)).Initialize(5);
        var pairs = TinyTranslator.Pairs(5, 3);
        foreach (bool training in new[] { true, false })
        {
            dropping.train(training);
            double first = TranslationEvaluation.Loss(dropping, pairs, 0, 0, TestContext.Current.CancellationToken);
            Assert.Equal(first, TranslationEvaluation.Loss(dropping, pairs, 0, 0, TestContext.Current.CancellationToken));
            Assert.Equal(training, dropping.training);
        }
    }

    [Fact]
    public void No_pairs_are_refused()
    {
        const string message = "`pairs` is empty; expected at least one pair to evaluate on. (Parameter 'pairs')";
        using var translator = Translator();
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Loss([])).Message);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => TranslationEvaluation.Evaluate(translator, [], cancellation: TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void Cancellation_ends_between_batches() => Assert.Throws<OperationCanceledException>(() => TranslationEvaluation.Loss(_model, TinyTranslator.Pairs(3, 1), 0, 0, new CancellationToken(true)));

    [Fact]
    public void Scores_are_those_of_the_outputs_and_texts_of_any_length_are_taken()
    {
        using var translator = Translator();
        TextPair[] pairs = [new("abc", "cba"), new(new string('a', 50), new string('b', 60)), new("h", "")];
        pairs = [.. pairs, new("bb", translator.Translate("bb").Text)];
        var (outputs, scores) = TranslationEvaluation.Evaluate(translator, pairs, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(4, scores.Pairs);
        Assert.Equal(pairs.Select(pair => translator.Translate(pair.Source).Text), outputs.Select(output => output.Text));
        Assert.Equal(pairs.Zip(outputs).Count(pair => pair.First.Target == pair.Second.Text) / 4.0, scores.ExactMatch);
        Assert.True(scores.ExactMatch >= 0.25);
        Assert.Equal(51 - Reach, outputs[1].TokensLeftOut);
        TokenPair[] tokens = [.. pairs.Select(pair => TranslationEvaluation.Tokens(translator.Tokenizer, pair))];
        Assert.Equal(TranslationEvaluation.Loss(translator.Model, tokens, 0, 0, TestContext.Current.CancellationToken), scores.Loss);
        Assert.Equal(Math.Exp(scores.Loss), scores.Perplexity);
    }

    [Fact]
    public void Model_that_computes_no_numbers_has_no_finite_loss()
    {
        using (no_grad())
            _model.parameters().First().fill_(float.NaN);
        Assert.Equal(double.NaN, Loss(TinyTranslator.Pairs(3, 1)));
    }

    private static Translator Translator()
    {
        var tokenizer = TinyTranslator.Characters("abcdefgh");
        var model = new Transformer(TinyTranslator.Spec(tokenizer.VocabularySize, Reach)).Initialize(5);
        return new Translator(model, tokenizer, new GenerationOptions { MaxNewTokens = Reach, EndIds = [TinyTranslator.Ids.End], BadWords = [[0]] });
    }

    private double Loss(TokenPair[] pairs) => TranslationEvaluation.Loss(_model, pairs, 0, 0, TestContext.Current.CancellationToken);

    private double Single(TokenPair pair)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        _model.eval();
        return TranslationLoss.Mean(_model, PairBatch.Make([pair], 0, 0)).item<float>();
    }
}
