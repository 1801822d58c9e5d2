using Rote.Tensors;
using Rote.Training.Metrics;
using static TorchSharp.torch;

namespace Rote.Training.Tests.Metrics;

public class PerplexityTests
{
    [Fact]
    public void Perplexity_of_a_fair_choice_is_the_number_of_choices()
    {
        Assert.Equal(17, Perplexity.Of(5 * Math.Log(17), 5), 1e-12);
        Assert.Equal(1, Perplexity.Of(0, 3));
        Assert.Equal(double.PositiveInfinity, Perplexity.Of(1e6, 1));
        Assert.Equal(
            "`tokens` must be positive: over no tokens there is no mean. (Parameter 'tokens')\nActual value was 0.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Perplexity.Of(0, 0)).Message.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Equal_scores_are_a_fair_choice_and_never_right()
    {
        using var scope = NewDisposeScope();
        var tally = TokenTally.Of(zeros(2, 3, 11), tensor(new long[,] { { 0, 5, -100 }, { 10, -100, -100 } }), within: 3);
        Assert.Equal(3, tally.Tokens);
        Assert.Equal(11, tally.Perplexity, 1e-5);
        Assert.Equal((0, 0), (tally.Correct, tally.CorrectWithin));
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Ranks_are_counted_from_the_best(ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var scores = tensor(new double[,] { { 3, 2, 1, 0 }, { 3, 2, 1, 0 }, { 3, 2, 1, 0 } }).to(dtype);
        var tally = TokenTally.Of(scores, tensor(new long[] { 0, 1, 2 }), within: 2);
        double all = Math.Log(Math.Exp(3) + Math.Exp(2) + Math.E + 1);
        Assert.Equal(3 * all - 6, tally.NegativeLogLikelihood, 1e-5);
        Assert.Equal(1 / 3.0, tally.Accuracy);
        Assert.Equal(2 / 3.0, tally.AccuracyWithin);
        Assert.Equal(tally.MeanNegativeLogLikelihood / Math.Log(2), tally.BitsPerToken);
    }

    [Fact]
    public void What_is_not_a_number_is_never_right()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0, TokenTally.Of(full(1, 7, double.NaN), zeros(1, dtype: int64)).Correct);
    }

    [Fact]
    public void Nothing_to_count_has_no_mean_and_adds_nothing()
    {
        using var scope = NewDisposeScope();
        var nothing = TokenTally.Of(ones(2, 5), full(2, -100, dtype: int64));
        Assert.Equal(double.NaN, nothing.Perplexity);
        Assert.Equal(double.NaN, nothing.BitsPerToken);
        Assert.Equal(double.NaN, nothing.Accuracy);
        var some = TokenTally.Of(eye(5), arange(5, dtype: int64));
        Assert.Equal(some, some.Plus(nothing));
        Assert.Equal(1, some.Accuracy);
    }

    [Fact]
    public void Wrong_input_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(
            "`other` must look at the best 5 as this tally does; it looks at the best 3. (Parameter 'other')",
            Assert.Throws<ArgumentException>(() => new TokenTally(1, 1, 1, 1, 5).Plus(new TokenTally(1, 1, 1, 1, 3))).Message);
        Assert.Equal(
            "`within` must be positive; got 0. (Parameter 'within')",
            Assert.Throws<ArgumentException>(() => TokenTally.Of(ones(2, 5), zeros(2, dtype: int64), 0)).Message);
        Assert.Throws<ShapeException>(() => TokenTally.Of(ones(2, 5), zeros(3, dtype: int64)));
        Assert.Throws<ArgumentException>("labels", () => TokenTally.Of(ones(2, 5), full(2, 5, dtype: int64)));
    }
}
