namespace Rote.Tokenizers;

/// <summary>Walks through the matches of a pattern and what lies between them. An empty match directly after another match is none, as in Hugging Face's.</summary>
internal ref struct PatternParts(SplitPattern pattern, ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private MatchClock _clock;
    private int _last = -1;
    private int _at;
    private (int Start, int End)? _held;

    /// <summary>The part that the walk is at.</summary>
    public (int Start, int Length, bool IsMatch) Current { get; private set; }

    public readonly PatternParts GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_held is null && !Find())
        {
            if (_at >= _text.Length)
                return false;
            Current = (_at, _text.Length - _at, false);
            _at = _text.Length;
            return true;
        }
        var (start, end) = _held.GetValueOrDefault();
        if (start > _at)
        {
            Current = (_at, start - _at, false);
            _at = start;
            return true;
        }
        _held = null;
        Current = (start, end - start, true);
        _at = _last = end;
        return true;
    }

    // After a match the search goes on at its end; where only emptiness is there, behind the next character.
    private bool Find()
    {
        int from = _at;
        while (from <= _text.Length)
        {
            int start = pattern.Next(_text, from, ref _clock, out int end);
            if (start < 0)
                return false;
            if (end > start || start != _last)
            {
                _held = (start, end);
                return true;
            }
            if (from == _text.Length)
                return false;
            CodePoint.At(_text, from, out int width);
            from += width;
        }
        return false;
    }
}
