namespace Rote.Tokenizers;

/// <summary>WordPiece: a word is the longest token that it begins with, then the longest that the rest begins with, and so on; or else it is the unknown token.</summary>
/// <remarks>Schuster and Nakajima 2012; the greedy search is that of Devlin et al. 2018, section 3. https://arxiv.org/abs/1810.04805</remarks>
public sealed class WordPieceModel : VocabularyModel
{
    private readonly WordPieceTrie _trie;
    private readonly int _unknownId;

    /// <summary>Makes the model.</summary>
    /// <param name="vocabulary">Tokens with their ids; ids differ and begin near 0, gaps are allowed.</param>
    /// <param name="unknownToken">The token for a word that cannot be put together; it must be in the vocabulary.</param>
    /// <param name="continuingPrefix">What tokens begin with that do not begin a word.</param>
    /// <param name="maxWordLength">The longest word that is looked up, in characters (code points), &gt;= 0; a longer one is the unknown token.</param>
    /// <exception cref="ArgumentException">
    /// Tokens or ids repeat, an id is out of range, the unknown token is missing, the prefix is not Unicode text, or the tokens are too long in all.
    /// </exception>
    public WordPieceModel(IEnumerable<KeyValuePair<string, int>> vocabulary, string unknownToken = "[UNK]", string continuingPrefix = "##", int maxWordLength = 100)
        : this(Vocabulary.Wide(vocabulary), unknownToken, continuingPrefix, maxWordLength, wrong => new ArgumentException($"`vocabulary`: {wrong}", nameof(vocabulary)))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxWordLength);
    }

    internal WordPieceModel(
        IReadOnlyCollection<KeyValuePair<string, long>> vocabulary, string unknownToken, string continuingPrefix, int maxWordLength, Func<string, Exception> fail)
        : base(Vocabulary.Create(vocabulary, fail))
    {
        UnknownToken = unknownToken;
        ContinuingPrefix = continuingPrefix;
        MaxWordLength = maxWordLength;
        _unknownId = RequireUnknown(unknownToken, fail);
        _trie = new WordPieceTrie(Vocabulary, continuingPrefix, maxWordLength, fail);
    }

    /// <summary>The token for a word that cannot be put together.</summary>
    public string UnknownToken { get; }

    /// <summary>What tokens begin with that do not begin a word.</summary>
    public string ContinuingPrefix { get; }

    /// <summary>The longest word that is looked up, in characters (code points).</summary>
    public int MaxWordLength { get; }

    /// <inheritdoc/>
    public override int? UnknownId => _unknownId;

    internal override void Tokenize(ReadOnlySpan<char> piece, TokenBuffer tokens)
    {
        int before = tokens.Count;
        bool found = !IsTooLong(piece);
        for (int at = 0; found && at < piece.Length;)
        {
            found = _trie.TryMatch(piece[at..], isContinuing: at > 0, out int id, out int length);
            if (found)
                tokens.Add(id, at, length);
            at += length;
        }
        if (!found)
        {
            tokens.Truncate(before);
            tokens.Add(_unknownId, 0, piece.Length, PieceTokenKind.Unknown);
        }
    }

    private bool IsTooLong(ReadOnlySpan<char> piece)
    {
        int characters = piece.Length;
        if (characters <= MaxWordLength)
            return false;
        foreach (char unit in piece)
            characters -= char.IsLowSurrogate(unit) ? 1 : 0;
        return characters > MaxWordLength;
    }
}
