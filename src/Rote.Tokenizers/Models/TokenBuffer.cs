namespace Rote.Tokenizers;

/// <summary>Collects the tokens of one piece; it is used again for the next.</summary>
internal sealed class TokenBuffer
{
    // What is kept between texts, in tokens.
    private const int KeptCapacity = 1 << 12;

    private readonly PooledList<PieceToken> _tokens = new();

    public int Count => _tokens.Count;

    public ReadOnlySpan<PieceToken> Tokens => _tokens.Items;

    public void Add(int id, int start, int length, PieceTokenKind kind = PieceTokenKind.Known) => _tokens.Add(new PieceToken(id, start, length, kind));

    /// <summary>Makes room for further tokens.</summary>
    public void Reserve(int count) => _tokens.Reserve(count);

    /// <summary>Takes back all tokens but the first ones.</summary>
    public void Truncate(int count) => _tokens.Truncate(count);

    public void Clear() => _tokens.Truncate(0);

    /// <summary>Takes back all tokens, and gives back what a long piece needed.</summary>
    public void Shrink() => _tokens.Shrink(KeptCapacity);
}
