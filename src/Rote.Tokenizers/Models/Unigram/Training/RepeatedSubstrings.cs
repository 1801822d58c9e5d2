namespace Rote.Tokenizers;

/// <summary>The inner nodes of a text's suffix tree, by its suffix array and the lengths that neighbours there have in common.</summary>
internal static class RepeatedSubstrings
{
    /// <summary>Lists them in time linear in the length of the text.</summary>
    /// <param name="text">Symbols from 0; the last is <see cref="SuffixArray.End"/>, which is nowhere else.</param>
    /// <param name="symbols">One more than the highest symbol.</param>
    /// <param name="longest">The greatest length that is of interest.</param>
    /// <returns>Those of 2 symbols or more.</returns>
    public static IEnumerable<RepeatedSubstring> Find(int[] text, int symbols, int longest)
    {
        int[] order = new int[text.Length];
        SuffixArray.Sort(text, symbols, order);
        int[] common = CommonLengths(text, order);
        var open = new Stack<(int Rank, int Length)>();
        open.Push((0, 0));
        for (int rank = 1; rank <= order.Length; rank++)
        {
            int length = rank < order.Length ? common[rank] : 0, first = rank - 1;
            while (open.Peek().Length > length)
            {
                (first, int closed) = open.Pop();
                if (closed >= 2 && closed <= longest)
                    yield return new RepeatedSubstring(first, order[first], closed, rank - first);
            }
            if (open.Peek().Length < length)
                open.Push((first, length));
        }
    }

    // For each rank, how many symbols a suffix has in common with the one before: Kärkkäinen, Manzini, Puglisi 2009, Permuted longest-common-prefix array.
    private static int[] CommonLengths(int[] text, int[] order)
    {
        int[] before = new int[text.Length];
        before[order[0]] = -1;
        for (int rank = 1; rank < order.Length; rank++)
            before[order[rank]] = order[rank - 1];
        int[] byPlace = new int[text.Length];
        for (int at = 0, same = 0; at < text.Length; at++)
        {
            int other = before[at];
            if (other < 0)
            {
                same = 0;
                continue;
            }
            // Both end with a symbol that is there once: no suffix is the beginning of another.
            while (text[at + same] == text[other + same])
                same++;
            byPlace[at] = same;
            same = Math.Max(0, same - 1);
        }
        int[] common = before;
        for (int rank = 0; rank < order.Length; rank++)
            common[rank] = byPlace[order[rank]];
        return common;
    }
}
