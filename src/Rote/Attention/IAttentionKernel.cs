using static TorchSharp.torch;

namespace Rote.Attention;

/// <summary>A way to read values by queries and keys. A kernel owns no projections: those are the multi-head module's.</summary>
public interface IAttentionKernel
{
    /// <summary>Brings a mask into the form that this kernel reads fastest; a stack of blocks does it once a pass.</summary>
    /// <param name="mask">Any mask.</param>
    /// <param name="queryLength">T.</param>
    /// <param name="keyLength">S.</param>
    /// <param name="device">Where tensors are made.</param>
    /// <returns>An equal mask.</returns>
    AttentionMask Prepare(AttentionMask mask, long queryLength, long keyLength, Device device);

    /// <summary>Attends.</summary>
    /// <param name="query">Projected queries, <c>[B, H, T, K]</c>, floating point.</param>
    /// <param name="key">Projected keys, <c>[B, G, S, K]</c>; G divides H, and query head h reads head h / (H/G).</param>
    /// <param name="value">Projected values, <c>[B, G, S, K′]</c>.</param>
    /// <param name="mask">Which keys each query may attend to.</param>
    /// <param name="scoreBias">Added to the scaled scores, broadcastable to <c>[B, H, T, S]</c>; null adds nothing.</param>
    /// <param name="dropout">Probability with which a weight is dropped, in [0, 1); 0 outside training.</param>
    /// <param name="weights">Receives the weights, <c>[B, H, T, S]</c>, if asked for; null takes the fastest path.</param>
    /// <returns>Attended values, <c>[B, H, T, K′]</c>. A query that may attend to nothing reads zero.</returns>
    Tensor Attend(Tensor query, Tensor key, Tensor value, AttentionMask mask, Tensor? scoreBias = null, double dropout = 0, Action<Tensor>? weights = null);
}
