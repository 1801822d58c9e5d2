namespace Rote.Tokenizers;

/// <summary>Collects tokens while a text is encoded.</summary>
internal sealed class EncodingBuilder
{
    private readonly List<int> _ids = [];
    private readonly List<string> _tokens = [];
    private readonly List<(int Start, int Length)> _offsets = [];
    private readonly List<int> _unknown = [];

    public int Count => _ids.Count;

    /// <summary>An added token that the text spells out.</summary>
    public void Add(int id, string token, Piece piece) => Add(id, token, piece.Original);

    /// <summary>The tokens that the model made of a piece.</summary>
    public void Append(Piece piece, ReadOnlySpan<PieceToken> tokens, TokenizerModel model)
    {
        foreach (var token in tokens)
        {
            if (token.Kind != PieceTokenKind.Known)
                _unknown.Add(_ids.Count);
            var part = piece.Slice(token.Start, token.Length);
            Add(token.Id, token.Kind == PieceTokenKind.UnknownSurface ? part.Span.ToString() : model.IdToToken(token.Id)!, part.Original);
        }
    }

    /// <summary>A token that stands for no text.</summary>
    public void AddSpecial(int id, string token) => Add(id, token, (0, 0));

    /// <summary>Everything that another builder holds.</summary>
    public void Append(EncodingBuilder other)
    {
        foreach (int index in other._unknown)
            _unknown.Add(_ids.Count + index);
        _ids.AddRange(other._ids);
        _tokens.AddRange(other._tokens);
        _offsets.AddRange(other._offsets);
    }

    public Encoding Build() => new() { Ids = _ids, Tokens = _tokens, Offsets = _offsets, UnknownIndices = _unknown };

    private void Add(int id, string token, (int Start, int Length) range)
    {
        _ids.Add(id);
        _tokens.Add(token);
        _offsets.Add(range);
    }
}
