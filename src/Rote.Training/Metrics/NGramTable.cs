using System.Runtime.InteropServices;

namespace Rote.Training.Metrics;

/// <summary>Gives every n-gram a number: that of its prefix and its last symbol decide it, so no n-gram is ever written out.</summary>
internal sealed class NGramTable(int maximumOrder)
{
    private readonly Dictionary<(int Prefix, int Symbol), int> _numbers = [];
    private readonly List<int> _orders = [];

    /// <summary>How often each n-gram of 1 to the maximum order occurs, by its number.</summary>
    public Dictionary<int, int> Count(ReadOnlySpan<int> symbols)
    {
        var counts = new Dictionary<int, int>();
        for (int start = 0; start < symbols.Length; start++)
        {
            int number = -1;
            for (int order = 1; order <= Math.Min(maximumOrder, symbols.Length - start); order++)
            {
                ref int known = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, (number, symbols[start + order - 1]), out bool exists);
                if (!exists)
                {
                    known = _orders.Count;
                    _orders.Add(order);
                }
                number = known;
                CollectionsMarshal.GetValueRefOrAddDefault(counts, number, out _)++;
            }
        }
        return counts;
    }

    /// <summary>How many n-grams of each order from 1 both sides have.</summary>
    public long[] Matches(Dictionary<int, int> some, Dictionary<int, int> others)
    {
        long[] matches = new long[maximumOrder];
        foreach (var (number, count) in some)
        {
            if (others.TryGetValue(number, out int other))
                matches[_orders[number] - 1] += Math.Min(count, other);
        }
        return matches;
    }

    /// <summary>How many n-grams of an order a sequence has.</summary>
    public static int Total(int length, int order) => Math.Max(0, length - order + 1);
}
