namespace Rote.Training.LanguageModeling;

/// <summary>
/// A stream read in order by several readers at once: it is cut into B stretches, and step after step each row goes on where it stopped, as a model with a memory
/// between segments needs it.
/// </summary>
/// <remarks>Dai et al. 2019, section 3.2. What is left of the stream behind the last whole segments is not read.</remarks>
public sealed class Segments
{
    private readonly TokenStream _stream;
    private readonly int _rows, _length, _stretch;

    /// <summary>Plans the segments.</summary>
    /// <param name="stream">The text, of at least B·T + 1 tokens.</param>
    /// <param name="rows">B, &gt; 0.</param>
    /// <param name="length">T, &gt; 0.</param>
    /// <exception cref="ArgumentException">A number is not positive, or the text is too short.</exception>
    public Segments(TokenStream stream, int rows, int length)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        stream.RequireRoom(checked(rows * length), $"{rows} rows of segments of {length}");
        (_stream, _rows, _length) = (stream, rows, length);
        _stretch = (stream.Length - 1) / rows;
    }

    /// <summary>Segments in a stretch: the batches until the text begins again.</summary>
    public int Count => _stretch / _length;

    /// <summary>The batch of a step, in the current dispose scope.</summary>
    /// <param name="step">0-based; after <see cref="Count"/> steps the text begins again.</param>
    /// <returns><c>[B, T]</c>; row b goes on with row b of the step before, unless <see cref="BeginsAnew"/>.</returns>
    public LanguageBatch Batch(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        long[] offsets = new long[_rows];
        for (int row = 0; row < _rows; row++)
            offsets[row] = (long)row * _stretch + (long)(step % Count) * _length;
        return _stream.Windows(offsets, _length);
    }

    /// <summary>True when the stretches begin: what a model remembers is of another place, and is to be forgotten.</summary>
    /// <param name="step">0-based.</param>
    public bool BeginsAnew(int step) => step % Count == 0;
}
