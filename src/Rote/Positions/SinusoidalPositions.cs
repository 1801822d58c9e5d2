using static TorchSharp.torch;

namespace Rote.Positions;

/// <summary>Adds sin(pos / 10000^(2i/D)) and cos of the same angle to the embeddings.</summary>
/// <remarks>Vaswani et al. 2017, section 3.5. Nothing is trained or saved; the table grows with the longest input seen.</remarks>
public sealed class SinusoidalPositions : PositionScheme
{
    private readonly int _width;
    private readonly SinusoidalLayout _layout;
    private readonly Lock _gate = new();
    private Tensor? _table;

    /// <summary>Makes the scheme.</summary>
    /// <param name="width">D, even.</param>
    /// <param name="layout">Where sines and cosines stand.</param>
    /// <param name="maxLength">Longest input, in tokens; null has no limit.</param>
    public SinusoidalPositions(int width, SinusoidalLayout layout, int? maxLength = null)
        : base(nameof(SinusoidalPositions))
    {
        _width = width;
        _layout = layout;
        MaxLength = maxLength;
    }

    /// <inheritdoc/>
    public override int? MaxLength { get; }

    /// <inheritdoc/>
    public override Tensor Embed(Tensor embeddings, Tensor positions)
    {
        using var scope = NewDisposeScope();
        long needed = positions.max().item<long>() + 1;
        var rows = Rows(needed, embeddings).index_select(0, positions.reshape(-1)).reshape([.. positions.shape, _width]); // [T, D] or [B, T, D]
        return (embeddings + rows).MoveToOuterDisposeScope();
    }

    /// <summary>The table itself.</summary>
    /// <param name="length">Rows.</param>
    /// <param name="width">D, even.</param>
    /// <param name="layout">Where sines and cosines stand.</param>
    /// <returns><c>[length, D]</c>, float64.</returns>
    public static Tensor Table(long length, int width, SinusoidalLayout layout)
    {
        using var scope = NewDisposeScope();
        var positions = arange(length, dtype: ScalarType.Float64).unsqueeze(1); // [length, 1]
        var channels = arange(0, width, 2, dtype: ScalarType.Float64) / width; // 2i/D, [D/2]
        var angles = positions * (channels * -Math.Log(10_000)).exp(); // [length, D/2]
        var table = layout == SinusoidalLayout.Halves
            ? cat([angles.sin(), angles.cos()], 1)
            : stack([angles.sin(), angles.cos()], 2).reshape(length, width);
        return table.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _table?.Dispose();
        base.Dispose(disposing);
    }

    // Device has no equality of its own: == would compare references.
    private static bool SameDevice(Tensor one, Tensor other) => one.device_type == other.device_type && one.device_index == other.device_index;

    private Tensor Rows(long needed, Tensor like)
    {
        lock (_gate)
        {
            if (_table is null || _table.size(0) < needed || _table.dtype != like.dtype || !SameDevice(_table, like))
            {
                using var scope = NewDisposeScope();
                long length = Math.Max(64, System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)needed) is var p ? (long)p : 0);
                // The old table is left to the collector: another thread may still be reading it.
                _table = Table(length, _width, _layout).to(like.dtype).to(like.device).alias().DetachFromDisposeScope();
            }
            return _table;
        }
    }
}
