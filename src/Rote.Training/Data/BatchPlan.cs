namespace Rote.Training.Data;

/// <summary>Which pairs are trained on together: pairs of like length, so that little is padding, in an order that a seed decides.</summary>
/// <remarks>
/// Each epoch is shuffled, cut into pools, sorted by length inside a pool and cut into batches, which are shuffled again: batches stay mixed,
/// and padding stays low: a hundredth of the built-in dates, a tenth of sentences, whose sources differ in length more than their targets.
/// </remarks>
public sealed class BatchPlan
{
    private const int BatchesInPool = 50;

    private readonly IReadOnlyList<TokenPair> _pairs;
    private readonly int _batchTokens;
    private readonly int _seed;

    /// <summary>Plans batches over pairs held in memory.</summary>
    /// <param name="pairs">At least one.</param>
    /// <param name="batchTokens">Tokens in a batch at most, source and target, padding counted, &gt; 0. A single pair that is longer is a batch of its own.</param>
    /// <param name="seed">Decides the order.</param>
    /// <exception cref="ArgumentException">There are no pairs, or the size is not positive.</exception>
    public BatchPlan(IReadOnlyList<TokenPair> pairs, int batchTokens, int seed)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchTokens);
        if (pairs.Count == 0)
            throw new ArgumentException("`pairs` is empty; expected at least one pair to train on.", nameof(pairs));
        _pairs = pairs;
        _batchTokens = batchTokens;
        _seed = seed;
    }

    /// <summary>The batches of an epoch; the same seed and epoch give the same batches.</summary>
    /// <param name="epoch">0-based.</param>
    /// <returns>Indices of pairs, a batch each; every pair comes once.</returns>
    public IReadOnlyList<int[]> Epoch(int epoch)
    {
        var random = new Random(unchecked(_seed * 1_000_003 + epoch));
        int[] order = [.. Enumerable.Range(0, _pairs.Count)];
        random.Shuffle(order);
        double meanLength = Math.Max(1, _pairs.Average(pair => (double)pair.Length));
        int pool = Math.Max(1, (int)((double)BatchesInPool * _batchTokens / meanLength));
        var batches = order.Chunk(pool).SelectMany(Cut).ToArray();
        random.Shuffle(batches);
        return batches;
    }

    /// <summary>All pairs from the shortest to the longest, for evaluation.</summary>
    /// <returns>Indices of pairs, a batch each.</returns>
    public IReadOnlyList<int[]> ByLength() => [.. Cut([.. Enumerable.Range(0, _pairs.Count)])];

    private IEnumerable<int[]> Cut(int[] pool)
    {
        var batch = new List<int>();
        int sourceLength = 0, targetLength = 0;
        foreach (int index in pool.OrderBy(index => _pairs[index].Target.Count).ThenBy(index => _pairs[index].Source.Count).ThenBy(index => index))
        {
            var pair = _pairs[index];
            int source = Math.Max(sourceLength, pair.Source.Count), target = Math.Max(targetLength, pair.Target.Count);
            if (batch.Count > 0 && (batch.Count + 1L) * ((long)source + target) > _batchTokens)
            {
                yield return [.. batch];
                batch.Clear();
                (source, target) = (pair.Source.Count, pair.Target.Count);
            }
            batch.Add(index);
            (sourceLength, targetLength) = (source, target);
        }
        if (batch.Count > 0)
            yield return [.. batch];
    }
}
