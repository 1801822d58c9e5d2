namespace Rote.Tokenizers;

/// <summary>How often each pair of neighbouring tokens is there, and where those are that came about since pairs were last queued.</summary>
internal sealed class PairCounts
{
    private readonly PairTable<int> _numbers = new();
    private readonly List<(int Pair, int Place)> _fresh = [];
    private readonly List<int> _freshPairs = [];
    private State[] _states = new State[1024];
    private int _round = 1;

    /// <summary>How often a pair is there.</summary>
    public long this[int pair] => _states[pair].Count;

    /// <summary>The tokens of a pair.</summary>
    public (int Left, int Right) TokensOf(int pair) => ((int)(_states[pair].Key >> 32), (int)_states[pair].Key);

    /// <summary>
    /// True when the pair may be in places that its candidates do not hold, because it came about in several rounds or was passed over. That takes a token which
    /// is made in several ways.
    /// </summary>
    public bool IsScattered(int pair) => _states[pair].IsScattered;

    /// <summary>Counts a new occurrence.</summary>
    /// <param name="left">The left token.</param>
    /// <param name="right">The right token.</param>
    /// <param name="times">How often its word is there.</param>
    /// <param name="place">Where the left token is.</param>
    public void Add(int left, int right, long times, int place)
    {
        int pair = NumberOf(left, right);
        ref var state = ref _states[pair];
        state.Count += times;
        if (state.Fresh++ == 0)
        {
            state.IsScattered |= state.Round > 0;
            state.Round = _round;
            _freshPairs.Add(pair);
        }
        _fresh.Add((pair, place));
    }

    /// <summary>Counts an occurrence less.</summary>
    public void Remove(int left, int right, long times) => _states[NumberOf(left, right)].Count -= times;

    /// <summary>Notes an occurrence that does not count.</summary>
    public void PassOver(int left, int right) => _states[NumberOf(left, right)].IsScattered = true;

    /// <summary>Ends a round: queues the pairs that came about in it and are still there.</summary>
    public void Queue(TrainingQueue queue)
    {
        int held = 0;
        foreach (int pair in _freshPairs)
        {
            ref var state = ref _states[pair];
            state.Next = held;
            held += state.Count > 0 ? state.Fresh : 0;
        }
        int[] places = new int[held];
        foreach (var (pair, place) in _fresh)
        {
            ref var state = ref _states[pair];
            if (state.Count > 0)
                places[state.Next++] = place;
        }
        foreach (int pair in _freshPairs)
        {
            ref var state = ref _states[pair];
            if (state.Count > 0)
                queue.Add(new MergeCandidate(pair, new ArraySegment<int>(places, state.Next - state.Fresh, state.Fresh)), state.Count, state.Key);
            state.Fresh = 0;
        }
        _fresh.Clear();
        _freshPairs.Clear();
        // The first round sees all pairs, those after it a few.
        if (_round == 1)
            _fresh.TrimExcess();
        _round++;
    }

    private int NumberOf(int left, int right)
    {
        ref int number = ref _numbers.GetOrAdd(left, right, out bool exists);
        if (exists)
            return number;
        number = _numbers.Count - 1;
        if (number == _states.Length)
            Array.Resize(ref _states, 2 * number);
        _states[number].Key = ((ulong)(uint)left << 32) | (uint)right;
        return number;
    }

    private struct State
    {
        public ulong Key;
        public long Count;

        /// <summary>The round that it came about in, the latest if there are several; 0 before there is one.</summary>
        public int Round;

        /// <summary>How many occurrences came about in this round.</summary>
        public int Fresh;

        /// <summary>Where the next of them is put.</summary>
        public int Next;
        public bool IsScattered;
    }
}
