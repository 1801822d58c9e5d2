namespace Rote.Tokenizers;

/// <summary>A table of whole pieces: a piece is a token, or else the unknown token.</summary>
public sealed class WordLevelModel : VocabularyModel
{
    /// <summary>Makes the model.</summary>
    /// <param name="vocabulary">Tokens with their ids; ids differ and begin near 0, gaps are allowed.</param>
    /// <param name="unknownToken">The token for what the vocabulary lacks; where the vocabulary lacks it too, such texts cannot be encoded.</param>
    /// <exception cref="ArgumentException">Tokens or ids repeat, or an id is out of range.</exception>
    public WordLevelModel(IEnumerable<KeyValuePair<string, int>> vocabulary, string unknownToken)
        : this(Vocabulary.Wide(vocabulary), unknownToken, wrong => new ArgumentException($"`vocabulary`: {wrong}", nameof(vocabulary)))
    {
    }

    internal WordLevelModel(IReadOnlyCollection<KeyValuePair<string, long>> vocabulary, string unknownToken, Func<string, Exception> fail)
        : base(Vocabulary.Create(vocabulary, fail))
    {
        UnknownToken = unknownToken;
        UnknownId = Vocabulary.Find(unknownToken);
    }

    /// <summary>The token for what the vocabulary lacks.</summary>
    public string UnknownToken { get; }

    /// <inheritdoc/>
    public override int? UnknownId { get; }

    internal override void Tokenize(ReadOnlySpan<char> piece, TokenBuffer tokens)
    {
        bool known = Vocabulary.TryGetId(piece, out int id);
        tokens.Add(known ? id : RequireUnknown(UnknownToken), 0, piece.Length, known ? PieceTokenKind.Known : PieceTokenKind.Unknown);
    }
}
