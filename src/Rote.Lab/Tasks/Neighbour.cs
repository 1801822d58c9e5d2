namespace Rote.Lab.Tasks;

/// <summary>The output at each place is the next token: a matter of direction.</summary>
/// <remarks>All see all; the last place has no label.</remarks>
public sealed record Neighbour : SymbolTask
{
    /// <summary>Different tokens. Default: 16.</summary>
    public override int Symbols { get; init; } = 16;

    /// <summary>T. Default: 16.</summary>
    public override int Tokens { get; init; } = 16;

    /// <inheritdoc/>
    public override int Length => Tokens;

    /// <inheritdoc/>
    public override bool IsCausal => false;

    /// <summary>A guess of the commonest of the others.</summary>
    public override double WithoutOrder => CommonestOf(Tokens - 1);

    /// <inheritdoc/>
    protected override void Draw(Random random, Span<long> ids, Span<long> labels)
    {
        DrawSymbols(random, ids);
        ids[1..].CopyTo(labels);
    }
}
