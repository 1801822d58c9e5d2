using static TorchSharp.torch;

namespace Rote.Attention;

/// <summary>Sees tensors inside an attention sublayer, and may put others in their place: capture, ablation and patching are hooks.</summary>
public interface IAttentionHook
{
    /// <summary>Whether the hook is to be called at a site. Scores and weights exist only off the fused path, so asking for them costs time.</summary>
    /// <param name="site">The site.</param>
    /// <returns>True when <see cref="At"/> is to be called.</returns>
    bool Wants(AttentionSite site);

    /// <summary>Sees a tensor.</summary>
    /// <param name="site">Where it stands; one that the hook wants.</param>
    /// <param name="tensor">The tensor, part of the autograd graph. It lives until the sublayer ends: detach from the dispose scope what is kept.</param>
    /// <returns>What the sublayer goes on with: the tensor itself, or another of its shape.</returns>
    Tensor At(AttentionSite site, Tensor tensor);
}
