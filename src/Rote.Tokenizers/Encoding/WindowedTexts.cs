namespace Rote.Tokenizers;

/// <summary>The tokens of one text or of two, cut into windows, and what is put around them.</summary>
/// <param name="Layout">What is put around them.</param>
/// <param name="Names">The token of each id.</param>
/// <param name="First">The first text.</param>
/// <param name="FirstWindows">Its windows.</param>
/// <param name="Second">The second text; the first again where there is none.</param>
/// <param name="SecondWindows">Its windows; one without tokens where there is none.</param>
internal readonly record struct WindowedTexts(
    EncodingLayout Layout, TokenNames Names, EncodingBuilder First, TruncationWindows FirstWindows, EncodingBuilder Second, TruncationWindows SecondWindows)
{
    /// <summary>How many tokens the encoding has that stays.</summary>
    public int Length => Layout.SpecialCount + FirstWindows[0].Length + SecondWindows[0].Length;

    /// <summary>How many encodings overflow: every window of one text with every window of the other, but for the pair of first ones.</summary>
    public long OverflowCount => (long)FirstWindows.Count * SecondWindows.Count - 1;

    /// <summary>The encoding that stays.</summary>
    public Encoding Compose() => Compose(0, 0, OverflowCount > 0 ? new OverflowingEncodings(Copy()) : null);

    /// <summary>
    /// One that overflows. The order is Hugging Face's: the overflowing windows of the text that stands first, each with all windows of the other;
    /// then its first window with the overflowing ones of the other.
    /// </summary>
    public Encoding Overflow(int index)
    {
        int others = Layout.SecondComesFirst ? FirstWindows.Count : SecondWindows.Count;
        int windows = Layout.SecondComesFirst ? SecondWindows.Count : FirstWindows.Count;
        int outer = (1 + index / others) % windows;
        int inner = outer == 0 ? 1 + index % others : index % others;
        return Layout.SecondComesFirst ? Compose(inner, outer, null) : Compose(outer, inner, null);
    }

    /// <summary>Writes the ids of the encoding that stays.</summary>
    /// <param name="ids">As many as <see cref="Length"/>.</param>
    public void WriteIds(Span<int> ids)
    {
        foreach (var segment in Layout.Segments)
        {
            if (segment.Text is not { } text)
            {
                ids[0] = segment.Token.Id;
                ids = ids[1..];
                continue;
            }
            var (start, length) = text == 0 ? FirstWindows[0] : SecondWindows[0];
            (text == 0 ? First : Second).Ids.Slice(start, length).CopyTo(ids);
            ids = ids[length..];
        }
    }

    private WindowedTexts Copy()
    {
        var first = First.Copy();
        return this with { First = first, Second = Second == First ? first : Second.Copy() };
    }

    private Encoding Compose(int first, int second, OverflowingEncodings? overflowing)
    {
        (int Start, int Length) firstWindow = FirstWindows[first], secondWindow = SecondWindows[second];
        var shape = new EncodingShape(Layout, firstWindow.Length, first > 0, secondWindow.Length, second > 0);
        var columns = new EncodingColumns(shape.Count);
        foreach (var segment in Layout.Segments)
        {
            if (segment.Text is not { } text)
                columns.Add(segment.Token.Id);
            else if (text == 0)
                columns.Add(First, firstWindow, segment.Trims, Names);
            else
                columns.Add(Second, secondWindow, segment.Trims, Names);
        }
        return new Encoding(shape, Names, columns, overflowing);
    }
}
