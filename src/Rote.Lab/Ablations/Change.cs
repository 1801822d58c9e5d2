using Rote.Attention;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;

namespace Rote.Lab.Ablations;

/// <summary>Changes of one thing in a model.</summary>
public static class Change
{
    /// <summary>Changes all stacks.</summary>
    /// <param name="spec">The model.</param>
    /// <param name="change">From a stack to another.</param>
    /// <returns>The changed model.</returns>
    public static TransformerSpec Stacks(this TransformerSpec spec, Func<StackSpec, StackSpec> change)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(change);
        return spec with { Encoder = spec.Encoder is { } encoder ? change(encoder) : null, Decoder = spec.Decoder is { } decoder ? change(decoder) : null };
    }

    /// <summary>Changes the block of all stacks.</summary>
    /// <param name="spec">The model.</param>
    /// <param name="change">From a block to another.</param>
    /// <returns>The changed model.</returns>
    public static TransformerSpec Blocks(this TransformerSpec spec, Func<BlockSpec, BlockSpec> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return spec.Stacks(stack => stack with { Block = change(stack.Block) });
    }

    /// <summary>Changes all self-attention.</summary>
    /// <param name="spec">The model.</param>
    /// <param name="change">From one attention to another.</param>
    /// <returns>The changed model.</returns>
    public static TransformerSpec SelfAttention(this TransformerSpec spec, Func<AttentionSpec, AttentionSpec> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return spec.Blocks(block => block with { SelfAttention = block.SelfAttention is { } attention ? change(attention) : null });
    }

    /// <summary>Changes the scale of the scores.</summary>
    /// <param name="spec">The model.</param>
    /// <param name="scale">The scale.</param>
    /// <returns>The changed model.</returns>
    public static TransformerSpec Scale(this TransformerSpec spec, AttentionScale scale) => spec.SelfAttention(attention => attention with { Scale = scale });

    /// <summary>Changes the number of heads.</summary>
    /// <param name="spec">The model.</param>
    /// <param name="heads">H.</param>
    /// <param name="headWidth">K; null is D / H.</param>
    /// <returns>The changed model.</returns>
    public static TransformerSpec Heads(this TransformerSpec spec, int heads, int? headWidth = null) =>
        spec.SelfAttention(attention => attention with { Heads = heads, HeadWidth = headWidth, KeyValueHeads = null });

    /// <summary>Changes how heads attend.</summary>
    /// <param name="spec">The model.</param>
    /// <param name="kernel">The kernel.</param>
    /// <returns>The changed model.</returns>
    public static TransformerSpec Kernel(this TransformerSpec spec, KernelSpec kernel) => spec.SelfAttention(attention => attention with { Kernel = kernel });

    /// <summary>Changes how a sublayer's result joins the stream.</summary>
    /// <param name="spec">The model.</param>
    /// <param name="residual">The residual.</param>
    /// <returns>The changed model.</returns>
    public static TransformerSpec Residual(this TransformerSpec spec, ResidualSpec residual) => spec.Blocks(block => block with { Residual = residual });

    /// <summary>Changes the norm, the last one too.</summary>
    /// <param name="spec">The model.</param>
    /// <param name="norm">The norm.</param>
    /// <returns>The changed model.</returns>
    public static TransformerSpec Norm(this TransformerSpec spec, NormSpec norm) =>
        spec.Stacks(stack => stack with { FinalNorm = stack.FinalNorm is null ? null : norm, Block = stack.Block with { Norm = norm } });

    /// <summary>Changes the position scheme.</summary>
    /// <param name="spec">The model.</param>
    /// <param name="positions">The scheme.</param>
    /// <returns>The changed model.</returns>
    public static TransformerSpec Positions(this TransformerSpec spec, PositionSpec positions) => spec.Stacks(stack => stack with { Positions = positions });

    /// <summary>Changes the feed-forward network; null leaves it out.</summary>
    /// <param name="spec">The model.</param>
    /// <param name="feedForward">The network, or null.</param>
    /// <returns>The changed model.</returns>
    public static TransformerSpec FeedForward(this TransformerSpec spec, FeedForwardSpec? feedForward) => spec.Blocks(block => block with { FeedForward = feedForward });
}
