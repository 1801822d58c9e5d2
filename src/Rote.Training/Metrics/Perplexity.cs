namespace Rote.Training.Metrics;

/// <summary>Perplexity of a language model.</summary>
public static class Perplexity
{
    /// <summary>exp(nll / tokens): how many equally likely tokens a guess is worth. Jelinek et al. 1977.</summary>
    /// <param name="totalNegativeLogLikelihood">Sum over all tokens, in nats. A mean of means over rows of different lengths gives another number.</param>
    /// <param name="tokens">Tokens summed over, ≥ 1.</param>
    /// <returns>At least 1 for probabilities; infinite when too large for a double.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no tokens.</exception>
    public static double Of(double totalNegativeLogLikelihood, long tokens) =>
        tokens >= 1
            ? Math.Exp(totalNegativeLogLikelihood / tokens)
            : throw new ArgumentOutOfRangeException(nameof(tokens), tokens, "`tokens` must be positive: over no tokens there is no mean.");
}
