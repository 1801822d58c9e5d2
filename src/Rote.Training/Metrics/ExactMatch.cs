namespace Rote.Training.Metrics;

/// <summary>How often a hypothesis is its reference.</summary>
public static class ExactMatch
{
    /// <summary>The share of hypotheses that equal their reference code unit by code unit: nothing is trimmed, folded or normalized.</summary>
    /// <param name="hypotheses">What was produced.</param>
    /// <param name="references">One reference for each.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentException">There are no hypotheses, the numbers differ, or a line is null.</exception>
    public static double Rate(IReadOnlyList<string> hypotheses, IReadOnlyList<string> references)
    {
        TextPairs.Check(hypotheses, references);
        return (double)hypotheses.Zip(references).Count(pair => string.Equals(pair.First, pair.Second, StringComparison.Ordinal)) / hypotheses.Count;
    }
}
