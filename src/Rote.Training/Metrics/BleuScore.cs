namespace Rote.Training.Metrics;

/// <summary>A BLEU score and what it is made of.</summary>
public sealed record BleuScore
{
    /// <summary>BLEU, 0 to 100.</summary>
    public required double Score { get; init; }

    /// <summary>Matching n-grams of each order from 1, as counted (sacreBLEU shows them with k added under add-k smoothing).</summary>
    public required IReadOnlyList<long> Counts { get; init; }

    /// <summary>The hypotheses' n-grams of each order from 1, as counted.</summary>
    public required IReadOnlyList<long> Totals { get; init; }

    /// <summary>Smoothed precision of each order from 1, 0 to 100.</summary>
    public required IReadOnlyList<double> Precisions { get; init; }

    /// <summary>Factor for hypotheses shorter than the references, 0 to 1.</summary>
    public required double BrevityPenalty { get; init; }

    /// <summary>Tokens in the hypotheses.</summary>
    public required long HypothesisLength { get; init; }

    /// <summary>Tokens in the references, of several those closest in length, of equally close ones the shortest.</summary>
    public required long ReferenceLength { get; init; }

    /// <summary>What was computed, as sacreBLEU writes it; the version is that of sacreBLEU whose rules are followed.</summary>
    public required string Signature { get; init; }
}
