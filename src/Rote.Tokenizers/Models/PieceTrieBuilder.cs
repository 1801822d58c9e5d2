namespace Rote.Tokenizers;

/// <summary>Builds a <see cref="PieceTrie"/>.</summary>
internal sealed class PieceTrieBuilder
{
    private const int Block = 256;

    // Only the last blocks are searched for free places: building stays linear, and a block given up is at least a sixteenth full,
    // since k children find no place in one only where it holds 256 / k nodes, and then fill k of another.
    private const int OpenBlocks = 4;

    private readonly PieceLabels _labels;
    private readonly int[] _sorted;

    private PieceTrie.Node[] _nodes = [];
    private int _size;

    // The free places of the open blocks, a list that goes both ways.
    private int[] _next = [];
    private int[] _previous = [];
    private int _first = -1;
    private int _last = -1;

    private PieceTrieBuilder(PieceLabels labels, int[] sorted)
    {
        _labels = labels;
        _sorted = sorted;
    }

    /// <summary>Builds it.</summary>
    /// <param name="pieces">The pieces by id, none empty.</param>
    /// <param name="fail">Makes the exception from what is wrong.</param>
    public static PieceTrie Build(string[] pieces, Func<string, Exception> fail)
    {
        var labels = new PieceLabels(pieces);
        int[] sorted = new int[pieces.Length];
        if (PieceOrder.Sort(labels, sorted) is var (first, second))
            throw fail($"the piece '{pieces[first]}' is there twice, with the ids {first} and {second}; each piece must be there once.");
        return new PieceTrieBuilder(labels, sorted).Build();
    }

    private PieceTrie Build()
    {
        AddBlock();
        Take(PieceTrie.Root, -1);
        Span<byte> children = stackalloc byte[Block];
        Span<int> starts = stackalloc int[Block + 1];
        var open = new Stack<(int From, int To, int Depth, int Node)>();
        if (_sorted.Length > 0)
            open.Push((0, _sorted.Length, 0, PieceTrie.Root));
        while (open.TryPop(out var range))
        {
            var (from, to, depth, node) = range;
            if (to - from == 1)
            {
                AddRest(_sorted[from], depth, node);
                continue;
            }
            if (_labels.Length(_sorted[from]) == depth)
                _nodes[node].Piece = _sorted[from++];
            int count = 0;
            for (int at = from; at < to; at++)
            {
                byte label = _labels.At(_sorted[at], depth);
                if (count > 0 && children[count - 1] == label)
                    continue;
                children[count] = label;
                starts[count++] = at;
            }
            starts[count] = to;
            int place = FindPlace(children[..count]);
            _nodes[node].Base = place;
            for (int child = 0; child < count; child++)
            {
                Take(place ^ children[child], node);
                open.Push((starts[child], starts[child + 1], depth + 1, place ^ children[child]));
            }
        }
        return new PieceTrie(_labels.Codes, _nodes[.._size]);
    }

    // What no other piece shares: nodes with one child each.
    private void AddRest(int id, int depth, int node)
    {
        foreach (byte label in _labels[id][depth..])
        {
            int place = FindPlace([label]);
            _nodes[node].Base = place;
            Take(place ^ label, node);
            node = place ^ label;
        }
        _nodes[node].Piece = id;
    }

    // A base whose places for all children are free.
    private int FindPlace(ReadOnlySpan<byte> children)
    {
        for (int free = _first; free >= 0; free = _next[free])
        {
            int place = free ^ children[0];
            int fits = 1;
            while (fits < children.Length && IsFree(place ^ children[fits]))
                fits++;
            if (fits == children.Length)
                return place;
        }
        int start = _size;
        AddBlock();
        return start;
    }

    private bool IsFree(int place) => place != PieceTrie.Root && _nodes[place].Parent < 0;

    private void Take(int place, int parent)
    {
        _nodes[place].Parent = parent;
        Unlink(place);
    }

    private void AddBlock()
    {
        int start = _size, end = checked(start + Block);
        if (end > _nodes.Length)
        {
            int capacity = Math.Max(end, checked(2 * _nodes.Length));
            Array.Resize(ref _nodes, capacity);
            Array.Resize(ref _next, capacity);
            Array.Resize(ref _previous, capacity);
        }
        _nodes.AsSpan(start, Block).Fill(new PieceTrie.Node { Parent = -1, Piece = -1 });
        for (int place = start; place < end; place++)
        {
            _previous[place] = place == start ? _last : place - 1;
            _next[place] = place + 1 < end ? place + 1 : -1;
        }
        if (_last >= 0)
            _next[_last] = start;
        else
            _first = start;
        _last = end - 1;
        _size = end;
        int closed = start - OpenBlocks * Block;
        if (closed < 0)
            return;
        for (int place = closed; place < closed + Block; place++)
        {
            if (IsFree(place))
                Unlink(place);
        }
    }

    private void Unlink(int place)
    {
        int previous = _previous[place], next = _next[place];
        if (previous >= 0)
            _next[previous] = next;
        else
            _first = next;
        if (next >= 0)
            _previous[next] = previous;
        else
            _last = previous;
    }
}
