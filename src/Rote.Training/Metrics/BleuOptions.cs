namespace Rote.Training.Metrics;

/// <summary>How BLEU is computed. The defaults are sacreBLEU's.</summary>
public sealed record BleuOptions
{
    /// <summary>How lines are split. Default: 13a.</summary>
    public BleuTokenization Tokenization { get; init; } = BleuTokenization.ThirteenA;

    /// <summary>True puts everything in lower case first. Default: false.</summary>
    public bool LowerCase { get; init; }

    /// <summary>What is done about an order of which nothing matches. Default: exponential.</summary>
    public BleuSmoothing Smoothing { get; init; } = new BleuSmoothing.Exponential();

    /// <summary>Tokens of the longest n-grams, ≥ 1. Default: 4.</summary>
    public int MaximumOrder { get; init; } = 4;

    /// <summary>True leaves out orders longer than any hypothesis. Default: null, which is true for one sentence and false for a corpus.</summary>
    public bool? EffectiveOrder { get; init; }

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations()
    {
        if (!Enum.IsDefined(Tokenization))
            yield return $"Tokenization must be one of {string.Join(", ", Enum.GetNames<BleuTokenization>())}; got {Tokenization}.";
        if (MaximumOrder < 1)
            yield return $"MaximumOrder must be positive; got {MaximumOrder}.";
        if (Smoothing is null)
            yield return "Smoothing must be given; BleuSmoothing.None does nothing.";
        if (Smoothing is BleuSmoothing.Floor { Value: not (> 0 and < double.PositiveInfinity) } floor)
            yield return $"Smoothing.Value must be positive and finite; got {floor.Value}.";
        if (Smoothing is BleuSmoothing.AddK { Value: not (> 0 and < double.PositiveInfinity) } added)
            yield return $"Smoothing.Value must be positive and finite; got {added.Value}.";
    }
}
