using CsCheck;

namespace Rote.Tokenizers.Tests.Models;

public class SuffixArrayTests
{
    private static readonly Gen<int[]> Texts = Gen.Select(Gen.Int[1, 6], Gen.Int[0, 200]).SelectMany((symbols, length) => Gen.Int[1, symbols].Array[length])
        .Select(text => (int[])[.. text, SuffixArray.End]);

    private static int[] Sort(int[] text)
    {
        int[] order = new int[text.Length];
        SuffixArray.Sort(text, text.Max() + 1, order);
        return order;
    }

    [Fact]
    public void Suffixes_are_sorted_as_by_comparison() => Texts.Sample(text =>
    {
        int[] expected = [.. Enumerable.Range(0, text.Length)];
        Array.Sort(expected, (one, other) => text.AsSpan(one).SequenceCompareTo(text.AsSpan(other)));
        Assert.Equal(expected, Sort(text));
    }, iter: 2000);

    [Fact]
    public void Known_text_has_its_known_order() =>
        // mississippi, i = 1, m = 2, p = 3, s = 4
        Assert.Equal([11, 10, 7, 4, 1, 0, 9, 8, 6, 3, 5, 2], Sort([2, 1, 4, 4, 1, 4, 4, 1, 3, 3, 1, SuffixArray.End]));

    [Fact]
    public void Repetitive_texts_are_sorted_too()
    {
        const int Length = 300_000;
        Assert.Equal(Enumerable.Range(0, Length + 1).Reverse(), Sort([.. Enumerable.Repeat(1, Length), SuffixArray.End]));
        // Fibonacci's word nests repetitions as deep as can be.
        List<int> before = [1], word = [1, 2];
        while (word.Count < Length)
            (before, word) = (word, [.. word, .. before]);
        int[] text = [.. word, SuffixArray.End];
        int[] order = Sort(text);
        Assert.Equal(text.Length, order.Distinct().Count());
        for (int rank = 1; rank < 1000; rank++)
            Assert.True(text.AsSpan(order[rank - 1]).SequenceCompareTo(text.AsSpan(order[rank])) < 0);
    }

    [Fact]
    public void Repeated_substrings_are_those_before_different_symbols() => Gen.Select(Texts, Gen.Int[2, 12]).Sample((text, longest) =>
    {
        var expected = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int length = 2; length <= longest; length++)
        {
            var places = Enumerable.Range(0, Math.Max(0, text.Length - length)).GroupBy(start => Text(text, start, length));
            foreach (var same in places.Where(same => same.Select(start => text[start + length]).Distinct().Count() > 1))
                expected.Add(same.Key, same.Count());
        }
        var found = RepeatedSubstrings.Find(text, text.Max() + 1, longest).ToList();
        Assert.Equal(expected, new SortedDictionary<string, int>(found.ToDictionary(node => Text(text, node.Start, node.Length), node => node.Occurrences), StringComparer.Ordinal));
        var ordered = found.OrderBy(node => node.Rank).ThenBy(node => node.Length).Select(node => Text(text, node.Start, node.Length));
        Assert.Equal(expected.Keys, ordered);

        static string Text(int[] text, int start, int length) => new([.. text.AsSpan(start, length).ToArray().Select(symbol => (char)symbol)]);
    }, iter: 500);
}
