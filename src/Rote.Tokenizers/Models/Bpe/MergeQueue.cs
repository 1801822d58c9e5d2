namespace Rote.Tokenizers;

/// <summary>
/// Merges that can be made, the lowest rank first and then leftmost. Places that come in order, which is the rule, are kept in runs, one for each rank, and only
/// the first of each run is in a heap: a long word of few ranks costs time in proportion to its length, any other at most the logarithm more.
/// </summary>
internal sealed class MergeQueue
{
    private const int End = -1;

    // By the rank and place of the first entry of each run.
    private readonly PriorityQueue<int, ulong> _heads = new();
    private readonly Dictionary<int, int> _openRuns = [];
    private (int First, int Last)[] _runs = [];
    private int _runCount;
    private (int Place, int Next)[] _entries = [];
    private int _entryCount;
    private int _free = End;

    /// <summary>Gives back what many entries needed; the queue is empty.</summary>
    /// <param name="kept">For how many room may stay.</param>
    public void Shrink(int kept)
    {
        if (_entries.Length > kept)
            PooledArray.Return(ref _entries);
        if (_runs.Length <= kept)
            return;
        PooledArray.Return(ref _runs);
        _heads.TrimExcess();
        _openRuns.TrimExcess();
    }

    /// <summary>Adds a merge.</summary>
    public void Add(int rank, int place)
    {
        int entry = NewEntry(place);
        bool isOpen = _openRuns.TryGetValue(rank, out int run);
        if (isOpen && _runs[run].Last != End && _entries[_runs[run].Last].Place <= place)
        {
            _entries[_runs[run].Last].Next = entry;
            _runs[run].Last = entry;
            return;
        }
        if (!isOpen || _runs[run].Last != End)
        {
            run = NewRun();
            _openRuns[rank] = run;
        }
        _runs[run] = (entry, entry);
        _heads.Enqueue(run, KeyOf(rank, place));
    }

    /// <summary>Takes the merge that is next.</summary>
    /// <returns>False when there is none; the queue is then as new.</returns>
    public bool TryTake(out int rank, out int place)
    {
        if (!_heads.TryPeek(out int run, out ulong key))
        {
            _openRuns.Clear();
            (rank, place, _runCount, _entryCount, _free) = (0, 0, 0, 0, End);
            return false;
        }
        (rank, place) = ((int)(key >> 32), (int)key);
        int entry = _runs[run].First, next = _entries[entry].Next;
        _entries[entry].Next = _free;
        _free = entry;
        if (next == End)
        {
            _heads.Dequeue();
            _runs[run].Last = End;
        }
        else
        {
            _runs[run].First = next;
            _heads.DequeueEnqueue(run, KeyOf(rank, _entries[next].Place));
        }
        return true;
    }

    private static ulong KeyOf(int rank, int place) => ((ulong)(uint)rank << 32) | (uint)place;

    private int NewEntry(int place)
    {
        int entry = _free;
        if (entry != End)
            _free = _entries[entry].Next;
        else if ((entry = _entryCount++) == _entries.Length)
            PooledArray.Grow(ref _entries, entry, entry + 1);
        _entries[entry] = (place, End);
        return entry;
    }

    private int NewRun()
    {
        if (_runCount == _runs.Length)
            PooledArray.Grow(ref _runs, _runCount, _runCount + 1);
        return _runCount++;
    }
}
