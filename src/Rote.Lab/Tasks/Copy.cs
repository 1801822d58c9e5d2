namespace Rote.Lab.Tasks;

/// <summary>A row of tokens, a separator, and the row again, token by token.</summary>
/// <remarks>A decoder's task: from the separator on each token is to be predicted from those before it.</remarks>
public sealed record Copy : SymbolTask
{
    /// <summary>Different tokens, beside the separator. Default: 32.</summary>
    public override int Symbols { get; init; } = 32;

    /// <summary>Tokens to be copied. Default: 16.</summary>
    public override int Tokens { get; init; } = 16;

    /// <inheritdoc/>
    public override int Vocabulary => Symbols + 1;

    /// <inheritdoc/>
    public override int Length => 2 * Tokens;

    /// <inheritdoc/>
    public override bool IsCausal => true;

    /// <summary>A guess of the commonest of those that have not come again yet.</summary>
    public override double WithoutOrder => Enumerable.Range(1, Tokens).Average(CommonestOf);

    /// <inheritdoc/>
    protected override void Draw(Random random, Span<long> ids, Span<long> labels)
    {
        var row = ids[..Tokens];
        DrawSymbols(random, row);
        ids[Tokens] = Symbols;
        row[..^1].CopyTo(ids[(Tokens + 1)..]);
        row.CopyTo(labels[Tokens..]);
    }
}
