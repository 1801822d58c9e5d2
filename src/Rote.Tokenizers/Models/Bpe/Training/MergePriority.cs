namespace Rote.Tokenizers;

/// <summary>Which pair is merged next: the most frequent; of equals that of the lower left id, then right id; then the one that was queued first.</summary>
/// <param name="Count">How often the pair was there when it was queued.</param>
/// <param name="Pair">The left id in the upper half, the right id in the lower one.</param>
/// <param name="Turn">Numbers what is queued.</param>
internal readonly record struct MergePriority(long Count, ulong Pair, long Turn) : IComparable<MergePriority>
{
    public int CompareTo(MergePriority other)
    {
        // A pair that tokens of different lengths made may be counted below zero; Hugging Face reads that without its sign.
        int order = ((ulong)other.Count).CompareTo((ulong)Count);
        if (order == 0)
            order = Pair.CompareTo(other.Pair);
        return order != 0 ? order : Turn.CompareTo(other.Turn);
    }
}
