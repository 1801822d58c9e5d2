using System.Text;

namespace Rote.Tokenizers;

/// <summary>Rewrites a piece character by character from its start, and keeps account of which range of the original each new character stands for.</summary>
internal sealed class PieceEditor(Piece source)
{
    private readonly StringBuilder _text = new(source.Length);
    private readonly List<(int Start, int End)> _ranges = new(source.Length);
    private int _at;
    private int _before;

    /// <summary>Writes a character.</summary>
    /// <param name="rune">The character.</param>
    /// <param name="change">
    /// 0: it takes the place and the range of the next source character. Negative: so it does, and that many characters after it are dropped,
    /// ranges and all. Positive: it is new, and has the range of the source character before it.
    /// </param>
    public void Append(Rune rune, int change)
    {
        var range = change > 0 ? RangeAt(_before) : RangeAt(_at);
        if (change <= 0)
            Skip(1 - change);
        Span<char> units = stackalloc char[2];
        units = units[..rune.EncodeToUtf16(units)];
        _text.Append(units);
        foreach (char _ in units)
            _ranges.Add(range);
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

    /// <summary>The rewritten piece.</summary>
    public Piece Finish() => new(new AlignedText(_text.ToString(), [.. _ranges]));

    private (int Start, int End) RangeAt(int at) => (source.Source[source.Start + at].Start, source.Source[source.Start + at + WidthAt(at) - 1].End);

    private int WidthAt(int at) => char.IsHighSurrogate(source.Span[at]) ? 2 : 1;
}
