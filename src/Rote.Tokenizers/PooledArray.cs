using System.Buffers;
using System.Runtime.CompilerServices;

namespace Rote.Tokenizers;

/// <summary>Working arrays that come from the shared pool: fresh memory for a long text costs more than the work that is done in it.</summary>
internal static class PooledArray
{
    /// <summary>Puts a larger array in the place of one.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="array">An array of the pool, or an empty one.</param>
    /// <param name="used">How many of its items stay.</param>
    /// <param name="needed">How many items there must be room for; there will be for twice those that stay.</param>
    public static void Grow<T>(ref T[] array, int used, int needed)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(needed, 2 * used));
        array.AsSpan(0, used).CopyTo(larger);
        Return(ref array);
        array = larger;
    }

    /// <summary>Gives an array back, and leaves an empty one.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="array">An array of the pool, or an empty one.</param>
    public static void Return<T>(ref T[] array)
    {
        if (array.Length > 0)
            ArrayPool<T>.Shared.Return(array, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        array = [];
    }
}
