using Rote.Layers;
using static TorchSharp.torch;

namespace Rote.Models;

/// <summary>What a decoder has read so far, block by block; makes a step cost one token.</summary>
public sealed class StackCache : IDisposable
{
    private readonly BlockCache[] _blocks;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="layers">L.</param>
    public StackCache(int layers) => _blocks = [.. Enumerable.Range(0, layers).Select(_ => new BlockCache())];

    /// <summary>Tokens read so far.</summary>
    public long Length => _blocks[0].Self.Length;

    /// <summary>The cache of one block.</summary>
    /// <param name="layer">0-based.</param>
    public BlockCache this[int layer] => _blocks[layer];

    /// <summary>Replaces batch rows: row i becomes the old row rows[i], as beam search and finished rows need.</summary>
    /// <param name="rows">Old rows, <c>[B′]</c>, int64.</param>
    public void Select(Tensor rows)
    {
        foreach (var block in _blocks)
            block.Select(rows);
    }

    /// <summary>
    /// Replaces batch rows in self-attention only: right where row i and the old row rows[i] read the same encoder output,
    /// as the beams of one input do.
    /// </summary>
    /// <param name="rows">Old rows, <c>[B]</c>, int64.</param>
    public void SelectSelf(Tensor rows)
    {
        foreach (var block in _blocks)
            block.Self.Select(rows);
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        foreach (var block in _blocks)
            block.Dispose();
    }
}
