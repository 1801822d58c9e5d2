namespace Rote.Tokenizers;

/// <summary>A table of whole pieces: a piece is a token, or else the unknown token.</summary>
public sealed class WordLevelModel : TokenizerModel
{
    private readonly Vocabulary _vocabulary;
    private readonly int _unknownId;

    /// <summary>Makes the model.</summary>
    /// <param name="vocabulary">Tokens with their ids; ids differ and begin near 0, gaps are allowed.</param>
    /// <param name="unknownToken">The token for what the vocabulary lacks; it must be in the vocabulary.</param>
    /// <exception cref="ArgumentException">Tokens or ids repeat, an id is out of range, or the unknown token is missing.</exception>
    public WordLevelModel(IEnumerable<KeyValuePair<string, int>> vocabulary, string unknownToken)
        : this(
            [.. vocabulary.Select(entry => KeyValuePair.Create(entry.Key, (long)entry.Value))],
            unknownToken,
            wrong => new ArgumentException($"`vocabulary`: {wrong}", nameof(vocabulary)))
    {
    }

    internal WordLevelModel(IReadOnlyCollection<KeyValuePair<string, long>> vocabulary, string unknownToken, Func<string, Exception> fail)
    {
        _vocabulary = Vocabulary.Create(vocabulary, fail);
        UnknownToken = unknownToken;
        if (!_vocabulary.TryGetId(unknownToken, out _unknownId))
            throw fail($"the unknown token '{unknownToken}' is not among the {vocabulary.Count} tokens of the vocabulary; add it, or name another one.");
    }

    /// <summary>The token for what the vocabulary lacks.</summary>
    public string UnknownToken { get; }

    /// <inheritdoc/>
    public override int VocabularySize => _vocabulary.Size;

    /// <inheritdoc/>
    public override int? UnknownId => _unknownId;

    /// <summary>All tokens with their ids, by id.</summary>
    public IEnumerable<(string Token, int Id)> Entries => _vocabulary.Entries;

    /// <inheritdoc/>
    public override int? TokenToId(string token) => _vocabulary.Find(token);

    /// <inheritdoc/>
    public override string? IdToToken(int id) => _vocabulary.Find(id);

    internal override void Tokenize(ReadOnlySpan<char> piece, TokenBuffer tokens)
    {
        bool known = _vocabulary.TryGetId(piece, out int id);
        tokens.Add(known ? id : _unknownId, 0, piece.Length, known ? PieceTokenKind.Known : PieceTokenKind.Unknown);
    }
}
