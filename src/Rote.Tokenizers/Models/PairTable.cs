using System.Numerics;
using System.Runtime.CompilerServices;

namespace Rote.Tokenizers;

/// <summary>Values by pairs of numbers that are not negative: open addressing, one cache line a search.</summary>
/// <typeparam name="TValue">A small value.</typeparam>
internal sealed class PairTable<TValue>
    where TValue : struct
{
    private const ulong Mix = 0x9E3779B97F4A7C15; // 2^64 divided by the golden ratio

    // Texts hash differently in every process: no file can hold pairs that were chosen to collide.
    private static readonly ulong Secret = ((ulong)(uint)"first".GetHashCode() << 32) | (uint)"second".GetHashCode() | 1;

    private Slot[] _slots;
    private int _shift;

    /// <summary>Makes an empty table.</summary>
    /// <param name="expected">How many pairs are to come, if known.</param>
    public PairTable(int expected = 0)
    {
        _slots = new Slot[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, 2 * expected))];
        _shift = 64 - BitOperations.Log2((uint)_slots.Length);
    }

    public int Count { get; private set; }

    /// <summary>The value of a pair.</summary>
    /// <returns>A null reference when the pair is not there.</returns>
    public ref readonly TValue Find(int first, int second)
    {
        ref var slot = ref SlotOf(KeyOf(first, second));
        if (slot.Key == 0)
            return ref Unsafe.NullRef<TValue>();
        return ref slot.Value;
    }

    /// <summary>The value of a pair, which is added with a default one where it is not there. It stays valid until the next is added.</summary>
    public ref TValue GetOrAdd(int first, int second, out bool exists)
    {
        if (2 * Count >= _slots.Length)
            Grow();
        ulong key = KeyOf(first, second);
        ref var slot = ref SlotOf(key);
        exists = slot.Key != 0;
        if (!exists)
        {
            slot.Key = key;
            Count++;
        }
        return ref slot.Value;
    }

    // Never 0, which marks a free slot.
    private static ulong KeyOf(int first, int second) => (((ulong)(uint)first << 32) | (uint)second) + 1;

    private ref Slot SlotOf(ulong key)
    {
        var slots = _slots;
        ulong mixed = key * Secret;
        int at = (int)(((mixed ^ (mixed >> 32)) * Mix) >> _shift);
        while (slots[at].Key != key && slots[at].Key != 0)
            at = (at + 1) & (slots.Length - 1);
        return ref slots[at];
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Slot[2 * old.Length];
        _shift--;
        foreach (ref readonly var slot in old.AsSpan())
        {
            if (slot.Key != 0)
                SlotOf(slot.Key) = slot;
        }
    }

    private struct Slot
    {
        public ulong Key;
        public TValue Value;
    }
}
