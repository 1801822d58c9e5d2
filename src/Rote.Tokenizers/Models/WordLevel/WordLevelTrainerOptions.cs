namespace Rote.Tokenizers;

/// <summary>How a <see cref="WordLevelModel"/> is trained.</summary>
public sealed record WordLevelTrainerOptions
{
    /// <summary>What a token is. Default: words.</summary>
    public TokenUnit Unit { get; init; } = TokenUnit.Words;

    /// <summary>True reads all text in lower case. Default: true.</summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>True brings compatible characters to one form first (NFKC: full-width letters, ligatures, circled digits). Default: false.</summary>
    public bool NormalizeCompatibility { get; init; }

    /// <summary>How often a token must be there to enter the vocabulary, &gt;= 1. Default: 1.</summary>
    public int MinimumCount { get; init; } = 1;

    /// <summary>The most tokens, the special ones counted, &gt; 3; the rarest are left out. Default: null, no limit.</summary>
    public int? MaximumVocabularySize { get; init; }

    /// <summary>The token that fills rows; it gets id 0. Default: <c>&lt;pad&gt;</c>.</summary>
    public string PaddingToken { get; init; } = "<pad>";

    /// <summary>The token that ends every text; it gets id 1. Default: <c>&lt;/s&gt;</c>.</summary>
    public string EndToken { get; init; } = "</s>";

    /// <summary>The token for what the vocabulary lacks; it gets id 2. Default: <c>&lt;unk&gt;</c>.</summary>
    public string UnknownToken { get; init; } = "<unk>";

    /// <summary>The special tokens by id.</summary>
    internal IReadOnlyList<string> SpecialTokens => [PaddingToken, EndToken, UnknownToken];

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations()
    {
        if (!Enum.IsDefined(Unit))
            yield return $"Unit must be Words or Characters; got {Unit}.";
        if (MinimumCount < 1)
            yield return $"MinimumCount must be at least 1; got {MinimumCount}.";
        if (MaximumVocabularySize is { } most && most <= SpecialTokens.Count)
            yield return $"MaximumVocabularySize must be greater than {SpecialTokens.Count}, the special tokens; got {most}.";
        if (SpecialTokens.Any(token => string.IsNullOrEmpty(token) || LoneSurrogates.IndexOf(token) >= 0))
            yield return $"PaddingToken, EndToken and UnknownToken must be Unicode texts that are not empty; got '{string.Join("', '", SpecialTokens)}'.";
        if (SpecialTokens.Distinct(StringComparer.Ordinal).Count() < SpecialTokens.Count)
            yield return $"PaddingToken, EndToken and UnknownToken must differ; got '{string.Join("', '", SpecialTokens)}'.";
    }
}
