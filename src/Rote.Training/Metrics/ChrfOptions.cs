namespace Rote.Training.Metrics;

/// <summary>How chrF is computed. The defaults are sacreBLEU's, chrF2; with two words it is chrF2++.</summary>
public sealed record ChrfOptions
{
    /// <summary>Characters of the longest character n-grams, ≥ 1. Default: 6.</summary>
    public int CharacterOrder { get; init; } = 6;

    /// <summary>Words of the longest word n-grams, ≥ 0. Default: 0, characters only; 2 is chrF++.</summary>
    public int WordOrder { get; init; }

    /// <summary>How many times recall weighs as much as precision, ≥ 1. Default: 2.</summary>
    public int Beta { get; init; } = 2;

    /// <summary>True puts everything in lower case first. Default: false.</summary>
    public bool LowerCase { get; init; }

    /// <summary>True counts white space as characters. Default: false.</summary>
    public bool WhiteSpace { get; init; }

    /// <summary>True takes the mean of the F scores of all orders, with a tiny number for what is missing, as chrF++.py does. Default: false, which takes the F score of
    /// the means of precision and recall over the orders that both sides have.</summary>
    public bool EpsSmoothing { get; init; }

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations()
    {
        if (CharacterOrder < 1)
            yield return $"CharacterOrder must be positive; got {CharacterOrder}.";
        if (WordOrder < 0)
            yield return $"WordOrder must not be negative; got {WordOrder}.";
        if (Beta < 1)
            yield return $"Beta must be positive; got {Beta}.";
    }
}
