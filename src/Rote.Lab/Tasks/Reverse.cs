namespace Rote.Lab.Tasks;

/// <summary>The output at each place is the token as far from the end as it is from the beginning.</summary>
/// <remarks>All see all. Without order a model can only guess among the tokens that the row holds.</remarks>
public sealed record Reverse : SequenceTask
{
    /// <summary>Different tokens. Default: 32.</summary>
    public int Symbols { get; init; } = 32;

    /// <summary>T. Default: 16.</summary>
    public int Tokens { get; init; } = 16;

    /// <inheritdoc/>
    public override int Vocabulary => Symbols;

    /// <inheritdoc/>
    public override int Length => Tokens;

    /// <inheritdoc/>
    public override bool IsCausal => false;

    /// <inheritdoc/>
    public override double Chance => 1.0 / Symbols;

    /// <inheritdoc/>
    public override double WithoutAttention => Chance;

    /// <summary>A guess of the commonest token of the row: at most about three of 16 places.</summary>
    public override double WithoutOrder => 0.2;

    /// <inheritdoc/>
    protected override void Draw(Random random, Span<long> ids, Span<long> labels)
    {
        for (int place = 0; place < ids.Length; place++)
            ids[place] = random.Next(Symbols);
        for (int place = 0; place < ids.Length; place++)
            labels[place] = ids[^(place + 1)];
    }
}
