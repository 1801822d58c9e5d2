using System.Text;

namespace Rote.Tokenizers;

/// <summary>How a <see cref="BpeModel"/> is trained, and the other parts of the tokenizer that it becomes part of. The names in brackets are Hugging Face's.</summary>
public sealed record BpeTrainerOptions
{
    /// <summary>The 256 characters that byte-level BPE writes bytes as, by byte: its <see cref="InitialAlphabet"/>.</summary>
    public static IReadOnlyList<Rune> ByteCharacters { get; } = [.. Enumerable.Range(0, 256).Select(value => new Rune(ByteAlphabet.CharacterOf((byte)value)))];

    /// <summary>
    /// How many tokens there shall be, special tokens and characters counted, &gt;= 1 (vocab_size). There are fewer when the texts run out of pairs, and more when
    /// special tokens and characters are more already. Default: 30,000.
    /// </summary>
    public int VocabularySize { get; init; } = 30_000;

    /// <summary>How often a pair must be there to be merged, &gt;= 1 (min_frequency). Default: 1.</summary>
    public int MinimumCount { get; init; } = 1;

    /// <summary>Tokens that come first, in this order, and that text is searched for before anything else (special_tokens). Default: none.</summary>
    public IReadOnlyList<string> SpecialTokens { get; init; } = [];

    /// <summary>
    /// The most characters to keep, &gt;= 1 (limit_alphabet): the most frequent ones, the lower code point first where they are equally frequent. The others are
    /// dropped from the words. Default: null, no limit.
    /// </summary>
    public int? AlphabetLimit { get; init; }

    /// <summary>
    /// Characters to have whether the texts hold them or not; they count as the most frequent ones (initial_alphabet). Byte-level BPE takes
    /// <see cref="ByteCharacters"/>, so that it knows every text. Default: none.
    /// </summary>
    public IReadOnlyCollection<Rune> InitialAlphabet { get; init; } = [];

    /// <summary>What a character that does not begin a word is preceded by, such as <c>##</c> (continuing_subword_prefix). Default: null, nothing.</summary>
    public string? ContinuingPrefix { get; init; }

    /// <summary>What the last character of a word is followed by, such as <c>&lt;/w&gt;</c> (end_of_word_suffix). Default: null, nothing.</summary>
    public string? EndOfWordSuffix { get; init; }

    /// <summary>
    /// Tokens of three characters and more must have fewer characters than this, prefix and suffix not counted, &gt;= 1 (max_token_length): at 4 the longest has
    /// 3, at 2 the longest has 2. Default: null, no limit.
    /// </summary>
    public int? MaximumTokenLength { get; init; }

    /// <summary>The token for a character that the vocabulary lacks, one of <see cref="SpecialTokens"/>. Default: null; such characters are then left out.</summary>
    public string? UnknownToken { get; init; }

    /// <summary>Rewrites texts first; null leaves them. Default: null.</summary>
    public Normalizer? Normalizer { get; init; }

    /// <summary>Splits texts into words; nothing is merged across their ends. Null takes each text as one word. Default: null.</summary>
    public PreTokenizer? PreTokenizer { get; init; }

    /// <summary>The post-processor of the tokenizer; training does not use it. Default: null.</summary>
    public PostProcessor? PostProcessor { get; init; }

    /// <summary>The decoder of the tokenizer; training does not use it. Default: null.</summary>
    public TokenDecoder? Decoder { get; init; }

    internal BpeOptions Model => new() { UnknownToken = UnknownToken, ContinuingPrefix = ContinuingPrefix, EndOfWordSuffix = EndOfWordSuffix };

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations()
    {
        if (VocabularySize < 1)
            yield return $"VocabularySize must be at least 1; got {VocabularySize}.";
        if (MinimumCount < 1)
            yield return $"MinimumCount must be at least 1; got {MinimumCount}.";
        if (AlphabetLimit < 1)
            yield return $"AlphabetLimit must be null or at least 1; got {AlphabetLimit}.";
        if (MaximumTokenLength < 1)
            yield return $"MaximumTokenLength must be null or at least 1; got {MaximumTokenLength}.";
        if (ContinuingPrefix is { } prefix && !IsText(prefix))
            yield return "ContinuingPrefix must be null or a Unicode text that is not empty.";
        if (EndOfWordSuffix is { } suffix && !IsText(suffix))
            yield return "EndOfWordSuffix must be null or a Unicode text that is not empty.";
        if (!SpecialTokens.All(IsText))
            yield return $"SpecialTokens must be Unicode texts that are not empty; got '{string.Join("', '", SpecialTokens)}'.";
        if (SpecialTokens.Distinct(StringComparer.Ordinal).Count() < SpecialTokens.Count)
            yield return $"SpecialTokens must differ; got '{string.Join("', '", SpecialTokens)}'.";
        if (UnknownToken is { } unknown && !SpecialTokens.Contains(unknown))
            yield return $"UnknownToken must be null or one of the SpecialTokens; got '{unknown}'.";
    }

    private static bool IsText(string text) => !string.IsNullOrEmpty(text) && LoneSurrogates.IndexOf(text) < 0;
}
