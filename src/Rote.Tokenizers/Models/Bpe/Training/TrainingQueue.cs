namespace Rote.Tokenizers;

/// <summary>The pairs that may be merged, the next one first. A count may have changed since the pair was queued; that is looked at when its turn comes.</summary>
internal sealed class TrainingQueue(PairCounts counts)
{
    private readonly PriorityQueue<MergeCandidate, MergePriority> _queue = new();
    private long _turn;

    public void Add(MergeCandidate candidate, long count, ulong key) => _queue.Enqueue(candidate, new MergePriority(count, key, _turn++));

    /// <summary>Takes the next pair.</summary>
    /// <param name="candidate">The pair.</param>
    /// <param name="count">How often it is there; read without a sign, as in <see cref="MergePriority"/>.</param>
    /// <returns>False when there is none.</returns>
    public bool TryTake(out MergeCandidate candidate, out ulong count)
    {
        while (_queue.TryDequeue(out candidate, out var priority))
        {
            long now = counts[candidate.Pair];
            count = (ulong)now;
            if (now == priority.Count)
                return true;
            Add(candidate, now, priority.Pair);
        }
        count = 0;
        return false;
    }
}
