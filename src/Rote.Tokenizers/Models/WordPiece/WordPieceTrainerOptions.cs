using System.Text;

namespace Rote.Tokenizers;

/// <summary>How a <see cref="WordPieceModel"/> is trained, and the other parts of the tokenizer that it becomes part of. The names in brackets are Hugging Face's.</summary>
public sealed record WordPieceTrainerOptions
{
    /// <inheritdoc cref="BpeTrainerOptions.VocabularySize"/>
    public int VocabularySize { get; init; } = 30_000;

    /// <inheritdoc cref="BpeTrainerOptions.MinimumCount"/>
    public int MinimumCount { get; init; } = 1;

    /// <summary>Tokens that come first, in this order, and that text is searched for before anything else (special_tokens). Default: those of BERT.</summary>
    public IReadOnlyList<string> SpecialTokens { get; init; } = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <inheritdoc cref="BpeTrainerOptions.AlphabetLimit"/>
    public int? AlphabetLimit { get; init; }

    /// <summary>
    /// Characters to have whether the texts hold them or not; they count as the most frequent ones, and do not get the prefix unless the texts hold them where a
    /// word goes on (initial_alphabet). Default: none.
    /// </summary>
    public IReadOnlyCollection<Rune> InitialAlphabet { get; init; } = [];

    /// <summary>What a token that does not begin a word is preceded by (continuing_subword_prefix). Default: <c>##</c>.</summary>
    public string ContinuingPrefix { get; init; } = "##";

    /// <summary>The token for a word that cannot be put together, one of <see cref="SpecialTokens"/>. Default: <c>[UNK]</c>.</summary>
    public string UnknownToken { get; init; } = "[UNK]";

    /// <inheritdoc cref="BpeTrainerOptions.Normalizer"/>
    public Normalizer? Normalizer { get; init; }

    /// <inheritdoc cref="BpeTrainerOptions.PreTokenizer"/>
    public PreTokenizer? PreTokenizer { get; init; }

    /// <inheritdoc cref="BpeTrainerOptions.PostProcessor"/>
    public PostProcessor? PostProcessor { get; init; }

    /// <inheritdoc cref="BpeTrainerOptions.Decoder"/>
    public TokenDecoder? Decoder { get; init; }

    /// <summary>The training that finds the tokens.</summary>
    internal BpeTrainerOptions Merging => new()
    {
        VocabularySize = VocabularySize,
        MinimumCount = MinimumCount,
        SpecialTokens = SpecialTokens,
        AlphabetLimit = AlphabetLimit,
        InitialAlphabet = InitialAlphabet,
        ContinuingPrefix = ContinuingPrefix,
        UnknownToken = UnknownToken,
    };

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations() => Merging.Violations();
}
