using System.Buffers.Binary;

namespace Rote.Tokenizers;

/// <summary>Sorts pieces by their labels, eight at a time.</summary>
internal static class PieceOrder
{
    private const int Width = sizeof(ulong);

    /// <summary>The ids in the order of their labels.</summary>
    /// <param name="labels">The pieces.</param>
    /// <param name="ids">Receives the ids; holds as many places as there are pieces.</param>
    /// <returns>Two ids of the same labels; null when all differ.</returns>
    public static (int First, int Second)? Sort(PieceLabels labels, int[] ids)
    {
        for (int id = 0; id < ids.Length; id++)
            ids[id] = id;
        ulong[] keys = new ulong[ids.Length];
        var open = new Stack<(int From, int To, int Depth)>();
        open.Push((0, ids.Length, 0));
        while (open.TryPop(out var range))
        {
            var (from, to, depth) = range;
            for (int at = from; at < to; at++)
                keys[at] = KeyOf(labels[ids[at]][depth..]);
            Array.Sort(keys, ids, from, to - from);
            for (int next; from < to; from = next)
            {
                for (next = from + 1; next < to && keys[next] == keys[from];)
                    next++;
                if (next - from == 1)
                    continue;
                int longer = EndedFirst(labels, ids.AsSpan(from, next - from), depth + Width, out var same);
                if (same is not null)
                    return same;
                if (next - from - longer > 1)
                    open.Push((from + longer, next, depth + Width));
            }
        }
        return null;
    }

    // Labels that are not there count as 0, so that of equal keys the shorter piece comes first. Returns how many pieces end within the key.
    private static int EndedFirst(PieceLabels labels, Span<int> ids, int depth, out (int First, int Second)? same)
    {
        int ended = 0;
        for (int at = 0; at < ids.Length; at++)
        {
            if (labels.Length(ids[at]) > depth)
                continue;
            (ids[ended], ids[at]) = (ids[at], ids[ended]);
            ended++;
        }
        same = null;
        ids = ids[..ended];
        ids.Sort((first, second) => labels.Length(first) != labels.Length(second) ? labels.Length(first) - labels.Length(second) : first - second);
        for (int at = 1; at < ended && same is null; at++)
        {
            if (labels.Length(ids[at]) == labels.Length(ids[at - 1]))
                same = (ids[at - 1], ids[at]);
        }
        return ended;
    }

    private static ulong KeyOf(ReadOnlySpan<byte> labels)
    {
        if (labels.Length >= Width)
            return BinaryPrimitives.ReadUInt64BigEndian(labels);
        ulong key = 0;
        for (int at = 0; at < Width; at++)
            key = (key << 8) | (at < labels.Length ? labels[at] : 0ul);
        return key;
    }
}
