using Rote.Attention;
using static TorchSharp.torch;

namespace Rote.Layers;

/// <summary>Attention maps that one block's pass collects; given to the pass by whoever wants to see them.</summary>
public sealed class BlockCapture : IDisposable
{
    /// <summary>Weights of self-attention, <c>[B, H, T, S]</c>; null until captured, or where there is none.</summary>
    public Tensor? SelfAttention { get; private set; }

    /// <summary>Weights of cross-attention, <c>[B, H, T, S]</c>; null until captured, or where there is none.</summary>
    public Tensor? CrossAttention { get; private set; }

    /// <summary>Frees the maps.</summary>
    public void Dispose()
    {
        SelfAttention?.Dispose();
        CrossAttention?.Dispose();
    }

    internal IAttentionHook SelfHook => AttentionHook.See(AttentionSite.Weights, weights => SelfAttention = Kept(weights));

    internal IAttentionHook CrossHook => AttentionHook.See(AttentionSite.Weights, weights => CrossAttention = Kept(weights));

    private static Tensor Kept(Tensor tensor) => tensor.detach().DetachFromDisposeScope();
}
