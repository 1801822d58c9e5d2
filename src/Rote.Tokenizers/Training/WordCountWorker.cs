using System.Runtime.InteropServices;

namespace Rote.Tokenizers;

/// <summary>
/// Counts the words of some of the texts. Where the parts allow it, texts are cut before their spaces, and only distinct cuts are normalized and split.
/// </summary>
internal sealed class WordCountWorker(Normalizer? normalizer, PreTokenizer? preTokenizer)
{
    /// <summary>Cuts longer than this, in UTF-16 units, are rarely there twice.</summary>
    private const int LongestCut = 64;

    /// <summary>How many distinct cuts are kept before their words are counted.</summary>
    private const int MostCuts = 1 << 18;

    // Where a cut begins its text some parts do more with it.
    private readonly Cuts _first = new(), _later = new();
    private readonly Dictionary<string, long> _words = new(StringComparer.Ordinal);
    private readonly bool _cuts = SpaceCuts.ChangeNothing(normalizer, preTokenizer);

    /// <summary>All words of several workers, by code points.</summary>
    public static IReadOnlyList<WordCount> Merge(IReadOnlyList<WordCountWorker> workers)
    {
        var all = workers.MaxBy(worker => worker._words.Count)!._words;
        foreach (var words in workers.Select(worker => worker._words).Where(words => words != all))
        {
            foreach (var (word, count) in words)
                CollectionsMarshal.GetValueRefOrAddDefault(all, word, out _) += count;
        }
        WordCount[] counts = [.. all.Select(entry => new WordCount(entry.Key, entry.Value))];
        Array.Sort(counts, (one, other) => CodePointOrder.Instance.Compare(one.Word, other.Word));
        return counts;
    }

    /// <summary>Counts a text, or keeps it to be counted by <see cref="Flush"/>.</summary>
    public void Add(string text)
    {
        text = LoneSurrogates.Replace(text);
        if (!_cuts)
        {
            Count(text, 0, 1);
            return;
        }
        for (int start = 0; start < text.Length;)
        {
            int end = SpaceCuts.Next(text, start + 1);
            if (end - start > LongestCut)
                Count(text[start..end], start, 1);
            else
                (start == 0 ? _first : _later).Add(text.AsSpan(start, end - start));
            start = end;
        }
        if (_first.Count + _later.Count > MostCuts)
            Flush();
    }

    /// <summary>Counts the words of what was kept.</summary>
    public void Flush()
    {
        _first.Empty((cut, count) => Count(cut, 0, count));
        _later.Empty((cut, count) => Count(cut, 1, count));
    }

    private void Count(string text, int origin, long times)
    {
        var piece = new Piece(new AlignedText(text, origin));
        piece = normalizer?.Apply(piece) ?? piece;
        if (piece.Length == 0)
            return;
        var words = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        if (preTokenizer is null)
            CountWord(piece);
        else
            preTokenizer.Apply(piece, CountWord);

        void CountWord(Piece word) => CollectionsMarshal.GetValueRefOrAddDefault(words, word.Span, out _) += times;
    }

    /// <summary>Cuts and how often each is there.</summary>
    private sealed class Cuts
    {
        private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

        public int Count => _counts.Count;

        public void Add(ReadOnlySpan<char> cut) => CollectionsMarshal.GetValueRefOrAddDefault(_counts.GetAlternateLookup<ReadOnlySpan<char>>(), cut, out _)++;

        public void Empty(Action<string, long> count)
        {
            foreach (var (cut, times) in _counts)
                count(cut, times);
            _counts.Clear();
        }
    }
}
