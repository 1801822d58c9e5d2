using System.Globalization;
using System.Text;

namespace Rote.Tokenizers;

/// <summary>How a <see cref="UnigramModel"/> is trained, and the other parts of the tokenizer that it becomes part of. The names in brackets are Hugging Face's.</summary>
public sealed record UnigramTrainerOptions
{
    /// <summary>As long as a model allows in any characters.</summary>
    private const int LongestPiece = UnigramModel.LongestPiece / 2;

    /// <summary>How many pieces there shall be, special ones and characters counted (vocab_size). There are fewer when the texts hold fewer. Default: 8,000.</summary>
    public int VocabularySize { get; init; } = 8000;

    /// <summary>Tokens that come first, in this order, with the score 0, and that text is searched for before anything else (special_tokens). Default: none.</summary>
    public IReadOnlyList<string> SpecialTokens { get; init; } = [];

    /// <summary>Characters to have whether the texts hold them or not (initial_alphabet). Default: none.</summary>
    public IReadOnlyCollection<Rune> InitialAlphabet { get; init; } = [];

    /// <summary>
    /// The piece for characters that the vocabulary lacks: one of <see cref="SpecialTokens"/>, or else put before them with the id 0 (unk_token).
    /// Default: null; text with such characters cannot be encoded.
    /// </summary>
    public string? UnknownToken { get; init; }

    /// <summary>The part of the pieces that each pruning keeps, between 0 and 1, both excluded (shrinking_factor). Default: 0.75.</summary>
    public double ShrinkingFactor { get; init; } = 0.75;

    /// <summary>The most characters (code points) of a piece that is not special, 1 to 2,048 (max_piece_length). Default: 16.</summary>
    public int MaximumPieceLength { get; init; } = 16;

    /// <summary>Rounds of expectation and maximization before each pruning, &gt;= 1 (n_sub_iterations). Default: 2.</summary>
    public int SubIterations { get; init; } = 2;

    /// <summary>The most pieces to begin with, &gt;= 1; all characters and one longer piece are among them even so (seed_size). Default: 1,000,000.</summary>
    public int SeedSize { get; init; } = 1_000_000;

    /// <inheritdoc cref="BpeTrainerOptions.Normalizer"/>
    public Normalizer? Normalizer { get; init; }

    /// <summary>
    /// Splits texts into words; no piece reaches across their ends. Null takes each text as one word, and training then needs memory for all the places where
    /// pieces fit in the longest text, some 32 bytes each. Default: null.
    /// </summary>
    public PreTokenizer? PreTokenizer { get; init; }

    /// <inheritdoc cref="BpeTrainerOptions.PostProcessor"/>
    public PostProcessor? PostProcessor { get; init; }

    /// <inheritdoc cref="BpeTrainerOptions.Decoder"/>
    public TokenDecoder? Decoder { get; init; }

    /// <summary>The pieces before those that are learnt, by id.</summary>
    internal string[] FirstPieces => UnknownToken is null || SpecialTokens.Contains(UnknownToken) ? [.. SpecialTokens] : [UnknownToken, .. SpecialTokens];

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations()
    {
        if (VocabularySize <= FirstPieces.Length)
            yield return $"VocabularySize must be greater than {FirstPieces.Length}, the special tokens; got {VocabularySize}.";
        foreach (string? token in FirstPieces)
        {
            if (string.IsNullOrEmpty(token) || LoneSurrogates.IndexOf(token) >= 0)
                yield return $"SpecialTokens and UnknownToken must be Unicode texts that are not empty; got '{token}'.";
        }
        if (SpecialTokens.GroupBy(token => token, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            yield return $"SpecialTokens must differ; '{twice.Key}' is there {twice.Count()} times.";
        if (!(ShrinkingFactor > 0 && ShrinkingFactor < 1))
            yield return string.Create(CultureInfo.InvariantCulture, $"ShrinkingFactor must lie between 0 and 1, both excluded; got {ShrinkingFactor}.");
        if (MaximumPieceLength is < 1 or > LongestPiece)
            yield return $"MaximumPieceLength must lie between 1 and {LongestPiece:N0}; got {MaximumPieceLength}.";
        if (SubIterations < 1)
            yield return $"SubIterations must be at least 1; got {SubIterations}.";
        if (SeedSize < 1)
            yield return $"SeedSize must be at least 1; got {SeedSize}.";
    }
}
