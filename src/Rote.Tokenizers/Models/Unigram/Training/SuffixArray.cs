namespace Rote.Tokenizers;

/// <summary>Sorts the suffixes of a text in time linear in its length, by induced sorting.</summary>
/// <remarks>Nong, Zhang, Chan 2009, Linear suffix array construction by almost pure induced-sorting. https://doi.org/10.1109/DCC.2009.42</remarks>
internal static class SuffixArray
{
    /// <summary>The symbol that ends a text and is nowhere else in it.</summary>
    public const int End = 0;

    private const int Free = -1;

    /// <summary>Sorts.</summary>
    /// <param name="text">The text: symbols from 0, the last one <see cref="End"/>.</param>
    /// <param name="symbols">One more than the highest symbol; of the order of the text's length or less.</param>
    /// <param name="order">Receives where the suffixes begin, the smallest first; as long as the text.</param>
    public static void Sort(ReadOnlySpan<int> text, int symbols, Span<int> order)
    {
        if (text.Length == 1)
        {
            order[0] = 0;
            return;
        }
        bool[] rises = Rises(text);
        int[] counts = new int[symbols];
        foreach (int symbol in text)
            counts[symbol]++;
        int[] places = new int[symbols];

        order.Fill(Free);
        Ends(counts, places);
        for (int at = 1; at < text.Length; at++)
        {
            if (IsValley(rises, at))
                order[--places[text[at]]] = at;
        }
        Induce(text, rises, counts, places, order);

        int valleys = SortValleys(text, rises, order);
        order[valleys..].Fill(Free);
        Ends(counts, places);
        for (int rank = valleys - 1; rank >= 0; rank--)
        {
            int at = order[rank];
            order[rank] = Free;
            order[--places[text[at]]] = at;
        }
        Induce(text, rises, counts, places, order);
    }

    // True where a suffix is smaller than the next shorter one (type S).
    private static bool[] Rises(ReadOnlySpan<int> text)
    {
        bool[] rises = new bool[text.Length];
        rises[^1] = true;
        for (int at = text.Length - 2; at >= 0; at--)
            rises[at] = text[at] < text[at + 1] || (text[at] == text[at + 1] && rises[at + 1]);
        return rises;
    }

    // The leftmost of a run that rises (type LMS): the order of these gives the order of all.
    private static bool IsValley(bool[] rises, int at) => at > 0 && rises[at] && !rises[at - 1];

    private static void Starts(int[] counts, int[] places)
    {
        for (int symbol = 0, sum = 0; symbol < counts.Length; sum += counts[symbol++])
            places[symbol] = sum;
    }

    private static void Ends(int[] counts, int[] places)
    {
        for (int symbol = 0, sum = 0; symbol < counts.Length; symbol++)
            places[symbol] = sum += counts[symbol];
    }

    // From the valleys, at the ends of their symbols' places, those that fall; from these, those that rise.
    private static void Induce(ReadOnlySpan<int> text, bool[] rises, int[] counts, int[] places, Span<int> order)
    {
        Starts(counts, places);
        for (int rank = 0; rank < order.Length; rank++)
        {
            int before = order[rank] - 1;
            if (before >= 0 && !rises[before])
                order[places[text[before]]++] = before;
        }
        Ends(counts, places);
        for (int rank = order.Length - 1; rank >= 0; rank--)
        {
            int before = order[rank] - 1;
            if (before >= 0 && rises[before])
                order[--places[text[before]]] = before;
        }
    }

    // Takes an order in which the stretches from valley to valley are sorted, leaves the valleys at its front, sorted as suffixes, and returns their number.
    private static int SortValleys(ReadOnlySpan<int> text, bool[] rises, Span<int> order)
    {
        int valleys = 0;
        foreach (int at in order)
        {
            if (IsValley(rises, at))
                order[valleys++] = at;
        }
        // Valleys are two apart at least, so that half a place is enough for each.
        var sorted = order[..valleys];
        var names = order[valleys..];
        names.Fill(Free);
        int name = -1, previous = -1;
        foreach (int at in sorted)
        {
            if (previous < 0 || !SameStretch(text, rises, previous, at))
                name++;
            names[at / 2] = name;
            previous = at;
        }
        var reduced = order[^valleys..];
        for (int at = names.Length - 1, to = valleys - 1; at >= 0; at--)
        {
            if (names[at] >= 0)
                reduced[to--] = names[at];
        }
        if (name + 1 < valleys)
            Sort(reduced, name + 1, sorted);
        else
        {
            for (int at = 0; at < valleys; at++)
                sorted[reduced[at]] = at;
        }
        for (int at = 1, number = 0; at < text.Length; at++)
        {
            if (IsValley(rises, at))
                reduced[number++] = at;
        }
        foreach (ref int at in sorted)
            at = reduced[at];
        return valleys;
    }

    private static bool SameStretch(ReadOnlySpan<int> text, bool[] rises, int first, int second)
    {
        for (int step = 0; text[first + step] == text[second + step] && rises[first + step] == rises[second + step]; step++)
        {
            if (step == 0)
                continue;
            bool ends = IsValley(rises, first + step);
            if (ends || IsValley(rises, second + step))
                return ends && IsValley(rises, second + step);
        }
        return false;
    }
}
