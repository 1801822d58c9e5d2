namespace Rote.Tokenizers;

/// <summary>A piece under merging: ids and the widths of what they stand for. Each thread has one, which it uses again and again.</summary>
internal sealed class BpeWord
{
    // Up to here looking through all pairs for the best costs less than keeping a queue.
    private const int ShortWord = 64;
    // What a thread keeps between words, in tokens; longer words are rare.
    private const int MaxKept = 1 << 12;

    [ThreadStatic]
    private static BpeWord? _ofThread;

    private readonly MergeQueue _queue = new();
    private int[] _ids = [];
    private int[] _widths = [];
    private int[] _ranks = [];
    private int[] _next = [];
    private int[] _previous = [];

    private BpeWord()
    {
    }

    public int Count { get; private set; }

    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, Count);

    public ReadOnlySpan<int> Widths => _widths.AsSpan(0, Count);

    /// <summary>The word of this thread, empty.</summary>
    /// <param name="expected">How many tokens it will probably have.</param>
    public static BpeWord Empty(int expected)
    {
        var word = _ofThread ??= new BpeWord();
        word.Count = 0;
        if (word._ids.Length < expected)
            word.Grow(Math.Max(ShortWord, expected));
        return word;
    }

    public void Clear() => Count = 0;

    /// <summary>Ends the use of the word: what it is made of and was long goes back.</summary>
    public void Shrink()
    {
        Count = 0;
        _queue.Shrink(MaxKept);
        if (_ids.Length <= MaxKept)
            return;
        PooledArray.Return(ref _ids);
        PooledArray.Return(ref _widths);
        PooledArray.Return(ref _ranks);
        PooledArray.Return(ref _next);
        PooledArray.Return(ref _previous);
    }

    public void Add(int id, int width)
    {
        if (Count == _ids.Length)
            Grow(Count + 1);
        _ids[Count] = id;
        _widths[Count++] = width;
    }

    /// <summary>Merges until there is nothing left to merge.</summary>
    public void Merge(BpeMerges merges)
    {
        if (Count <= ShortWord)
            MergeShort(merges);
        else
            MergeLong(merges);
    }

    /// <summary>Merges, but passes over each merge that the coin says when its turn comes; it has its turn again once another was made.</summary>
    public void Merge(BpeMerges merges, ref DropoutCoin coin)
    {
        Link(merges);
        var queue = new PriorityQueue<int, (int Rank, int Place)>();
        for (int at = 0; at < Count - 1; at++)
            Enqueue(at);
        var passed = new List<(int Rank, int Place)>();
        while (queue.TryDequeue(out int at, out var order))
        {
            if (coin.Falls())
            {
                passed.Add(order);
                continue;
            }
            foreach (var again in passed)
                queue.Enqueue(again.Place, again);
            passed.Clear();
            if (_ranks[at] != order.Rank)
                continue;
            Join(at, merges);
            Enqueue(at);
            if (_previous[at] >= 0)
                Enqueue(_previous[at]);
        }
        Compact();

        void Enqueue(int at)
        {
            if (_ranks[at] != BpeMerges.None)
                queue.Enqueue(at, (_ranks[at], at));
        }
    }

    private void MergeShort(BpeMerges merges)
    {
        int count = Count;
        var ids = _ids.AsSpan(0, count);
        var widths = _widths.AsSpan(0, count);
        var ranks = _ranks.AsSpan(0, count);
        for (int at = 0; at < count - 1; at++)
            ranks[at] = merges.RankOf(ids[at], ids[at + 1]);
        while (count > 1)
        {
            int best = BpeMerges.None, place = 0;
            for (int at = 0; at < count - 1; at++)
            {
                if (ranks[at] < best)
                    (best, place) = (ranks[at], at);
            }
            if (best == BpeMerges.None)
                break;
            ids[place] = merges.ResultOf(best);
            widths[place] += widths[place + 1];
            count--;
            for (int at = place + 1; at < count; at++)
                (ids[at], widths[at], ranks[at]) = (ids[at + 1], widths[at + 1], ranks[at + 1]);
            if (place > 0)
                ranks[place - 1] = merges.RankOf(ids[place - 1], ids[place]);
            if (place < count - 1)
                ranks[place] = merges.RankOf(ids[place], ids[place + 1]);
        }
        Count = count;
    }

    private void MergeLong(BpeMerges merges)
    {
        Link(merges);
        for (int at = 0; at < Count - 1; at++)
            Enqueue(at);
        while (_queue.TryTake(out int rank, out int at))
        {
            // Whatever has changed at a place since has another rank: what a merge makes is longer than its parts.
            if (_ranks[at] != rank)
                continue;
            Join(at, merges);
            if (_previous[at] >= 0)
                Enqueue(_previous[at]);
            Enqueue(at);
        }
        Compact();

        void Enqueue(int at)
        {
            if (_ranks[at] != BpeMerges.None)
                _queue.Add(_ranks[at], at);
        }
    }

    private void Link(BpeMerges merges)
    {
        if (_next.Length < Count)
        {
            PooledArray.Grow(ref _next, 0, _ids.Length);
            PooledArray.Grow(ref _previous, 0, _ids.Length);
        }
        for (int at = 0; at < Count; at++)
        {
            (_previous[at], _next[at]) = (at - 1, at + 1);
            _ranks[at] = at + 1 < Count ? merges.RankOf(_ids[at], _ids[at + 1]) : BpeMerges.None;
        }
    }

    // Joins the linked token with the next one.
    private void Join(int at, BpeMerges merges)
    {
        int right = _next[at], next = _next[right], before = _previous[at];
        _ids[at] = merges.ResultOf(_ranks[at]);
        _widths[at] += _widths[right];
        _next[at] = next;
        _ranks[right] = BpeMerges.None;
        _ranks[at] = BpeMerges.None;
        if (next < Count)
        {
            _previous[next] = at;
            _ranks[at] = merges.RankOf(_ids[at], _ids[next]);
        }
        if (before >= 0)
            _ranks[before] = merges.RankOf(_ids[before], _ids[at]);
    }

    private void Compact()
    {
        int count = 0;
        for (int at = 0; at < Count; at = _next[at])
            (_ids[count], _widths[count++]) = (_ids[at], _widths[at]);
        Count = count;
    }

    private void Grow(int needed)
    {
        PooledArray.Grow(ref _ids, Count, needed);
        PooledArray.Grow(ref _widths, Count, needed);
        PooledArray.Grow(ref _ranks, 0, _ids.Length);
    }
}
