namespace Rote.Tokenizers;

/// <summary>A table of whole pieces: a piece is a token, or else the unknown token.</summary>
public sealed class WordLevelModel : VocabularyModel
{
    private readonly int _unknownId;

    /// <summary>Makes the model.</summary>
    /// <param name="vocabulary">Tokens with their ids; ids differ and begin near 0, gaps are allowed.</param>
    /// <param name="unknownToken">The token for what the vocabulary lacks; it must be in the vocabulary.</param>
    /// <exception cref="ArgumentException">Tokens or ids repeat, an id is out of range, or the unknown token is missing.</exception>
    public WordLevelModel(IEnumerable<KeyValuePair<string, int>> vocabulary, string unknownToken)
        : this(Vocabulary.Wide(vocabulary), unknownToken, wrong => new ArgumentException($"`vocabulary`: {wrong}", nameof(vocabulary)))
    {
    }

    internal WordLevelModel(IReadOnlyCollection<KeyValuePair<string, long>> vocabulary, string unknownToken, Func<string, Exception> fail)
        : base(Vocabulary.Create(vocabulary, fail))
    {
        UnknownToken = unknownToken;
        _unknownId = RequireUnknown(unknownToken, fail);
    }

    /// <summary>The token for what the vocabulary lacks.</summary>
    public string UnknownToken { get; }

    /// <inheritdoc/>
    public override int? UnknownId => _unknownId;

    internal override void Tokenize(ReadOnlySpan<char> piece, TokenBuffer tokens)
    {
        bool known = Vocabulary.TryGetId(piece, out int id);
        tokens.Add(known ? id : _unknownId, 0, piece.Length, known ? PieceTokenKind.Known : PieceTokenKind.Unknown);
    }
}
