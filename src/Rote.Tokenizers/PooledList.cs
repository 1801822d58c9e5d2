using System.Runtime.CompilerServices;

namespace Rote.Tokenizers;

/// <summary>A list whose array comes from the shared pool. It is used again and again, and gives back what is large.</summary>
/// <typeparam name="T">What it holds.</typeparam>
internal sealed class PooledList<T>
{
    private T[] _items = [];

    /// <summary>How many items there are.</summary>
    public int Count { get; private set; }

    /// <summary>The items.</summary>
    public ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    /// <summary>Makes room for further items.</summary>
    /// <param name="count">How many.</param>
    public void Reserve(int count)
    {
        if (_items.Length - Count < count)
            PooledArray.Grow(ref _items, Count, Count + count);
    }

    public void Add(T item)
    {
        Reserve(1);
        _items[Count++] = item;
    }

    /// <summary>Adds several items.</summary>
    public void AddRange(ReadOnlySpan<T> items)
    {
        Reserve(items.Length);
        items.CopyTo(_items.AsSpan(Count));
        Count += items.Length;
    }

    /// <summary>Takes back all items but the first ones.</summary>
    /// <param name="count">How many stay.</param>
    public void Truncate(int count)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            _items.AsSpan(count, Count - count).Clear();
        Count = count;
    }

    /// <summary>Takes back all items, and gives back the array if it is large.</summary>
    /// <param name="kept">How many items it may have room for and stay.</param>
    public void Shrink(int kept)
    {
        Truncate(0);
        if (_items.Length > kept)
            PooledArray.Return(ref _items);
    }
}
