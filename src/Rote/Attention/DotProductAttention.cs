using Rote.Tensors;
using Rote.Tensors.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rote.Attention;

/// <summary>Scaled dot-product attention, softmax(scale·QKᵀ + bias)·V over the keys that the mask keeps.</summary>
/// <remarks>
/// Vaswani et al. 2017, section 3.2.1, equation 1. The fused kernel of libtorch is taken unless the weights are asked for or the caller
/// wants <see cref="Eager"/>; both give the same numbers, and zero for a query that may attend to nothing.
/// </remarks>
public sealed class DotProductAttention : IAttentionKernel
{
    private static readonly AtenOp Fused = new(
        "aten::scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, " +
        "float dropout_p=0.0, bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> Tensor");

    private readonly AttentionScale _scale;

    /// <summary>Makes the kernel.</summary>
    /// <param name="scale">The factor on the scores; null is 1/√K.</param>
    /// <param name="eager">True never takes the fused path.</param>
    public DotProductAttention(AttentionScale? scale = null, bool eager = false)
    {
        _scale = scale ?? new AttentionScale.InverseSquareRoot();
        Eager = eager;
    }

    /// <summary>True when the fused path is never taken.</summary>
    public bool Eager { get; }

    /// <inheritdoc/>
    public AttentionMask Prepare(AttentionMask mask, long queryLength, long keyLength, Device device)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return mask.Simplify(queryLength, keyLength, device);
    }

    /// <inheritdoc/>
    public Tensor Attend(Tensor query, Tensor key, Tensor value, AttentionMask mask, AttentionTerms? terms = null)
    {
        ArgumentNullException.ThrowIfNull(mask);
        terms ??= AttentionTerms.None;
        var (queryLength, keyLength, headWidth) = Check(query, key, value);
        using var scope = NewDisposeScope();
        var simple = mask.Simplify(queryLength, keyLength, query.device);
        double scale = _scale.For(headWidth);
        // The fused kernel has no gradient for the bias: libtorch would fall back to the slow path by itself.
        var attended = Eager || terms.NeedsWeights
            ? AttendEagerly(query, key, value, simple, scale, terms)
            : AttendFused(query, key, value, simple, scale, terms);
        return attended.MoveToOuterDisposeScope();
    }

    private static Tensor AttendFused(Tensor query, Tensor key, Tensor value, AttentionMask mask, double scale, AttentionTerms terms)
    {
        var bias = terms.ScoreBias;
        bool grouped = query.size(1) != key.size(1);
        bool causal = mask.IsCausal && bias is null;
        Tensor? added = null;
        if (!mask.IsAll && !causal)
        {
            var keep = mask.ToTensor(query.size(2), key.size(2), query.device);
            added = bias is null ? keep : bias.masked_fill(keep.logical_not(), double.NegativeInfinity);
        }
        else if (bias is not null && !causal)
        {
            added = bias;
        }
        return Aten.Call(Fused, query, key, value, added is null ? AtenArg.None : added, terms.Dropout, causal, scale, grouped); // [B, H, T, K′]
    }

    private static Tensor AttendEagerly(Tensor query, Tensor key, Tensor value, AttentionMask mask, double scale, AttentionTerms terms)
    {
        long groups = query.size(1) / key.size(1);
        if (groups > 1)
        {
            key = key.repeat_interleave(groups, 1); // [B, H, S, K]
            value = value.repeat_interleave(groups, 1); // [B, H, S, K′]
        }
        Tensor scores;
        // Scaled queries cost less than scaled scores.
        if (terms.Hook?.Wants(AttentionSite.RawScores) == true)
            scores = terms.See(AttentionSite.RawScores, Products.MatMul(query, key.transpose(-2, -1))) * scale; // [B, H, T, S]
        else
            scores = Products.MatMul(query * scale, key.transpose(-2, -1)); // [B, H, T, S]
        if (terms.ScoreBias is { } bias)
            scores = scores + bias;
        scores = terms.See(AttentionSite.Scores, scores);
        Tensor weights;
        if (mask.IsAll)
        {
            weights = terms.See(AttentionSite.MaskedScores, scores).softmax(-1);
        }
        else
        {
            // The smallest finite number, then a second fill: an empty row is zero in value and gradient, where −∞ would give NaN.
            var hidden = mask.ToTensor(query.size(2), key.size(2), query.device).logical_not();
            weights = terms.See(AttentionSite.MaskedScores, scores.masked_fill(hidden, finfo(scores.dtype).min)).softmax(-1).masked_fill(hidden, 0);
        }
        weights = terms.See(AttentionSite.Weights, weights);
        if (terms.Dropout > 0)
            weights = functional.dropout(weights, terms.Dropout, training: true);
        var read = Products.MatMul(weights, value); // [B, H, T, K′]
        return terms.WeightedTerm is { } term ? read + term(weights) : read;
    }

    // What every kernel asks of its inputs.
    internal static (long QueryLength, long KeyLength, long HeadWidth) Check(Tensor query, Tensor key, Tensor value)
    {
        var (batch, heads, queryLength, width) = query.Dims4("[B, H, T, K]");
        var (keyBatch, groups, keyLength, keyWidth) = key.Dims4("[B, G, S, K]");
        var (valueBatch, valueGroups, valueLength, _) = value.Dims4("[B, G, S, K′]");
        if (keyBatch != batch || keyWidth != width || groups == 0 || heads % groups != 0)
            throw new ShapeException($"`key` must have shape [B, G, S, K] with B = {batch}, K = {width} and G a divisor of H = {heads}; got {key.Describe()}.");
        if (valueBatch != batch || valueGroups != groups || valueLength != keyLength)
            throw new ShapeException($"`value` must have shape [B, G, S, K′] with B = {batch}, G = {groups}, S = {keyLength}; got {value.Describe()}.");
        if (query.dtype != key.dtype || query.dtype != value.dtype)
            throw new ArgumentException($"`query`, `key` and `value` must have one element type; got {query.dtype}, {key.dtype} and {value.dtype}. Convert with .to(...).");
        return (queryLength, keyLength, width);
    }
}
