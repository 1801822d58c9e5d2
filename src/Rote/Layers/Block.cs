using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rote.Layers;

/// <summary>The one block that every model is made of.</summary>
/// <remarks>
/// <code>
/// Post      x ─┬─ f ─ (+) ─ norm ─►      Pre      x ─┬─ norm ─ f ─ (+) ─►      Sandwich   x ─┬─ norm ─ f ─ norm ─ (+) ─►
///              └───────┘                             └──────────────┘                         └─────────────────────┘
/// </code>
/// f is self-attention, then cross-attention, then the feed-forward network; each that the spec leaves out is skipped.
/// </remarks>
public sealed class Block : Module
{
    [ComponentName(Name = "self_attention")]
    private readonly MultiHeadAttention? _selfAttention;
    [ComponentName(Name = "self_attention_norm")]
    private readonly Norm? _selfAttentionNorm;
    [ComponentName(Name = "self_attention_out_norm")]
    private readonly Norm? _selfAttentionOutNorm;
    [ComponentName(Name = "cross_attention")]
    private readonly MultiHeadAttention? _crossAttention;
    [ComponentName(Name = "cross_attention_norm")]
    private readonly Norm? _crossAttentionNorm;
    [ComponentName(Name = "cross_attention_out_norm")]
    private readonly Norm? _crossAttentionOutNorm;
    [ComponentName(Name = "feed_forward")]
    private readonly FeedForward? _feedForward;
    [ComponentName(Name = "feed_forward_norm")]
    private readonly Norm? _feedForwardNorm;
    [ComponentName(Name = "feed_forward_out_norm")]
    private readonly Norm? _feedForwardOutNorm;
    private readonly BlockSpec _spec;

    /// <summary>Makes the block.</summary>
    /// <param name="width">D.</param>
    /// <param name="spec">Its sublayers, norms, residuals.</param>
    /// <param name="linear">Makes the linear layers; null is <see cref="Linear.Dense"/>.</param>
    /// <exception cref="ArgumentException">The spec is not valid; the message lists all violations.</exception>
    public Block(int width, BlockSpec spec, LinearFactory? linear = null)
        : base(nameof(Block))
    {
        ArgumentNullException.ThrowIfNull(spec);
        string[] violations = [.. spec.Violations(width, "Block")];
        if (violations.Length > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, violations), nameof(spec));
        _spec = spec;
        if (spec.SelfAttention is { } self)
        {
            _selfAttention = new MultiHeadAttention(width, self, linear: linear);
            (_selfAttentionNorm, _selfAttentionOutNorm) = Norms(width, spec);
        }
        if (spec.CrossAttention is { } cross)
        {
            _crossAttention = new MultiHeadAttention(width, cross, linear: linear);
            (_crossAttentionNorm, _crossAttentionOutNorm) = Norms(width, spec);
        }
        if (spec.FeedForward is { } feedForward)
        {
            _feedForward = new FeedForward(width, feedForward, linear);
            (_feedForwardNorm, _feedForwardOutNorm) = Norms(width, spec);
        }
        RegisterComponents();
    }

    /// <summary>How self-attention attends; null where there is none.</summary>
    public Attention.IAttentionKernel? SelfKernel => _selfAttention?.Kernel;

    /// <summary>How cross-attention attends; null where there is none.</summary>
    public Attention.IAttentionKernel? CrossKernel => _crossAttention?.Kernel;

    /// <summary>Passes the stream through the block.</summary>
    /// <param name="x">The stream, <c>[B, T, D]</c>.</param>
    /// <param name="inputs">Masks, memory and positions, shared by all blocks of the pass.</param>
    /// <param name="cache">What this block read before; null keeps nothing.</param>
    /// <param name="capture">Collects this block's maps; null takes the fastest path.</param>
    /// <returns>The stream, <c>[B, T, D]</c>.</returns>
    /// <exception cref="ArgumentException">The block has cross-attention and there is no memory.</exception>
    public Tensor Pass(Tensor x, BlockInputs inputs, BlockCache? cache = null, BlockCapture? capture = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        using var scope = NewDisposeScope();
        if (_selfAttention is not null)
        {
            x = Sublayer(x, _selfAttentionNorm!, _selfAttentionOutNorm, normed => _selfAttention.Attend(
                normed, null, inputs.Mask, inputs.Positions, cache?.Self, capture?.SelfHook));
        }
        if (_crossAttention is not null)
        {
            if (inputs.Memory is null)
                throw new ArgumentException("The block has cross-attention: `inputs.Memory` must be the encoder's output, [B, S, D]; got none.", nameof(inputs));
            x = Sublayer(x, _crossAttentionNorm!, _crossAttentionOutNorm, normed => _crossAttention.Attend(
                normed, inputs.Memory, inputs.MemoryMask, null, cache?.Cross, capture?.CrossHook));
        }
        if (_feedForward is not null)
            x = Sublayer(x, _feedForwardNorm!, _feedForwardOutNorm, _feedForward.call);
        return x.MoveToOuterDisposeScope();
    }

    private static (Norm First, Norm? Out) Norms(int width, BlockSpec spec) =>
        (new Norm(width, spec.Norm), spec.NormPlacement == NormPlacement.Sandwich ? new Norm(width, spec.Norm) : null);

    private Tensor Sublayer(Tensor x, Norm norm, Norm? outNorm, Func<Tensor, Tensor> f)
    {
        bool post = _spec.NormPlacement == NormPlacement.Post;
        var branch = f(post ? x : norm.call(x)); // [B, T, D]
        if (outNorm is not null)
            branch = outNorm.call(branch);
        if (training && _spec.Dropout > 0)
            branch = functional.dropout(branch, _spec.Dropout, training: true);
        var joined = _spec.Residual switch
        {
            ResidualSpec.On => x + branch,
            ResidualSpec.Off => branch,
            ResidualSpec.Scaled scaled => x + branch * scaled.Factor,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return post ? norm.call(joined) : joined;
    }
}
