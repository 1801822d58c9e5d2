namespace Rote.Training.LanguageModeling;

/// <summary>Batches of windows that begin anywhere in a stream, each place as likely as another.</summary>
public sealed class RandomWindows
{
    private readonly TokenStream _stream;
    private readonly int _rows, _length, _seed;

    /// <summary>Plans the windows.</summary>
    /// <param name="stream">The text, longer than a window.</param>
    /// <param name="rows">B, &gt; 0.</param>
    /// <param name="length">T, &gt; 0.</param>
    /// <param name="seed">Decides where they begin.</param>
    /// <exception cref="ArgumentException">A number is not positive, or the text is too short.</exception>
    public RandomWindows(TokenStream stream, int rows, int length, int seed)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        stream.RequireRoom(length, $"windows of {length}");
        (_stream, _rows, _length, _seed) = (stream, rows, length, seed);
    }

    /// <summary>The batch of a step, in the current dispose scope; the same seed and step give the same batch.</summary>
    /// <param name="step">0-based.</param>
    /// <returns><c>[B, T]</c>.</returns>
    public LanguageBatch Batch(int step) => _stream.Windows(Offsets(step), _length);

    /// <summary>Where the windows of a step begin.</summary>
    /// <param name="step">0-based.</param>
    /// <returns>B places.</returns>
    public long[] Offsets(int step)
    {
        var random = new Random(unchecked(_seed * 1_000_003 + step));
        long[] offsets = new long[_rows];
        for (int row = 0; row < _rows; row++)
            offsets[row] = random.Next(_stream.Length - _length);
        return offsets;
    }
}
