using static TorchSharp.torch;

namespace Rote.Attention;

/// <summary>A way to read values by queries and keys. A kernel owns no projections: those are the multi-head module's. One that has parameters of its own is a module too.</summary>
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
    /// <param name="terms">Bias, dropout, hooks; null is none.</param>
    /// <returns>Attended values, <c>[B, H, T, K′]</c>. A query that may attend to nothing reads zero.</returns>
    Tensor Attend(Tensor query, Tensor key, Tensor value, AttentionMask mask, AttentionTerms? terms = null);
}
