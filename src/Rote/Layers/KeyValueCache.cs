using static TorchSharp.torch;

namespace Rote.Layers;

/// <summary>The keys and values that one attention sublayer has read so far. Room doubles as it grows, so a step costs one row.</summary>
public sealed class KeyValueCache : IDisposable
{
    private Tensor? _keys;
    private Tensor? _values;

    /// <summary>How many keys are held.</summary>
    public long Length { get; private set; }

    /// <summary>True when the keys never change: those of an encoder's output.</summary>
    public bool IsFixed { get; private set; }

    /// <summary>Adds keys and values at the end.</summary>
    /// <param name="keys">New keys, <c>[B, G, T, K]</c>.</param>
    /// <param name="values">New values, <c>[B, G, T, K′]</c>.</param>
    /// <returns>All keys and all values held, views of the cache.</returns>
    public (Tensor Keys, Tensor Values) Append(Tensor keys, Tensor values)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(values);
        long added = keys.size(2), needed = Length + added;
        _keys = Grow(_keys, keys, needed);
        _values = Grow(_values, values, needed);
        using (var room = _keys.narrow(2, Length, added))
            room.copy_(keys);
        using (var room = _values.narrow(2, Length, added))
            room.copy_(values);
        Length = needed;
        return Read();
    }

    /// <summary>Stores keys and values that will not change.</summary>
    /// <param name="keys"><c>[B, G, S, K]</c>.</param>
    /// <param name="values"><c>[B, G, S, K′]</c>.</param>
    public void Fix(Tensor keys, Tensor values)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(values);
        _keys = keys.alias().DetachFromDisposeScope();
        _values = values.alias().DetachFromDisposeScope();
        Length = keys.size(2);
        IsFixed = true;
    }

    /// <summary>What is held.</summary>
    /// <returns>Keys <c>[B, G, S, K]</c> and values <c>[B, G, S, K′]</c>, views of the cache.</returns>
    public (Tensor Keys, Tensor Values) Read() => (_keys!.narrow(2, 0, Length), _values!.narrow(2, 0, Length));

    /// <summary>Replaces batch rows: row i becomes the old row rows[i].</summary>
    /// <param name="rows">Old rows, <c>[B′]</c>, int64.</param>
    public void Select(Tensor rows)
    {
        if (_keys is null || _values is null)
            return;
        using var oldKeys = _keys;
        using var oldValues = _values;
        _keys = oldKeys.index_select(0, rows).DetachFromDisposeScope();
        _values = oldValues.index_select(0, rows).DetachFromDisposeScope();
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        _keys?.Dispose();
        _values?.Dispose();
    }

    private Tensor Grow(Tensor? held, Tensor like, long needed)
    {
        if (held is not null && held.size(2) >= needed)
            return held;
        long room = Math.Max(16, held is null ? needed : Math.Max(needed, 2 * held.size(2)));
        var grown = empty([like.size(0), like.size(1), room, like.size(3)], dtype: like.dtype, device: like.device).DetachFromDisposeScope();
        if (held is not null)
        {
            using var from = held.narrow(2, 0, Length);
            using var to = grown.narrow(2, 0, Length);
            to.copy_(from);
            held.Dispose();
        }
        return grown;
    }
}
