namespace Rote.Tokenizers;

/// <summary>The columns of an encoding while they are filled, from the left.</summary>
internal struct EncodingColumns
{
    /// <summary>What the word column holds for a token of no word.</summary>
    public const int NoWord = -1;

    private int _count;

    /// <summary>Makes columns of a length.</summary>
    public EncodingColumns(int length)
    {
        Ids = GC.AllocateUninitializedArray<int>(length);
        Offsets = GC.AllocateUninitializedArray<(int Start, int Length)>(length);
        Words = GC.AllocateUninitializedArray<int>(length);
    }

    /// <summary>The ids.</summary>
    public int[] Ids { get; }

    /// <summary>Where the tokens stand in their texts; (0, 0) for those that stand for no text.</summary>
    public (int Start, int Length)[] Offsets { get; }

    /// <summary>The words that the tokens are of, or <see cref="NoWord"/>.</summary>
    public int[] Words { get; }

    /// <summary>Ascending indices of the tokens that stand for what the vocabulary lacks.</summary>
    public int[] Unknown { get; private set; } = [];

    /// <summary>Ascending indices of the tokens that are not their id's.</summary>
    public int[] Renamed { get; private set; } = [];

    /// <summary>What they are instead.</summary>
    public string[] NewNames { get; private set; } = [];

    /// <summary>Adds tokens that stand for no text.</summary>
    public void Add(int id, int count = 1)
    {
        Ids.AsSpan(_count, count).Fill(id);
        Offsets.AsSpan(_count, count).Clear();
        Words.AsSpan(_count, count).Fill(NoWord);
        _count += count;
    }

    /// <summary>Adds a stretch of a text's tokens.</summary>
    /// <param name="text">The tokens of the text.</param>
    /// <param name="window">The stretch.</param>
    /// <param name="trims">What happens to their ranges.</param>
    /// <param name="names">The token of each id.</param>
    public void Add(EncodingBuilder text, (int Start, int Length) window, IReadOnlyList<OffsetTrim> trims, TokenNames names)
    {
        var (start, length) = window;
        Copy(text.Ids.Slice(start, length), text.Ranges.Slice(start, length), text.Words.Slice(start, length));
        int shift = _count - start;
        var (firstUnknown, unknown) = Within(text.Unknown, window);
        if (unknown > 0)
            Unknown = Joined(Unknown, Shifted(text.Unknown.Slice(firstUnknown, unknown), shift));
        var (firstRenamed, renamed) = Within(text.Renamed, window);
        if (renamed > 0)
        {
            Renamed = Joined(Renamed, Shifted(text.Renamed.Slice(firstRenamed, renamed), shift));
            NewNames = Joined(NewNames, text.NewNames.Slice(firstRenamed, renamed).ToArray());
        }
        if (trims.Count > 0)
            Trim(text, window, trims, names);
        _count += length;
    }

    /// <summary>Adds all that other columns hold.</summary>
    public void Add(in EncodingColumns other)
    {
        Copy(other.Ids, other.Offsets, other.Words);
        Unknown = Shifted(other.Unknown, _count);
        Renamed = Shifted(other.Renamed, _count);
        NewNames = other.NewNames;
        _count += other.Ids.Length;
    }

    private readonly void Copy(ReadOnlySpan<int> ids, ReadOnlySpan<(int Start, int Length)> offsets, ReadOnlySpan<int> words)
    {
        ids.CopyTo(Ids.AsSpan(_count));
        offsets.CopyTo(Offsets.AsSpan(_count));
        words.CopyTo(Words.AsSpan(_count));
    }

    private readonly void Trim(EncodingBuilder text, (int Start, int Length) window, IReadOnlyList<OffsetTrim> trims, TokenNames names)
    {
        int renamed = Before(Renamed, _count);
        for (int index = 0; index < window.Length; index++)
        {
            int at = _count + index;
            string token = renamed < Renamed.Length && Renamed[renamed] == at ? NewNames[renamed++] : names[Ids[at]];
            foreach (var trim in trims)
                Offsets[at] = trim.Apply(token, index, Offsets[at], text.SourceOf(window.Start + index));
        }
    }

    // Where the indices of a window lie among ascending ones.
    private static (int Start, int Length) Within(ReadOnlySpan<int> indices, (int Start, int Length) window)
    {
        int start = Before(indices, window.Start);
        return (start, Before(indices, window.Start + window.Length) - start);
    }

    private static int Before(ReadOnlySpan<int> indices, int limit)
    {
        int found = indices.BinarySearch(limit);
        return found < 0 ? ~found : found;
    }

    private static T[] Joined<T>(T[] before, T[] added) => before.Length == 0 ? added : [.. before, .. added];

    private static int[] Shifted(ReadOnlySpan<int> indices, int shift)
    {
        int[] shifted = indices.ToArray();
        foreach (ref int index in shifted.AsSpan())
            index += shift;
        return shifted;
    }
}
