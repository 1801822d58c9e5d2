namespace Rote.Tokenizers;

/// <summary>Collects the tokens of one piece; it is used again for the next.</summary>
internal sealed class TokenBuffer
{
    private PieceToken[] _tokens = new PieceToken[16];

    public int Count { get; private set; }

    public ReadOnlySpan<PieceToken> Tokens => _tokens.AsSpan(0, Count);

    public void Add(int id, int start, int length, PieceTokenKind kind = PieceTokenKind.Known)
    {
        if (Count == _tokens.Length)
            Array.Resize(ref _tokens, 2 * Count);
        _tokens[Count++] = new PieceToken(id, start, length, kind);
    }

    /// <summary>Takes back all tokens but the first ones.</summary>
    public void Truncate(int count) => Count = count;

    public void Clear() => Count = 0;
}
