using Rote.Attention;
using static TorchSharp.torch;

namespace Rote.Tests.Attention;

/// <summary>Random queries, keys and values in float64, each a leaf that collects gradients.</summary>
internal sealed class Heads
{
    // float64 carries 16 digits; sums of a few dozen products lose three of them at most.
    public const double Tolerance = 1e-12;

    public Heads(int seed, long batch = 2, long heads = 6, long groups = 3, long queries = 5, long keys = 7, long width = 4, long valueWidth = 3)
    {
        using var generator = new Generator((ulong)seed);
        Tensor Numbers(params long[] shape) => randn(shape, dtype: float64, generator: generator);
        Query = Numbers(batch, heads, queries, width).requires_grad_(true);
        Key = Numbers(batch, groups, keys, width).requires_grad_(true);
        Value = Numbers(batch, groups, keys, valueWidth).requires_grad_(true);
        Bias = Numbers(1, heads, queries, keys).requires_grad_(true);
        Cotangent = Numbers(batch, heads, queries, valueWidth);
    }

    public Tensor Query { get; }

    public Tensor Key { get; }

    public Tensor Value { get; }

    public Tensor Bias { get; }

    public Tensor Cotangent { get; }

    public Tensor Attend(DotProductAttention kernel, AttentionMask mask, bool biased = false) => kernel.Attend(Query, Key, Value, mask, new AttentionTerms { ScoreBias = biased ? Bias : null });

    /// <summary>Gradients of query, key, value, and of the bias if it is used, for the output's fixed cotangent.</summary>
    public Tensor[] Gradients(Tensor output, bool biased = false)
    {
        Tensor[] leaves = biased ? [Query, Key, Value, Bias] : [Query, Key, Value];
        return [.. autograd.grad([(output * Cotangent).sum()], leaves)];
    }

    public static double Difference(Tensor left, Tensor right) => (left - right).abs().max().item<double>();
}
