namespace Rote.Tokenizers;

/// <summary>Text on its way through the pipeline; each of its characters knows the range of the original text that it stands for.</summary>
internal sealed class AlignedText
{
    // Where the text begins in the original; or, where there are ranges, its first one.
    private readonly int _origin;
    private readonly (int Start, int End)[]? _ranges;

    /// <summary>Text whose characters stand for those of the original one to one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="origin">Where it begins in the original.</param>
    /// <param name="arrays">Lends the arrays of ranges to what is made of this text; null: they are its own.</param>
    public AlignedText(string text, int origin = 0, RangeArrays? arrays = null)
    {
        Text = text;
        _origin = origin;
        Arrays = arrays;
    }

    /// <summary>Text that was changed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ranges">For each UTF-16 unit of it the range of the original, and perhaps some to spare; starts and ends never decrease.</param>
    /// <param name="first">Which of the ranges is the first unit's.</param>
    /// <param name="arrays">Lent the array, and lends those of what is made of this text.</param>
    public AlignedText(string text, (int Start, int End)[] ranges, int first, RangeArrays? arrays)
        : this(text, first, arrays)
    {
        _ranges = ranges;
    }

    public string Text { get; }

    /// <summary>Where arrays of ranges come from; null: they are made.</summary>
    public RangeArrays? Arrays { get; }

    /// <summary>The range of the original that one UTF-16 unit stands for.</summary>
    public (int Start, int End) this[int index] => _ranges is null ? (_origin + index, _origin + index + 1) : _ranges[_origin + index];

    /// <summary>Copies the ranges of the units from a place on.</summary>
    public void CopyRanges(int start, Span<(int Start, int End)> ranges)
    {
        if (_ranges is not null)
        {
            _ranges.AsSpan(_origin + start, ranges.Length).CopyTo(ranges);
            return;
        }
        for (int index = 0; index < ranges.Length; index++)
            ranges[index] = (_origin + start + index, _origin + start + index + 1);
    }

    /// <summary>A piece of this text with other characters, as many as before.</summary>
    public AlignedText Replaced(int start, string text) =>
        _ranges is null ? new AlignedText(text, _origin + start, Arrays) : new AlignedText(text, _ranges, _origin + start, Arrays);
}
