using System.Text.Json;
using CsCheck;
using Rote.Training.Metrics;

namespace Rote.Training.Tests.Metrics;

public class BleuTests
{
    private static readonly BleuOptions Words = new() { Tokenization = BleuTokenization.None };

    [Fact]
    public void Clipped_counts_of_a_repeated_word_are_those_of_the_paper()
    {
        // Papineni et al. 2002, section 2.1: "the" is allowed twice, not seven times.
        var score = Bleu.Corpus(["the the the the the the the"], [["the cat is on the mat"], ["there is a cat on the mat"]], Words);
        Assert.Equal([2, 0, 0, 0], score.Counts);
        Assert.Equal([7, 6, 5, 4], score.Totals);
        Assert.Equal(7, score.HypothesisLength);
        Assert.Equal(7, score.ReferenceLength);
        Assert.Equal(1, score.BrevityPenalty);
        Assert.Equal("nrefs:2|case:mixed|eff:no|tok:none|smooth:exp|version:2.6.0", score.Signature);
    }

    [Fact]
    public void Of_equally_close_references_the_shorter_gives_the_length()
    {
        Assert.Equal(2, Bleu.Corpus(["a b c"], [["a b c d"], ["a b"]], Words).ReferenceLength);
        Assert.Equal(2, Bleu.Corpus(["a b c"], [["a b"], ["a b c d"]], Words).ReferenceLength);
        Assert.Equal(4, Bleu.Corpus(["a b c"], [["a"], ["a b c d"]], Words).ReferenceLength);
    }

    [Fact]
    public void Short_hypotheses_pay_the_brevity_penalty()
    {
        var score = Bleu.Corpus(["a b c d"], [["a b c d e f"]], Words);
        Assert.Equal(Math.Exp(-0.5), score.BrevityPenalty, 1e-12);
        Assert.Equal(100 * Math.Exp(-0.5), score.Score, 1e-9);
    }

    [Fact]
    public void Smoothing_decides_when_an_order_has_no_match()
    {
        // 3 of 4 words match, 1 of 3 pairs, none of 2 triples, none of 1 four.
        double Of(BleuSmoothing smoothing) => Bleu.Corpus(["a b x c"], [["a b c d"]], Words with { Smoothing = smoothing }).Score;
        Assert.Equal(0, Of(new BleuSmoothing.None()));
        Assert.Equal(100 * Math.Pow(3 / 4.0 * (1 / 3.0) * (0.1 / 2) * 0.1, 0.25), Of(new BleuSmoothing.Floor()), 1e-9);
        Assert.Equal(100 * Math.Pow(3 / 4.0 * (2 / 4.0) * (1 / 3.0) * (1 / 2.0), 0.25), Of(new BleuSmoothing.AddK()), 1e-9);
        Assert.Equal(100 * Math.Pow(3 / 4.0 * (1 / 3.0) * (0.5 / 2) * 0.25, 0.25), Of(new BleuSmoothing.Exponential()), 1e-9);
    }

    [Theory]
    [InlineData(0.1, "floor[0.10]", "add-k[0.10]")]
    [InlineData(2, "floor[2.00]", "add-k[2.00]")]
    public void Signature_names_the_smoothing_and_its_value(double value, string floor, string added)
    {
        Assert.Contains($"|smooth:{floor}|", Bleu.Corpus(["a"], [["a"]], new() { Smoothing = new BleuSmoothing.Floor(value) }).Signature);
        Assert.Contains($"|smooth:{added}|", Bleu.Corpus(["a"], [["a"]], new() { Smoothing = new BleuSmoothing.AddK(value) }).Signature);
    }

    [Fact]
    public void Counts_stay_as_counted_under_add_k()
    {
        var score = Bleu.Corpus(["a b x c"], [["a b c d"]], Words with { Smoothing = new BleuSmoothing.AddK() });
        Assert.Equal([3, 1, 0, 0], score.Counts);
        Assert.Equal([4, 3, 2, 1], score.Totals);
    }

