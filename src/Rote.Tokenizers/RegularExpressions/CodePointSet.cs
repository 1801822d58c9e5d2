namespace Rote.Tokenizers;

/// <summary>A set of characters. Surrogates are no characters and never members.</summary>
internal sealed class CodePointSet
{
    public const int Highest = 0x10FFFF;
    private const int FirstSurrogate = 0xD800, LastSurrogate = 0xDFFF, FirstPlane = 0x10000;

    private readonly (int First, int Last)[] _ranges;
    private readonly Lazy<ulong[]> _bits;

    private CodePointSet(List<(int First, int Last)> ranges)
    {
        _ranges = [.. ranges];
        _bits = new Lazy<ulong[]>(() => BitsOf(_ranges));
    }

    public static CodePointSet Empty { get; } = new([]);

    public static CodePointSet All { get; } = Of([(0, Highest)]);

    /// <summary>The members as ranges, ascending, with gaps between them.</summary>
    public IReadOnlyList<(int First, int Last)> Ranges => _ranges;

    /// <summary>The set of some ranges in any order.</summary>
    public static CodePointSet Of(IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var (first, last) in ranges.SelectMany(WithoutSurrogates).OrderBy(range => range.First))
        {
            if (merged.Count > 0 && first <= merged[^1].Last + 1)
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, last));
            else
                merged.Add((first, last));
        }
        return new CodePointSet(merged);
    }

    /// <summary>The set of one character.</summary>
    public static CodePointSet Of(int codePoint) => Of([(codePoint, codePoint)]);

    /// <summary>The set of all characters that a rule holds for.</summary>
    public static CodePointSet Where(Func<int, bool> rule)
    {
        var ranges = new List<(int First, int Last)>();
        for (int at = 0; at <= Highest; at++)
        {
            if (!rule(at))
                continue;
            int first = at;
            while (at < Highest && rule(at + 1))
                at++;
            ranges.Add((first, at));
        }
        return Of(ranges);
    }

    public CodePointSet Union(CodePointSet other) => Of(_ranges.Concat(other._ranges));

    public CodePointSet Intersect(CodePointSet other) => Complement().Union(other.Complement()).Complement();

    public CodePointSet Complement()
    {
        var gaps = new List<(int First, int Last)>();
        int next = 0;
        foreach (var (first, last) in _ranges)
        {
            if (first > next)
                gaps.Add((next, first - 1));
            next = last + 1;
        }
        if (next <= Highest)
            gaps.Add((next, Highest));
        return Of(gaps);
    }

    /// <summary>True for a member.</summary>
    public bool Contains(int codePoint)
    {
        if (codePoint < FirstPlane)
            return (_bits.Value[codePoint >> 6] >> (codePoint & 63) & 1) != 0;
        int low = 0, high = _ranges.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_ranges[middle].Last < codePoint)
                low = middle + 1;
            else
                high = middle;
        }
        return low < _ranges.Length && _ranges[low].First <= codePoint;
    }

    private static IEnumerable<(int First, int Last)> WithoutSurrogates((int First, int Last) range)
    {
        if (range.First < FirstSurrogate)
            yield return (range.First, Math.Min(range.Last, FirstSurrogate - 1));
        if (range.Last > LastSurrogate)
            yield return (Math.Max(range.First, LastSurrogate + 1), range.Last);
    }

    private static ulong[] BitsOf((int First, int Last)[] ranges)
    {
        ulong[] bits = new ulong[FirstPlane / 64];
        foreach (var (first, last) in ranges)
        {
            for (int at = first; at <= Math.Min(last, FirstPlane - 1); at++)
                bits[at >> 6] |= 1UL << (at & 63);
        }
        return bits;
    }
}
