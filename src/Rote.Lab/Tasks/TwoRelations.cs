namespace Rote.Lab.Tasks;

/// <summary>Each token names two other places; the output is the ordered pair of the symbols there.</summary>
/// <remarks>
/// Token (symbol, i, j) as one id; i, j and its own place differ. To answer, a place must read two others and keep apart which is which: one softmax of one head mixes both in one sum.
/// </remarks>
public sealed record TwoRelations : SequenceTask
{
    /// <summary>Different symbols. Default: 4.</summary>
    public int Symbols { get; init; } = 4;

    /// <summary>T. Default: 8.</summary>
    public int Tokens { get; init; } = 8;

    /// <inheritdoc/>
    public override int Vocabulary => Symbols * Tokens * Tokens;

    /// <inheritdoc/>
    public override int Length => Tokens;

    /// <inheritdoc/>
    public override bool IsCausal => false;

    /// <inheritdoc/>
    public override double Chance => 1.0 / (Symbols * Symbols);

    /// <summary>The symbols of the others say nothing of each other.</summary>
    public override double WithoutAttention => Chance;

    /// <summary>Both symbols, not which is which: right where they are equal, and half of the time else. Who cannot find the places that a token names knows less.</summary>
    public override double WithoutOrder => 1.0 / Symbols + (1 - 1.0 / Symbols) / 2;

    /// <inheritdoc/>
    protected override void Draw(Random random, Span<long> ids, Span<long> labels)
    {
        int[] symbols = new int[ids.Length];
        for (int place = 0; place < ids.Length; place++)
            symbols[place] = random.Next(Symbols);
        for (int place = 0; place < ids.Length; place++)
        {
            int[] others = [.. Distinct(random, 2, ids.Length - 1).Select(other => other < place ? other : other + 1)];
            ids[place] = (symbols[place] * Tokens + others[0]) * Tokens + others[1];
            labels[place] = symbols[others[0]] * Symbols + symbols[others[1]];
        }
    }
}
