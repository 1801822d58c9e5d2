namespace Rote.Tokenizers;

/// <summary>Counts what is equal in a file of records, and keeps the first differences.</summary>
internal sealed class FileComparison(string file)
{
    private const int MostDifferences = 10; // a file that differs at all tends to differ everywhere
    private const int Before = 3, After = 4; // elements shown around a difference
    private const int CharactersAround = 24;

    private readonly Dictionary<string, (int Compared, int Differing)> _fields = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly List<RecordedDifference> _differences = [];
    private readonly SortedSet<string> _notChecked = new(StringComparer.Ordinal);
    private string? _failure;
    private int _row;
    private IReadOnlyList<string> _input = [];

    /// <summary>Goes on to the next row.</summary>
    public void Begin(params IReadOnlyList<string> input)
    {
        _row++;
        _input = input;
    }

    /// <summary>Says what is given now, within a row.</summary>
    public void Describe(IReadOnlyList<string> input) => _input = input;

    /// <summary>Names a field that is compared with nothing.</summary>
    public void Skip(string field) => _notChecked.Add(field);

    /// <summary>Ends the file early.</summary>
    public void Fail(string failure) => _failure = failure;

    /// <summary>Compares texts.</summary>
    public void CompareText(string field, string expected, string actual)
    {
        int at = expected.AsSpan().CommonPrefixLength(actual);
        bool equal = at == expected.Length && at == actual.Length;
        Count(field, equal);
        if (equal || _differences.Count == MostDifferences)
            return;
        int first = Math.Max(0, at - CharactersAround);
        first -= first > 0 && char.IsLowSurrogate(expected[first]) ? 1 : 0;
        _differences.Add(new RecordedDifference(_row, _input, field, at, first, [Excerpt(expected)], [Excerpt(actual)]));

        string Excerpt(string text) => text.Length - first <= 3 * CharactersAround ? text[first..]
            : text[first..(first + 3 * CharactersAround - (char.IsHighSurrogate(text[first + 3 * CharactersAround - 1]) ? 1 : 0))] + "…";
    }

    /// <summary>Compares lists.</summary>
    public void Compare<T>(string field, IReadOnlyList<T> expected, IReadOnlyList<T> actual)
    {
        int at = 0;
        while (at < expected.Count && at < actual.Count && EqualityComparer<T>.Default.Equals(expected[at], actual[at]))
            at++;
        bool equal = at == expected.Count && at == actual.Count;
        Count(field, equal);
        if (equal || _differences.Count == MostDifferences)
            return;
        int first = Math.Max(0, at - Before);
        _differences.Add(new RecordedDifference(_row, _input, field, at, first, Excerpt(expected), Excerpt(actual)));

        string[] Excerpt(IReadOnlyList<T> list) => [.. list.Skip(first).Take(at - first + After).Select(Shown)];
    }

    /// <summary>Compares what a case came to: results, or the error that the record says it raises.</summary>
    public void CompareOutcome(string field, string expected, string actual) => Compare(field, [expected], [actual]);

    /// <summary>What was found.</summary>
    public VerifiedFile Finish() =>
        new(file, _failure, _row, [.. _order.Select(name => new VerifiedField(name, _fields[name].Compared, _fields[name].Differing))], _differences, [.. _notChecked]);

    private static string Shown<T>(T element) => element is ValueTuple<int, int> range ? $"{range.Item1}-{range.Item2}" : element?.ToString() ?? "null";

    private void Count(string field, bool equal)
    {
        if (!_fields.TryGetValue(field, out var counts))
            _order.Add(field);
        _fields[field] = (counts.Compared + 1, counts.Differing + (equal ? 0 : 1));
    }
}
