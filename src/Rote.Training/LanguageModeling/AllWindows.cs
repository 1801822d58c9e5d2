namespace Rote.Training.LanguageModeling;

/// <summary>A whole stream in windows that lie side by side, for evaluation: every token but the first is predicted once.</summary>
public sealed class AllWindows
{
    private readonly TokenStream _stream;
    private readonly int _length, _rows, _windows, _rest;

    /// <summary>Plans the windows.</summary>
    /// <param name="stream">The text.</param>
    /// <param name="length">T, &gt; 0; the first token of a window is predicted from the last of the window before only.</param>
    /// <param name="rows">Windows in a batch at most, &gt; 0. Default: 32.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public AllWindows(TokenStream stream, int length, int rows = 32)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        (_stream, _length, _rows) = (stream, length, rows);
        (_windows, _rest) = Math.DivRem(stream.Length - 1, length);
    }

    /// <summary>Batches.</summary>
    public int Count => (_windows + _rows - 1) / _rows + (_rest > 0 ? 1 : 0);

    /// <summary>A batch, in the current dispose scope. What is left at the end is one of its own: a row that is shorter than T.</summary>
    /// <param name="index">0-based, less than <see cref="Count"/>.</param>
    /// <returns>The batch.</returns>
    public LanguageBatch Batch(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        int first = index * _rows;
        if (first >= _windows)
            return _stream.Windows([(long)_windows * _length], _rest);
        long[] offsets = new long[Math.Min(_rows, _windows - first)];
        for (int row = 0; row < offsets.Length; row++)
            offsets[row] = (long)(first + row) * _length;
        return _stream.Windows(offsets, _length);
    }
}
