namespace Rote.Attention;

public abstract partial record KernelSpec
{
    /// <summary>softmax(scale·QKᵀ + bias)·V (Vaswani et al. 2017, section 3.2.1, equation 1): O(T·S) time; O(T·S) memory when eager, O(T + S) when fused.</summary>
    /// <param name="Eager">True never takes the fused path.</param>
    public sealed record DotProduct(bool Eager = false) : KernelSpec
    {
        /// <inheritdoc/>
        public override string Name => "dot-product";

        /// <inheritdoc/>
        public override bool TakesScoreBias => true;

        /// <inheritdoc/>
        public override bool ReadsOthers => true;

        /// <inheritdoc/>
        public override IAttentionKernel Create(AttentionScale scale, int heads, int headWidth) => new DotProductAttention(scale, Eager);
    }
}
