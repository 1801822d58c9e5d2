using Rote.Tensors;
using Rote.Training.Objectives;
using static TorchSharp.torch;

namespace Rote.Training.Metrics;

/// <summary>What a language model's guesses come to over tokens: sums, so that batches of different sizes add up right.</summary>
/// <param name="NegativeLogLikelihood">Sum over the tokens, in nats.</param>
/// <param name="Tokens">Tokens that count.</param>
/// <param name="Correct">Tokens that scored above all others.</param>
/// <param name="CorrectWithin">Tokens that scored among the best <paramref name="Within"/>.</param>
/// <param name="Within">How many best are looked at.</param>
public sealed record TokenTally(double NegativeLogLikelihood, long Tokens, long Correct, long CorrectWithin, int Within)
{
    /// <summary>nll / tokens, in nats; not a number over no tokens.</summary>
    public double MeanNegativeLogLikelihood => NegativeLogLikelihood / Tokens;

    /// <summary>exp(nll / tokens); not a number over no tokens.</summary>
    public double Perplexity => Tokens > 0 ? Metrics.Perplexity.Of(NegativeLogLikelihood, Tokens) : double.NaN;

    /// <summary>nll / tokens, in bits; not a number over no tokens.</summary>
    public double BitsPerToken => MeanNegativeLogLikelihood / Math.Log(2);

    /// <summary>Share of tokens guessed right, 0 to 1; not a number over no tokens.</summary>
    public double Accuracy => (double)Correct / Tokens;

    /// <summary>Share of tokens among the best <see cref="Within"/>, 0 to 1; not a number over no tokens.</summary>
    public double AccuracyWithin => (double)CorrectWithin / Tokens;

    /// <summary>Counts one batch. A tie counts against the label, and so does a score that is not a number.</summary>
    /// <param name="scores">Scores before the softmax, <c>[.., V]</c>.</param>
    /// <param name="labels">Ids in [0, V), or <see cref="CrossEntropy.Ignored"/>, <c>[..]</c>, int64.</param>
    /// <param name="within">How many best are looked at, ≥ 1.</param>
    /// <returns>The sums.</returns>
    /// <exception cref="ShapeException">The labels have another shape than the scores without their last dimension.</exception>
    /// <exception cref="ArgumentException">A label is outside the vocabulary, or <paramref name="within"/> is not positive.</exception>
    public static TokenTally Of(Tensor scores, Tensor labels, int within = 5)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (within < 1)
            throw new ArgumentException($"`within` must be positive; got {within}.", nameof(within));
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var wide = scores.dtype is ScalarType.Float16 or ScalarType.BFloat16 ? scores.to(float32) : scores;
        var losses = CrossEntropy.Loss(wide, labels, reduction: nn.Reduction.None); // [..]
        var kept = labels.ne(CrossEntropy.Ignored);
        var label = wide.gather(-1, labels.clamp(min: 0).unsqueeze(-1)); // [.., 1]
        var rank = wide.lt(label).logical_not().sum(-1); // [..], 1 for the only best
        return new TokenTally(
            losses.sum(type: ScalarType.Float64).item<double>(),
            kept.sum().item<long>(),
            (rank.le(1) & kept).sum().item<long>(),
            (rank.le(within) & kept).sum().item<long>(),
            within);
    }

    /// <summary>The sums of both.</summary>
    /// <param name="other">A tally with the same <see cref="Within"/>.</param>
    /// <returns>A new tally.</returns>
    /// <exception cref="ArgumentException">They look at different numbers of best scores.</exception>
    public TokenTally Plus(TokenTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Within != Within)
            throw new ArgumentException($"`other` must look at the best {Within} as this tally does; it looks at the best {other.Within}.", nameof(other));
        return new TokenTally(NegativeLogLikelihood + other.NegativeLogLikelihood, Tokens + other.Tokens, Correct + other.Correct, CorrectWithin + other.CorrectWithin, Within);
    }
}
