using Rote.Tokenizers;

namespace Rote.Cli.Tokenizers;

/// <summary>Counts through the encodings of one tokenizer.</summary>
/// <param name="named">The tokenizer.</param>
/// <param name="top">How many unknown pieces and words to keep.</param>
internal sealed class StatisticsCollector(NamedTokenizer named, int top)
{
    private const int LongestText = 100;

    private readonly HashSet<int> _used = [];
    private readonly Tally _unknown = new();
    private readonly PriorityQueue<string, long> _longest = new();
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private long _tokens, _wholeWords, _linesWithUnknown;

    /// <summary>Counts a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="encoding">What it became.</param>
    public void Add(string line, Encoding encoding)
    {
        _tokens += encoding.Ids.Count;
        foreach (int id in encoding.Ids)
            _used.Add(id);
        foreach (int index in encoding.UnknownIndices)
        {
            var (start, length) = encoding.Offsets[index];
            _unknown.Add(line.AsSpan(start, length));
        }
        _linesWithUnknown += encoding.UnknownIndices.Count > 0 ? 1 : 0;
        CountWords(line, encoding);
    }

    /// <summary>What was counted.</summary>
    /// <param name="words">Words of all lines.</param>
    /// <param name="characters">Their characters.</param>
    /// <param name="bytes">Their bytes.</param>
    /// <returns>The numbers.</returns>
    public TokenizerStatistics Finish(long words, long characters, long bytes)
    {
        var longest = new List<CountedText>();
        while (_longest.TryDequeue(out string? word, out long tokens))
            longest.Add(new CountedText(word, tokens));
        longest.Reverse();
        return new TokenizerStatistics(
            named.Name, _tokens, Ratio(_tokens, words), Ratio(_tokens, characters), Ratio(bytes, _tokens), _wholeWords, _unknown.Total, _linesWithUnknown, named.TokenCount,
            _used.Count, _unknown.MostFrequent(top), longest);
    }

    private static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;

    // A token is of the word in which the first of its characters lies that is no white space; tokens of white space are of none.
    private void CountWords(string line, Encoding encoding)
    {
        int token = 0;
        foreach (var (start, end) in TextStatistics.WordsOf(line))
        {
            int first = token;
            while (first < encoding.Ids.Count && InkOf(line, encoding.Offsets[first]) < start)
                first++;
            token = first;
            while (token < encoding.Ids.Count && InkOf(line, encoding.Offsets[token]) < end)
                token++;
            _wholeWords += token - first == 1 ? 1 : 0;
            Keep(line.AsSpan(start, end - start), token - first);
        }
    }

    private static int InkOf(string line, (int Start, int Length) range)
    {
        int at = range.Start;
        while (at < range.Start + range.Length && char.IsWhiteSpace(line[at]))
            at++;
        return at;
    }

    private void Keep(ReadOnlySpan<char> word, int tokens)
    {
        bool isFull = _kept.Count == top;
        if (tokens < 2 || top == 0 || (isFull && _longest.TryPeek(out _, out long least) && tokens <= least))
            return;
        string text = word.Length > LongestText ? $"{word[..LongestText]}…" : word.ToString();
        if (!_kept.Add(text))
            return;
        _longest.Enqueue(text, tokens);
        if (isFull)
            _kept.Remove(_longest.Dequeue());
    }
}
