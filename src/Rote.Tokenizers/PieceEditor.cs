using System.Buffers;
using System.Text;

namespace Rote.Tokenizers;

/// <summary>Rewrites a piece character by character from its start, and keeps account of which range of the original each new character stands for. It serves once.</summary>
internal sealed class PieceEditor(Piece source)
{
    private char[] _text = ArrayPool<char>.Shared.Rent(source.Length + 16);
    private (int Start, int End)[] _ranges = NewRanges(source, source.Length + 16);
    private int _length;
    private int _at;
    private int _before;
    private int _new;

    /// <summary>True as long as nothing is written.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>Keeps the source characters up to a place as they are.</summary>
    /// <param name="end">The place, in UTF-16 units from the start of the piece.</param>
    public void KeepUntil(int end)
    {
        int units = end - _at;
        if (units == 0)
            return;
        Reserve(units);
        source.Span[_at..end].CopyTo(_text.AsSpan(_length));
        source.Source.CopyRanges(source.Start + _at, _ranges.AsSpan(_length, units));
        _length += units;
        _new = 0;
        MoveTo(end);
    }

    /// <summary>Writes a character.</summary>
    /// <param name="rune">The character.</param>
    /// <param name="change">
    /// 0: it takes the place and the range of the next source character. Negative: so it does, and that many characters after it are dropped,
    /// ranges and all. Positive: it is new, and has the range of the source character before it, or none where the piece begins.
    /// </param>
    public void Append(Rune rune, int change)
    {
        var range = change <= 0 ? RangeAt(_at) : _at > 0 ? RangeAt(_before) : EmptyAtStart();
        if (change <= 0)
            Skip(1 - change);
        Reserve(2);
        int units = rune.EncodeToUtf16(_text.AsSpan(_length));
        _ranges.AsSpan(_length, units).Fill(range);
        _length += units;
        _new = change > 0 ? units : 0;
    }

    /// <summary>Writes new characters, all with the range of the source character before them, or none where the piece begins.</summary>
    public void Insert(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(_text.AsSpan(_length));
        _ranges.AsSpan(_length, text.Length).Fill(_at > 0 ? RangeAt(_before) : EmptyAtStart());
        _length += text.Length;
    }

    /// <summary>Drops the next source characters.</summary>
    public void Skip(int characters)
    {
        for (; characters > 0; characters--)
        {
            _before = _at;
            _at += WidthAt(_at);
        }
    }

    /// <summary>Drops the next source characters. The last character written, if it was a new one, takes the range of the first of them.</summary>
    public void SkipAfterLast(int characters)
    {
        _ranges.AsSpan(_length - _new, _new).Fill(RangeAt(_at));
        _new = 0;
        Skip(characters);
    }

    /// <summary>Drops the source characters up to a place.</summary>
    /// <param name="end">The place, in UTF-16 units from the start of the piece.</param>
    public void SkipUntil(int end)
    {
        if (end > _at)
            MoveTo(end);
    }

    /// <summary>The rewritten piece.</summary>
    public Piece Finish()
    {
        string text = new(_text, 0, _length);
        PooledArray.Return(ref _text);
        return new Piece(new AlignedText(text, _ranges, 0, source.Source.Arrays));
    }

    private void MoveTo(int end)
    {
        _at = end;
        _before = end - (char.IsLowSurrogate(source.Span[end - 1]) ? 2 : 1);
    }

    private (int Start, int End) RangeAt(int at) => (source.Source[source.Start + at].Start, source.Source[source.Start + at + WidthAt(at) - 1].End);

    private (int Start, int End) EmptyAtStart()
    {
        int start = source.Source[source.Start].Start;
        return (start, start);
    }

    private int WidthAt(int at) => char.IsHighSurrogate(source.Span[at]) ? 2 : 1;

    private void Reserve(int units)
    {
        int needed = _length + units;
        if (needed > _text.Length)
            PooledArray.Grow(ref _text, _length, needed);
        if (needed <= _ranges.Length)
            return;
        var ranges = NewRanges(source, Math.Max(needed, 2 * _length));
        _ranges.AsSpan(0, _length).CopyTo(ranges);
        _ranges = ranges;
    }

    private static (int Start, int End)[] NewRanges(Piece source, int length) => source.Source.Arrays?.Get(length) ?? new (int Start, int End)[length];
}
