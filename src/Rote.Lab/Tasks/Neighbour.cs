namespace Rote.Lab.Tasks;

/// <summary>The output at each place is the next token: a matter of direction.</summary>
/// <remarks>
/// All see all; the last place has no label. Without attention a token says nothing of the next. Who sees both neighbours and cannot tell which is which is right half of the time,
/// and also where both are the same.
/// </remarks>
public sealed record Neighbour : SequenceTask
{
    /// <summary>Different tokens. Default: 16.</summary>
    public int Symbols { get; init; } = 16;

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

    /// <summary>A guess of the commonest of the others' tokens: about 2.6 of 15 others are one symbol where there are 16.</summary>
    public override double WithoutOrder => 0.25;

    /// <inheritdoc/>
    protected override void Draw(Random random, Span<long> ids, Span<long> labels)
    {
        for (int place = 0; place < ids.Length; place++)
            ids[place] = random.Next(Symbols);
        for (int place = 0; place + 1 < ids.Length; place++)
            labels[place] = ids[place + 1];
    }
}
