using static TorchSharp.torch;

namespace Rote.Layers;

/// <summary>What one block has read so far: its own keys, and the encoder's.</summary>
public sealed class BlockCache : IDisposable
{
    /// <summary>Keys and values of self-attention; grows by each token.</summary>
    public KeyValueCache Self { get; } = new();

    /// <summary>Keys and values of cross-attention; filled by the first step.</summary>
    public KeyValueCache Cross { get; } = new();

    /// <summary>Replaces batch rows: row i becomes the old row rows[i].</summary>
    /// <param name="rows">Old rows, <c>[B′]</c>, int64.</param>
    public void Select(Tensor rows)
    {
        Self.Select(rows);
        Cross.Select(rows);
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        Self.Dispose();
        Cross.Dispose();
    }
}
