namespace Rote.Tokenizers;

/// <summary>Text on its way through the pipeline; each of its characters knows the range of the original text that it stands for.</summary>
internal sealed class AlignedText
{
    private readonly int _origin;
    private readonly (int Start, int End)[]? _ranges;

    /// <summary>Text whose characters stand for those of the original one to one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="origin">Where it begins in the original.</param>
    public AlignedText(string text, int origin = 0)
    {
        Text = text;
        _origin = origin;
    }

    /// <summary>Text that was changed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ranges">For each UTF-16 unit of it the range of the original; starts and ends never decrease.</param>
    public AlignedText(string text, (int Start, int End)[] ranges)
    {
        Text = text;
        _ranges = ranges;
    }

    public string Text { get; }

    /// <summary>The range of the original that one UTF-16 unit stands for.</summary>
    public (int Start, int End) this[int index] => _ranges is null ? (_origin + index, _origin + index + 1) : _ranges[index];

    /// <summary>A piece of this text with other characters, as many as before.</summary>
    public AlignedText Replaced(int start, string text) =>
        _ranges is null ? new AlignedText(text, _origin + start) : new AlignedText(text, _ranges[start..(start + text.Length)]);
}
