using System.Buffers;

namespace Rote.Tokenizers;

/// <summary>The arrays of ranges that texts under way need, lent by the shared pool until the section that they are of is done.</summary>
internal sealed class RangeArrays
{
    // Shorter ones are not worth the account.
    private const int LeastLent = 1 << 10;

    private readonly List<(int Start, int End)[]> _lent = [];

    /// <summary>An array of at least a length.</summary>
    public (int Start, int End)[] Get(int length)
    {
        if (length < LeastLent)
            return new (int Start, int End)[length];
        var array = ArrayPool<(int Start, int End)>.Shared.Rent(length);
        _lent.Add(array);
        return array;
    }

    /// <summary>Gives back all that was lent: nobody may look at any of them afterwards.</summary>
    public void TakeBack()
    {
        foreach (var array in _lent)
            ArrayPool<(int Start, int End)>.Shared.Return(array);
        _lent.Clear();
    }
}
