namespace Rote.Lab.Tasks;

/// <summary>A row of tokens, a separator, and the row again, token by token.</summary>
/// <remarks>A decoder's task: after the separator each token is to be predicted from those before it. Without attention the token before says nothing of the next.</remarks>
public sealed record Copy : SequenceTask
{
    /// <summary>Different tokens, beside the separator. Default: 32.</summary>
    public int Symbols { get; init; } = 32;

    /// <summary>Tokens to be copied. Default: 16.</summary>
    public int Tokens { get; init; } = 16;

    /// <inheritdoc/>
    public override int Vocabulary => Symbols + 1;

    /// <inheritdoc/>
    public override int Length => 2 * Tokens;

    /// <inheritdoc/>
    public override bool IsCausal => true;

    /// <inheritdoc/>
    public override double Chance => 1.0 / Symbols;

    /// <inheritdoc/>
    public override double WithoutAttention => Chance;

    /// <summary>A guess among the tokens of the row that have not come again yet.</summary>
    public override double WithoutOrder => 0.3;

    /// <inheritdoc/>
    protected override void Draw(Random random, Span<long> ids, Span<long> labels)
    {
        long[] row = [.. Enumerable.Range(0, Tokens).Select(_ => (long)random.Next(Symbols))];
        row.CopyTo(ids);
        ids[Tokens] = Symbols;
        row.AsSpan(0, Tokens - 1).CopyTo(ids[(Tokens + 1)..]);
        row.CopyTo(labels[Tokens..]);
    }
}
