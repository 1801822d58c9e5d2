namespace Rote.Lab.Tasks;

/// <summary>A task whose rows are symbols drawn each by itself, all equally likely.</summary>
public abstract record SymbolTask : SequenceTask
{
    private const int Draws = 20_000;

    /// <summary>Different symbols, &gt; 0.</summary>
    public abstract int Symbols { get; init; }

    /// <summary>Symbols of a row, &gt; 1.</summary>
    public abstract int Tokens { get; init; }

    /// <inheritdoc/>
    public override int Vocabulary => Symbols;

    /// <inheritdoc/>
    public override double Chance => 1.0 / Symbols;

    /// <summary>The symbols say nothing of each other.</summary>
    public override double WithoutAttention => Chance;

    /// <summary>Draws symbols.</summary>
    /// <param name="random">Where from.</param>
    /// <param name="row">To be filled.</param>
    private protected void DrawSymbols(Random random, Span<long> row)
    {
        foreach (ref long symbol in row)
            symbol = random.Next(Symbols);
    }

    /// <summary>How often the commonest of some symbols is the one that is asked for: the best guess of who knows which there are, and not where. From 20,000 seeded draws.</summary>
    /// <param name="count">How many symbols there are, &gt; 0.</param>
    /// <returns>A share, 0 to 1.</returns>
    private protected double CommonestOf(int count)
    {
        var random = new Random(1);
        int[] times = new int[Symbols];
        double sum = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            Array.Clear(times);
            int most = 0;
            for (int symbol = 0; symbol < count; symbol++)
                most = Math.Max(most, ++times[random.Next(Symbols)]);
            sum += (double)most / count;
        }
        return sum / Draws;
    }
}
