using Rote.Training.LanguageModeling;
using static TorchSharp.torch;

namespace Rote.Lab.Tasks;

/// <summary>A synthetic task: rows of tokens, with a label at some places that a model is to give there.</summary>
public abstract record SequenceTask
{
    private const long NoLabel = -100;

    /// <summary>V: tokens and labels share one vocabulary.</summary>
    public abstract int Vocabulary { get; }

    /// <summary>T, tokens of a row.</summary>
    public abstract int Length { get; }

    /// <summary>True where no place may see a later one: a decoder's task.</summary>
    public abstract bool IsCausal { get; }

    /// <summary>Share of labels that a guess gets right, 0 to 1.</summary>
    public abstract double Chance { get; }

    /// <summary>The most that a model can get right which sees each place alone, 0 to 1.</summary>
    public abstract double WithoutAttention { get; }

    /// <summary>The most that a model can get right which sees the tokens of a row without their order, 0 to 1.</summary>
    public abstract double WithoutOrder { get; }

    /// <summary>Draws rows.</summary>
    /// <param name="rows">B, &gt; 0.</param>
    /// <param name="seed">The same seed draws the same rows.</param>
    /// <returns>Tokens and labels, <c>[B, T]</c>, in the current dispose scope.</returns>
    public LanguageBatch Batch(int rows, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        var random = new Random(seed);
        long[] ids = new long[rows * Length], labels = new long[ids.Length];
        Array.Fill(labels, NoLabel);
        for (int row = 0; row < rows; row++)
            Draw(random, ids.AsSpan(row * Length, Length), labels.AsSpan(row * Length, Length));
        long[] places = [.. Enumerable.Range(0, labels.Length).Where(place => labels[place] != NoLabel).Select(place => (long)place)];
        return new LanguageBatch(tensor(ids).reshape(rows, Length), tensor(labels).reshape(rows, Length), places.Length == labels.Length ? null : tensor(places), places.Length);
    }

    /// <summary>Draws a row.</summary>
    /// <param name="random">Where from.</param>
    /// <param name="ids">T tokens, to be filled.</param>
    /// <param name="labels">T labels; those that stay as they are count for nothing.</param>
    protected abstract void Draw(Random random, Span<long> ids, Span<long> labels);

    /// <summary>Different numbers, in random order.</summary>
    /// <param name="random">Where from.</param>
    /// <param name="count">How many.</param>
    /// <param name="below">From 0 to this, not included.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many.</exception>
    private protected static int[] Distinct(Random random, int count, int below)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, below);
        int[] all = [.. Enumerable.Range(0, below)];
        random.Shuffle(all);
        return all[..count];
    }
}
