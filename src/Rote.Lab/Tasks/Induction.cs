namespace Rote.Lab.Tasks;

/// <summary>… A B … A → B: a row of different tokens, then some of them again in twos, of which the second is to be predicted.</summary>
/// <remarks>
/// Olsson et al. 2022: two layers do it, one that looks at the token before, one that looks for where the present token stood. The token to predict is the one that
/// followed the present one then.
/// </remarks>
public sealed record Induction : SequenceTask
{
    /// <summary>Different tokens, ≥ the first part's length. Default: 32.</summary>
    public int Symbols { get; init; } = 32;

    /// <summary>Tokens of the first part, all different. Default: 16.</summary>
    public int First { get; init; } = 16;

    /// <summary>Twos that come again, ≤ half of the first part. Default: 6.</summary>
    public int Repeats { get; init; } = 6;

    /// <inheritdoc/>
    public override int Vocabulary => Symbols;

    /// <inheritdoc/>
    public override int Length => First + 2 * Repeats;

    /// <inheritdoc/>
    public override bool IsCausal => true;

    /// <inheritdoc/>
    public override double Chance => 1.0 / Symbols;

    /// <summary>A guess among all others.</summary>
    public override double WithoutAttention => 1.0 / (Symbols - 1);

    /// <summary>A guess among the first part's tokens that have not come again: the present one is known, and those before it.</summary>
    public override double WithoutOrder => Enumerable.Range(0, Repeats).Average(repeat => 1.0 / (First - 1 - 2 * repeat));

    /// <inheritdoc/>
    protected override void Draw(Random random, Span<long> ids, Span<long> labels)
    {
        int[] row = Distinct(random, First, Symbols);
        for (int place = 0; place < First; place++)
            ids[place] = row[place];
        // Twos that do not overlap, so that a token comes again once at most.
        int[] starts = Distinct(random, Repeats, First / 2);
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            int at = First + 2 * repeat, from = 2 * starts[repeat];
            ids[at] = row[from];
            ids[at + 1] = row[from + 1];
            labels[at] = row[from + 1];
        }
    }
}