    [Fact]
    public void A_sentence_is_scored_over_the_orders_that_it_has()
    {
        Assert.Equal(100, Bleu.Sentence("a b", ["a b"]).Score, 1e-9);
        Assert.Equal(0, Bleu.Sentence("a b", ["a b"], new() { EffectiveOrder = false }).Score);
        Assert.Equal(0, Bleu.Corpus(["a b"], [["a b"]]).Score);
        Assert.Equal(100, Bleu.Corpus(["a b"], [["a b"]], new() { EffectiveOrder = true }).Score, 1e-9);
        Assert.Equal(100, Bleu.Corpus(["a b"], [["a b"]], new() { MaximumOrder = 2 }).Score, 1e-9);
    }

    [Fact]
    public void Empty_lines_count_as_lines_without_tokens()
    {
        var score = Bleu.Corpus(["", ""], [["a b", ""]]);
        Assert.Equal(0, score.Score);
        Assert.Equal(0, score.BrevityPenalty);
        Assert.Equal(2, score.ReferenceLength);
        Assert.Equal(1, Bleu.Corpus([""], [[""]]).BrevityPenalty);
    }

    [Fact]
    public void Score_is_between_0_and_100_and_another_reference_never_takes_a_match_away()
    {
        var line = Gen.Char["ab .,-1\n&"].Array[0, 12].Select(letters => new string(letters));
        Gen.Select(Gen.Enum<BleuTokenization>(), Gen.Select(line, line, line).Array[1, 5]).Sample((tokenization, lines) =>
        {
            var options = new BleuOptions { Tokenization = tokenization };
            string[] hypotheses = [.. lines.Select(row => row.Item1)], first = [.. lines.Select(row => row.Item2)], second = [.. lines.Select(row => row.Item3)];
            var one = Bleu.Corpus(hypotheses, [first], options);
            var two = Bleu.Corpus(hypotheses, [first, second], options);
            Assert.InRange(one.Score, 0, 100 + 1e-9);
            Assert.All(one.Counts.Zip(two.Counts, one.Totals), counts => Assert.True(counts.First <= counts.Second && counts.Second <= counts.Third));
            var turned = Bleu.Corpus([.. hypotheses.Reverse()], [[.. first.Reverse()]], options);
            Assert.Equal(one.Score, turned.Score, 1e-9);
        });
    }

    [Fact]
    public void Options_default_to_those_of_sacrebleu_and_survive_json()
    {
        var options = new BleuOptions();
        Assert.Equal(new BleuOptions { Tokenization = BleuTokenization.ThirteenA, LowerCase = false, Smoothing = new BleuSmoothing.Exponential(), MaximumOrder = 4, EffectiveOrder = null }, options);
        Assert.Equal(0.1, new BleuSmoothing.Floor().Value);
        Assert.Equal(1, new BleuSmoothing.AddK().Value);
        BleuSmoothing[] smoothings = [new BleuSmoothing.None(), new BleuSmoothing.Floor(0.25), new BleuSmoothing.AddK(2), new BleuSmoothing.Exponential()];
        foreach (var smoothing in smoothings)
        {
            var written = new BleuOptions { Tokenization = BleuTokenization.Chinese, LowerCase = true, Smoothing = smoothing, MaximumOrder = 3, EffectiveOrder = true };
            Assert.Equal(written, JsonSerializer.Deserialize<BleuOptions>(JsonSerializer.Serialize(written)));
        }
    }

    [Fact]
    public void Wrong_options_are_all_named_at_once()
    {
        var options = new BleuOptions { Tokenization = (BleuTokenization)9, MaximumOrder = 0, Smoothing = new BleuSmoothing.Floor(0) };
        Assert.Equal(
            "Tokenization must be one of ThirteenA, International, Characters, None, Chinese; got 9. MaximumOrder must be positive; got 0. Smoothing.Value must be positive and finite; got 0.",
            Assert.Throws<ArgumentException>(() => Bleu.Corpus(["a"], [["a"]], options)).Message);
        Assert.Equal(
            "Smoothing.Value must be positive and finite; got NaN.",
            Assert.Throws<ArgumentException>(() => Bleu.Sentence("a", ["a"], new() { Smoothing = new BleuSmoothing.AddK(double.NaN) })).Message);
        Assert.Equal(
            "Smoothing must be given; BleuSmoothing.None does nothing.",
            Assert.Throws<ArgumentException>(() => Bleu.Corpus(["a"], [["a"]], new() { Smoothing = null! })).Message);
    }
}
