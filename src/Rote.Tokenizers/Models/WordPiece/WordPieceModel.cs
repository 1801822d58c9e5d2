namespace Rote.Tokenizers;

/// <summary>WordPiece: a word is the longest token that it begins with, then the longest that the rest begins with, and so on; or else it is the unknown token.</summary>
/// <remarks>Schuster and Nakajima 2012; the greedy search is that of Devlin et al. 2018, section 3. https://arxiv.org/abs/1810.04805</remarks>
public sealed class WordPieceModel : VocabularyModel
{
    /// <summary>The most letters of all tokens that can be found: thirty for each token of the largest vocabularies in use.</summary>
    private const int MaxLetters = 1 << 24;

    private const int None = -1;

    private readonly PieceTrie _trie;
    private readonly int[] _ids;
    private readonly int _continuing;

    /// <summary>Makes the model.</summary>
    /// <param name="vocabulary">Tokens with their ids; ids differ and begin near 0, gaps are allowed.</param>
    /// <param name="unknownToken">The token for a word that cannot be put together; where the vocabulary lacks it, texts with such words cannot be encoded.</param>
    /// <param name="continuingPrefix">What tokens begin with that do not begin a word.</param>
    /// <param name="maxWordLength">The longest word that is looked up, in characters (code points), &gt;= 0; a longer one is the unknown token.</param>
    /// <exception cref="ArgumentException">
    /// Tokens or ids repeat, an id is out of range, or the tokens are too long in all.
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
        UnknownId = Vocabulary.Find(unknownToken);
        (_trie, _ids) = TrieOf(Vocabulary, (2L * maxWordLength) + continuingPrefix.Length, fail);
        _continuing = PieceTrie.Root;
        foreach (char unit in continuingPrefix)
        {
            if (!_trie.Step(ref _continuing, unit))
            {
                _continuing = None;
                break;
            }
        }
    }

    /// <summary>The token for a word that cannot be put together.</summary>
    public string UnknownToken { get; }

    /// <summary>What tokens begin with that do not begin a word.</summary>
    public string ContinuingPrefix { get; }

    /// <summary>The longest word that is looked up, in characters (code points).</summary>
    public int MaxWordLength { get; }

    /// <inheritdoc/>
    public override int? UnknownId { get; }

    internal override void Tokenize(ReadOnlySpan<char> piece, TokenBuffer tokens)
    {
        int before = tokens.Count, at = 0;
        if (!IsTooLong(piece))
        {
            for (int length; at < piece.Length && (length = LongestAt(piece, at, out int id)) > 0; at += length)
                tokens.Add(id, at, length);
        }
        if (at == piece.Length)
            return;
        tokens.Truncate(before);
        tokens.Add(RequireUnknown(UnknownToken), 0, piece.Length, PieceTokenKind.Unknown);
    }

    // Tokens that are longer than a word may be, in UTF-16 units, are never found.
    private static (PieceTrie Trie, int[] Ids) TrieOf(Vocabulary vocabulary, long longest, Func<string, Exception> fail)
    {
        var tokens = new List<string>(vocabulary.Count);
        var ids = new List<int>(vocabulary.Count);
        long letters = 0;
        foreach (var (token, id) in vocabulary.Entries)
        {
            if (token.Length == 0 || token.Length > longest)
                continue;
            tokens.Add(token);
            ids.Add(id);
            letters += token.Length;
        }
        if (letters > MaxLetters)
            throw fail($"the {vocabulary.Count} tokens have {letters:N0} UTF-16 units; a WordPiece may have {MaxLetters:N0}, besides tokens that are longer than a word.");
        return (PieceTrieBuilder.Build([.. tokens], fail), [.. ids]);
    }

    // The length of the longest token that the rest of a word begins with; 0 when there is none.
    private int LongestAt(ReadOnlySpan<char> word, int start, out int id)
    {
        int node = start == 0 ? PieceTrie.Root : _continuing, length = 0, found = None;
        for (int at = start; at < word.Length && node != None && _trie.Step(ref node, word[at]); at++)
        {
            if (_trie.PieceAt(node) is >= 0 and int token)
                (found, length) = (token, at + 1 - start);
        }
        id = found == None ? None : _ids[found];
        return length;
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
