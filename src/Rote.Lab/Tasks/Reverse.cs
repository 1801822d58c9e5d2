namespace Rote.Lab.Tasks;

/// <summary>The output at each place is the token as far from the end as it is from the beginning.</summary>
/// <remarks>All see all. An odd length would ask the middle place for its own token.</remarks>
public sealed record Reverse : SymbolTask
{
    /// <summary>Different tokens. Default: 32.</summary>
    public override int Symbols { get; init; } = 32;

    /// <summary>T, even. Default: 16.</summary>
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
        ids.CopyTo(labels);
        labels.Reverse();
    }
}
