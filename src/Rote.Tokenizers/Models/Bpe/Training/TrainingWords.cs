namespace Rote.Tokenizers;

/// <summary>
/// The words as tokens, one word after the other with a boundary on either side. A token stands where its first character stood; the places of its other
/// characters are gone. The first and the last place of a token know its width, so that both neighbours are one step away.
/// </summary>
internal sealed class TrainingWords
{
    private const int Boundary = -1, Gone = -2;

    private readonly PairCounts _pairs;
    private readonly long _widthLimit;
    private readonly int[] _tokens;
    private readonly int[] _widths;
    private readonly int[] _words;
    private readonly int[] _starts;
    private readonly long[] _counts;

    /// <summary>Writes words as their characters, and counts the pairs.</summary>
    /// <param name="words">The words.</param>
    /// <param name="alphabet">The characters.</param>
    /// <param name="pairs">Receives the pairs; it is kept up to date.</param>
    /// <param name="widthLimit">A pair that makes a token of so many characters does not count, except in the beginning.</param>
    /// <exception cref="ArgumentException">The words are too much for the memory of one program.</exception>
    public TrainingWords(IReadOnlyList<WordCount> words, TrainingAlphabet alphabet, PairCounts pairs, int? widthLimit)
    {
        _pairs = pairs;
        _widthLimit = widthLimit ?? long.MaxValue;
        long length = words.Sum(word => word.Word.Length + 1L) + 1;
        if (length > Array.MaxLength)
            throw new ArgumentException($"`texts` hold distinct words of {length} characters in all; at most {Array.MaxLength} can be trained on. Give less text, or split it into shorter words.");
        (_tokens, _widths, _words) = (new int[length], new int[length], new int[length]);
        (_starts, _counts) = (new int[words.Count], new long[words.Count]);
        Array.Fill(_widths, 1);
        _tokens[0] = Boundary;
        int at = 1;
        for (int word = 0; word < words.Count; word++)
        {
            (_starts[word], _counts[word]) = (at, words[word].Count);
            int count = alphabet.Write(words[word].Word, _tokens.AsSpan(at));
            _words.AsSpan(at, count).Fill(word);
            for (int place = at; place < at + count - 1; place++)
                pairs.Add(_tokens[place], _tokens[place + 1], _counts[word], place);
            at += count;
            _tokens[at++] = Boundary;
        }
    }

    /// <summary>Merges a pair where its candidate saw it, from left to right.</summary>
    public void Merge(MergeCandidate candidate, int made)
    {
        var (left, right) = _pairs.TokensOf(candidate.Pair);
        if (_pairs.IsScattered(candidate.Pair))
        {
            MergeWords(candidate.Places, left, right, made);
            return;
        }
        foreach (int place in candidate.Places.AsSpan())
        {
            if (_tokens[place] == left && _tokens[place + _widths[place]] == right)
                Join(place, made);
        }
    }

    // Everywhere in the words of these places, as Hugging Face does it always.
    private void MergeWords(ReadOnlySpan<int> places, int left, int right, int made)
    {
        int before = -1;
        foreach (int anywhere in places)
        {
            int word = _words[anywhere];
            if (word == before)
                continue;
            before = word;
            for (int place = _starts[word]; _tokens[place] != Boundary; place += _widths[place])
            {
                if (_tokens[place] == left && _tokens[place + _widths[place]] == right)
                    Join(place, made);
            }
        }
    }

    private void Join(int place, int made)
    {
        int second = place + _widths[place], end = second + _widths[second], width = end - place;
        int left = _tokens[place], right = _tokens[second];
        long times = _counts[_words[place]];
        (_tokens[place], _tokens[second]) = (made, Gone);
        (_widths[place], _widths[end - 1]) = (width, width);
        if (_tokens[place - 1] != Boundary)
        {
            int before = place - _widths[place - 1];
            _pairs.Remove(_tokens[before], left, times);
            Add(before, made, width, times);
        }
        if (_tokens[end] != Boundary)
        {
            _pairs.Remove(right, _tokens[end], times);
            Add(place, _tokens[end], _widths[end], times);
        }
    }

    private void Add(int place, int right, int rightWidth, long times)
    {
        if ((long)_widths[place] + rightWidth < _widthLimit)
            _pairs.Add(_tokens[place], right, times, place);
        else
            _pairs.PassOver(_tokens[place], right);
    }
}
