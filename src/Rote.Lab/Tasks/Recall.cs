namespace Rote.Lab.Tasks;

/// <summary>Key–value recall: pairs, each in one token, then perhaps noise, then keys alone, whose values are to be given.</summary>
/// <remarks>
/// Token k·values + v is a pair, then come the keys, then noise. A pair's token holds both, so one layer of attention can answer: match the key, read the value.
/// Without attention a key says nothing of its value; the order of the pairs is of no use.
/// </remarks>
public sealed record Recall : SequenceTask
{
    /// <summary>Different keys there are. Default: 16.</summary>
    public int Keys { get; init; } = 16;

    /// <summary>Different values there are. Default: 16.</summary>
    public int Values { get; init; } = 16;

    /// <summary>Pairs of a row, with different keys, ≤ keys. Default: 8.</summary>
    public int Pairs { get; init; } = 8;

    /// <summary>Keys that are asked for, ≤ pairs. Default: 2.</summary>
    public int Queries { get; init; } = 2;

    /// <summary>Tokens of noise between pairs and queries. Default: 0.</summary>
    public int Gap { get; init; }

    /// <summary>Different tokens of noise. Default: 8.</summary>
    public int Noises { get; init; } = 8;

    /// <inheritdoc/>
    public override int Vocabulary => Keys * Values + Keys + Noises;

    /// <inheritdoc/>
    public override int Length => Pairs + Gap + Queries;

    /// <inheritdoc/>
    public override bool IsCausal => true;

    /// <inheritdoc/>
    public override double Chance => 1.0 / Values;

    /// <inheritdoc/>
    public override double WithoutAttention => Chance;

    /// <inheritdoc/>
    public override double WithoutOrder => 1;

    /// <summary>The token of a pair.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <returns>Its id.</returns>
    public int Pair(int key, int value) => key * Values + value;

    /// <summary>The token that asks for a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its id.</returns>
    public int Query(int key) => Keys * Values + key;

    /// <inheritdoc/>
    protected override void Draw(Random random, Span<long> ids, Span<long> labels)
    {
        int[] keys = Distinct(random, Pairs, Keys);
        int[] values = [.. keys.Select(_ => random.Next(Values))];
        for (int pair = 0; pair < Pairs; pair++)
            ids[pair] = Pair(keys[pair], values[pair]);
        for (int noise = 0; noise < Gap; noise++)
            ids[Pairs + noise] = Keys * Values + Keys + random.Next(Noises);
        int[] asked = Distinct(random, Queries, Pairs);
        for (int query = 0; query < Queries; query++)
        {
            ids[Pairs + Gap + query] = Query(keys[asked[query]]);
            labels[Pairs + Gap + query] = values[asked[query]];
        }
    }
}
