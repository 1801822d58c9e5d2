using Rote.Attention;
using Rote.Positions;
using Rote.Tensors;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rote.Layers;

/// <summary>Multi-head attention: projections, heads, positions and cache around one kernel. Self- and cross-attention are the same code.</summary>
/// <remarks>Vaswani et al. 2017, section 3.2.2; grouped key/value heads: Ainslie et al. 2023, section 2.2. Head h owns rows hK..(h+1)K of each projection.</remarks>
public sealed class MultiHeadAttention : Module
{
    [ComponentName(Name = "query")]
    private readonly Module<Tensor, Tensor> _query;
    [ComponentName(Name = "key")]
    private readonly Module<Tensor, Tensor>? _key;
    [ComponentName(Name = "value")]
    private readonly Module<Tensor, Tensor> _value;
    [ComponentName(Name = "output")]
    private readonly Module<Tensor, Tensor> _output;
    [ComponentName(Name = "kernel")]
    private readonly Module? _kernel;
    private readonly AttentionSpec _spec;
    private readonly int _headWidth;

    /// <summary>Makes the module.</summary>
    /// <param name="width">D.</param>
    /// <param name="spec">Heads, widths, biases, scale, dropout.</param>
    /// <param name="kernel">How heads attend; null is the spec's.</param>
    /// <param name="linear">Makes the projections; null is <see cref="Linear.Dense"/>.</param>
    public MultiHeadAttention(int width, AttentionSpec spec, IAttentionKernel? kernel = null, LinearFactory? linear = null)
        : base(nameof(MultiHeadAttention))
    {
        linear ??= Linear.Dense;
        _spec = spec;
        _headWidth = spec.HeadWidthFor(width);
        Kernel = kernel ?? spec.Kernel.Create(spec.Scale, spec.Heads, _headWidth);
        _kernel = Kernel as Module;
        int inner = spec.Heads * _headWidth, shared = spec.KeyValueHeadCount() * _headWidth;
        _query = linear(width, inner, spec.Bias);
        _key = spec.TiedQueryKey ? null : linear(spec.SourceWidth ?? width, shared, spec.Bias);
        _value = linear(spec.SourceWidth ?? width, shared, spec.Bias);
        _output = linear(inner, width, spec.OutputBias ?? spec.Bias);
        RegisterComponents();
    }

    /// <summary>How heads attend.</summary>
    public IAttentionKernel Kernel { get; }

    /// <summary>Reads a source by queries made from x.</summary>
    /// <param name="x">Where queries come from, <c>[B, T, D]</c>.</param>
    /// <param name="source">Where keys and values come from, <c>[B, S, D]</c>; null is x itself. Ignored once a fixed cache is filled.</param>
    /// <param name="mask">Which keys each query may attend to, cached keys counted; null is all.</param>
    /// <param name="positions">Turns queries and keys, adds to the scores and to what is read; null does nothing.</param>
    /// <param name="cache">Keys and values read before; null keeps none. With a source it is filled once, without one it grows.</param>
    /// <param name="hook">Sees and may replace what passes; null takes the fastest path.</param>
    /// <returns><c>[B, T, D]</c>.</returns>
    /// <exception cref="ShapeException">A tensor has not three dimensions.</exception>
    public Tensor Attend(
        Tensor x,
        Tensor? source = null,
        AttentionMask? mask = null,
        PositionContext? positions = null,
        KeyValueCache? cache = null,
        IAttentionHook? hook = null)
    {
        var (batch, queryLength, _) = x.Dims3("[B, T, D]");
        using var scope = NewDisposeScope();
        positions ??= PositionContext.Identity;
        var query = positions.Rotate(Split(_query.call(x), _spec.Heads)); // [B, H, T, K]
        Tensor key, value;
        if (cache is { IsFixed: true })
        {
            (key, value) = cache.Read();
        }
        else
        {
            var read = source ?? x;
            _ = read.Dims3("[B, S, D]", nameof(source));
            key = positions.Rotate(Split((_key ?? _query).call(read), _spec.KeyValueHeadCount())); // [B, G, S, K]
            value = Split(_value.call(read), _spec.KeyValueHeadCount()); // [B, G, S, K]
            if (cache is not null && source is null)
                (key, value) = cache.Append(key, value);
            else
                cache?.Fix(key, value);
        }
        (query, var scoreBias) = positions.Score(query, _spec.Scale.For(_headWidth));
        var terms = new AttentionTerms
        {
            ScoreBias = scoreBias,
            WeightedTerm = positions.WeightedTerm,
            Dropout = training ? _spec.Dropout : 0,
            Hook = hook,
        };
        query = terms.See(AttentionSite.Query, query);
        key = terms.See(AttentionSite.Key, key);
        value = terms.See(AttentionSite.Value, value);
        var attended = Kernel.Attend(query, key, value, mask ?? AttentionMask.All, terms); // [B, H, T, K]
        attended = terms.See(AttentionSite.HeadOutput, attended);
        var merged = attended.transpose(1, 2).reshape(batch, queryLength, (long)_spec.Heads * _headWidth); // [B, T, HK]
        return _output.call(merged).MoveToOuterDisposeScope(); // [B, T, D]
    }

    private Tensor Split(Tensor projected, int heads) =>
        projected.view(projected.size(0), projected.size(1), heads, _headWidth).transpose(1, 2); // [B, heads, T, K]
}
