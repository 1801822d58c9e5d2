using System.Diagnostics;

namespace Rote.Tokenizers;

/// <summary>How much of a text lies before each UTF-16 unit, in another unit.</summary>
internal sealed class UnitCounts
{
    private readonly int _length;
    private readonly int[]? _before;

    /// <summary>Counts through a text.</summary>
    public UnitCounts(string text, OffsetUnit unit)
    {
        _length = text.Length;
        if (unit == OffsetUnit.Utf16 || System.Text.Ascii.IsValid(text))
            return;
        _before = new int[text.Length + 1];
        for (int at = 0; at < text.Length; at++)
        {
            bool isPair = at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
            int count = unit switch
            {
                OffsetUnit.CodePoints => 1,
                OffsetUnit.Utf8Bytes => isPair ? 4 : text[at] switch { < '\u0080' => 1, < '\u0800' => 2, _ => 3 },
                _ => throw new UnreachableException(),
            };
            _before[at + 1] = _before[at] + count;
            if (isPair)
            {
                at++;
                _before[at + 1] = _before[at];
            }
        }
    }

    /// <summary>A range in the other unit.</summary>
    /// <exception cref="ArgumentException">It does not lie in the text.</exception>
    public (int Start, int Length) Of((int Start, int Length) range)
    {
        int end = range.Start + range.Length;
        if (end > _length)
            throw new ArgumentException($"The text must be the one that was encoded; it has {_length} UTF-16 units, and a token ends at {end}.");
        return _before is null ? range : (_before[range.Start], _before[end] - _before[range.Start]);
    }
}
