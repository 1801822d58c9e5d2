using System.Collections;

namespace Rote.Tokenizers;

/// <summary>One number many times over: the type ids of a single text, the attention mask of one without pads. It takes no memory for them.</summary>
/// <param name="number">The number.</param>
/// <param name="count">How many times, &gt;= 0.</param>
internal sealed class RepeatedNumber(int number, int count) : IReadOnlyList<int>, ICollection<int>
{
    public int Count => count;

    bool ICollection<int>.IsReadOnly => true;

    public int this[int index] => (uint)index < (uint)count
        ? number
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"`index` must be in [0, {count}).");

    public bool Contains(int item) => count > 0 && item == number;

    // What makes an array or a list of this asks for it.
    public void CopyTo(int[] array, int arrayIndex) => array.AsSpan(arrayIndex, count).Fill(number);

    public IEnumerator<int> GetEnumerator() => Enumerable.Repeat(number, count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<int>.Add(int item) => throw ReadOnly();

    void ICollection<int>.Clear() => throw ReadOnly();

    bool ICollection<int>.Remove(int item) => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("The lists of an encoding cannot be changed. Copy them.");
}
