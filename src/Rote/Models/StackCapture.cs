using Rote.Layers;
using static TorchSharp.torch;

namespace Rote.Models;

/// <summary>What one stack's pass collects: hidden states and attention maps.</summary>
public sealed class StackCapture : IDisposable
{
    private readonly List<Tensor> _hiddenStates = [];
    private readonly List<BlockCapture> _blocks = [];

    /// <summary>L + 1 states, <c>[B, T, D]</c>: what enters the first block, what leaves each; the last one after the final norm.</summary>
    public IReadOnlyList<Tensor> HiddenStates => _hiddenStates;

    /// <summary>The maps of each block.</summary>
    public IReadOnlyList<BlockCapture> Blocks => _blocks;

    /// <summary>Frees everything collected.</summary>
    public void Dispose()
    {
        _hiddenStates.ForEach(state => state.Dispose());
        _blocks.ForEach(block => block.Dispose());
    }

    internal void Keep(Tensor state) => _hiddenStates.Add(state.detach().DetachFromDisposeScope());

    internal BlockCapture NextBlock()
    {
        var block = new BlockCapture();
        _blocks.Add(block);
        return block;
    }
}
