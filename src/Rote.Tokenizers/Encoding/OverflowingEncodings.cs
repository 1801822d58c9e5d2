using System.Collections;

namespace Rote.Tokenizers;

/// <summary>
/// The encodings that truncation cut off, made when asked for: of a pair there may be as many as one text has windows times those of the other.
/// </summary>
internal sealed class OverflowingEncodings(WindowedTexts texts) : IReadOnlyList<Encoding>
{
    private readonly PaddingOptions? _padding;
    private readonly int _length;

    private OverflowingEncodings(WindowedTexts texts, int length, PaddingOptions padding)
        : this(texts) => (_length, _padding) = (length, padding);

    /// <inheritdoc/>
    public int Count => texts.OverflowCount <= int.MaxValue
        ? (int)texts.OverflowCount
        : throw new InvalidOperationException($"{texts.OverflowCount} encodings overflow, more than a list can hold. Encode the texts one by one, or with a larger MaxLength.");

    /// <inheritdoc/>
    public Encoding this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var encoding = texts.Overflow(index);
            return _padding is null ? encoding : encoding.Padded(_length, _padding);
        }
    }

    /// <summary>The same ones, filled up to a length.</summary>
    public OverflowingEncodings Padded(int length, PaddingOptions padding) => new(texts, length, padding);

    /// <inheritdoc/>
    public IEnumerator<Encoding> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
