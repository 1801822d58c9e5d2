using Rote.Attention;
using Rote.Tensors;
using static TorchSharp.torch;

namespace Rote.Tests.Attention;

/// <summary>Both paths of dot-product attention are one function, in values and gradients.</summary>
public class FusedAndEager
{
    private static readonly Dictionary<string, Func<Heads, AttentionMask>> Masks = new()
    {
        ["all"] = _ => AttentionMask.All,
        ["causal"] = _ => AttentionMask.Causal,
        ["window"] = _ => AttentionMask.Window(2, 1),
        ["padding"] = h => AttentionMask.KeyPadding(Keep(h.Query.size(0), h.Key.size(2))),
        ["causal and padding"] = h => AttentionMask.Causal & AttentionMask.KeyPadding(Keep(h.Query.size(0), h.Key.size(2))),
        ["by head"] = h => AttentionMask.Custom(Keep(h.Query.size(1) * h.Query.size(2), h.Key.size(2)).reshape(1, h.Query.size(1), h.Query.size(2), h.Key.size(2))),
        ["nothing"] = h => AttentionMask.Custom(zeros(h.Query.size(2), h.Key.size(2), dtype: @bool)),
    };

    public static TheoryData<string, bool, int, int> Cases()
    {
        var rows = new TheoryData<string, bool, int, int>();
        foreach (string mask in Masks.Keys)
        {
            foreach (bool biased in new[] { false, true })
            {
                rows.Add(mask, biased, 5, 7);
                rows.Add(mask, biased, 5, 5);
                rows.Add(mask, biased, 1, 7);
                rows.Add(mask, biased, 7, 5);
            }
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Are_equal_in_values_and_gradients(string name, bool biased, int queries, int keys)
    {
        using var scope = NewDisposeScope();
        var heads = new Heads(queries * 13 + keys, queries: queries, keys: keys);
        var mask = Masks[name](heads);
        var scale = new AttentionScale.Custom(0.7);
        var fused = heads.Attend(new DotProductAttention(scale), mask, biased);
        var eager = heads.Attend(new DotProductAttention(scale, eager: true), mask, biased);
        Assert.InRange(Heads.Difference(fused, eager), 0, Heads.Tolerance);
        foreach (var (left, right) in heads.Gradients(fused, biased).Zip(heads.Gradients(eager, biased)))
            Assert.InRange(Heads.Difference(left, right), 0, Heads.Tolerance);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Query_that_may_attend_to_nothing_reads_zero_and_gives_no_gradient(bool eager, bool biased)
    {
        using var scope = NewDisposeScope();
        var heads = new Heads(3);
        var keep = ones(2, 1, 5, 7, dtype: @bool);
        keep[0, 0, 1] = tensor(false);
        keep[1, 0, 4] = tensor(false);
        var output = heads.Attend(new DotProductAttention(eager: eager), AttentionMask.Custom(keep), biased);
        Assert.Equal(0.0, output[0, TensorIndex.Colon, 1].abs().max().item<double>());
        Assert.Equal(0.0, output[1, TensorIndex.Colon, 4].abs().max().item<double>());
        Assert.NotEqual(0.0, output[0, TensorIndex.Colon, 4].abs().max().item<double>());
        var gradients = heads.Gradients(output, biased);
        Assert.All(gradients, gradient => Assert.True(gradient.isfinite().all().item<bool>()));
        Assert.Equal(0.0, gradients[0][0, TensorIndex.Colon, 1].abs().max().item<double>());
        Assert.Equal(0.0, gradients[0][1, TensorIndex.Colon, 4].abs().max().item<double>());
        Assert.NotEqual(0.0, gradients[0][0, TensorIndex.Colon, 4].abs().max().item<double>());
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    public void Empty_row_is_zero_in_every_element_type(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var heads = new Heads(5);
        Tensor query = heads.Query.to(type), key = heads.Key.to(type), value = heads.Value.to(type), bias = heads.Bias.to(type);
        var keep = ones(5, 7, dtype: @bool);
        keep[3] = tensor(false);
        using var gradients = no_grad(); // libtorch has a kernel of its own where nothing, the bias neither, needs a gradient
        foreach (bool eager in new[] { false, true })
        {
            foreach (var added in new[] { null, bias })
            {
                var output = new DotProductAttention(eager: eager).Attend(query, key, value, AttentionMask.Custom(keep), new AttentionTerms { ScoreBias = added }).to(float32);
                Assert.True(output.isfinite().all().item<bool>());
                Assert.Equal(0f, output.select(2, 3).abs().max().item<float>());
                Assert.NotEqual(0f, output.select(2, 2).abs().max().item<float>());
            }
        }
    }

    [Fact]
    public void Weights_are_rows_that_sum_to_one_and_hide_what_the_mask_hides()
    {
        using var scope = NewDisposeScope();
        var heads = new Heads(7);
        Tensor? weights = null;
        new DotProductAttention().Attend(heads.Query, heads.Key, heads.Value, AttentionMask.Causal,
            new AttentionTerms { Hook = AttentionHook.See(AttentionSite.Weights, given => weights = given.alias().MoveToOuterDisposeScope()) });
        Assert.Equal([2L, 6, 5, 7], weights!.shape);
        Assert.InRange((weights.sum(-1) - 1).abs().max().item<double>(), 0, Heads.Tolerance);
        Assert.Equal(0.0, weights.masked_select(AttentionMask.Causal.ToTensor(5, 7).logical_not()).abs().max().item<double>());
    }

    [Fact]
    public void Grouped_heads_are_heads_with_repeated_keys_and_values()
    {
        using var scope = NewDisposeScope();
        var heads = new Heads(11);
        Tensor keys = heads.Key.repeat_interleave(2, 1), values = heads.Value.repeat_interleave(2, 1);
        foreach (bool eager in new[] { false, true })
        {
            var kernel = new DotProductAttention(eager: eager);
            var grouped = heads.Attend(kernel, AttentionMask.Causal);
            var single = kernel.Attend(heads.Query, keys, values, AttentionMask.Causal);
            Assert.InRange(Heads.Difference(grouped, single), 0, Heads.Tolerance);
            foreach (var (left, right) in heads.Gradients(grouped).Zip(heads.Gradients(single)))
                Assert.InRange(Heads.Difference(left, right), 0, Heads.Tolerance);
        }
    }

    [Fact]
    public void Window_as_wide_as_the_input_is_full_attention()
    {
        using var scope = NewDisposeScope();
        var heads = new Heads(13);
        var kernel = new DotProductAttention();
        Assert.InRange(Heads.Difference(heads.Attend(kernel, AttentionMask.Window(6, 4)), heads.Attend(kernel, AttentionMask.All)), 0, Heads.Tolerance);
        Assert.InRange(Heads.Difference(heads.Attend(kernel, AttentionMask.Window(6, 0)), heads.Attend(kernel, AttentionMask.Causal)), 0, Heads.Tolerance);
        Assert.True(Heads.Difference(heads.Attend(kernel, AttentionMask.Window(5, 4)), heads.Attend(kernel, AttentionMask.All)) > 1e-6);
    }

    [Fact]
    public void Nothing_is_left_behind()
    {
        void Body()
        {
            using var scope = NewDisposeScope();
            var heads = new Heads(17);
            using (no_grad())
            {
                heads.Attend(new DotProductAttention(), AttentionMask.Causal & AttentionMask.Window(1, 0), biased: true);
                heads.Attend(new DotProductAttention(eager: true), AttentionMask.Causal & AttentionMask.Window(1, 0), biased: true);
            }
        }
        Body();
        var statistics = TorchSharp.DisposeScopeManager.Statistics;
        statistics.Reset();
        Body();
        Assert.Equal(0, statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Refusals_are_told_in_full()
    {
        using var scope = NewDisposeScope();
        var kernel = new DotProductAttention();
        Tensor query = zeros(2, 6, 5, 4), key = zeros(2, 3, 7, 4), value = zeros(2, 3, 7, 4);
        void Refused<T>(string expected, Tensor q, Tensor k, Tensor v) where T : Exception =>
            Assert.Equal(expected, Assert.Throws<T>(() => kernel.Attend(q, k, v, AttentionMask.All)).Message);
        Refused<ShapeException>("`query` must have shape [B, H, T, K]; got [6, 5, 4].", query[0], key, value);
        Refused<ShapeException>("`key` must have shape [B, G, S, K]; got [3, 7, 4].", query, key[0], value);
        Refused<ShapeException>("`value` must have shape [B, G, S, K′]; got [3, 7, 4].", query, key, value[0]);
        Refused<ShapeException>("`key` must have shape [B, G, S, K] with B = 2, K = 4 and G a divisor of H = 6; got [3, 3, 7, 4].", query, zeros(3, 3, 7, 4), value);
        Refused<ShapeException>("`key` must have shape [B, G, S, K] with B = 2, K = 4 and G a divisor of H = 6; got [2, 3, 7, 5].", query, zeros(2, 3, 7, 5), value);
        Refused<ShapeException>("`key` must have shape [B, G, S, K] with B = 2, K = 4 and G a divisor of H = 6; got [2, 4, 7, 4].", query, zeros(2, 4, 7, 4), value);
        Refused<ShapeException>("`value` must have shape [B, G, S, K′] with B = 2, G = 3, S = 7; got [2, 3, 8, 4].", query, key, zeros(2, 3, 8, 4));
        Refused<ArgumentException>("`query`, `key` and `value` must have one element type; got Float32, Float32 and Float64. Convert with .to(...).", query, key, value.to(float64));
        Assert.Equal("Value cannot be null. (Parameter 'mask')", Assert.Throws<ArgumentNullException>(() => kernel.Attend(query, key, value, null!)).Message);
        var padding = AttentionMask.KeyPadding(ones(2, 5, dtype: @bool));
        Assert.Equal(
            "The key padding must have shape [B, S] with S = 7; got [2, 5]. With a cache the mask covers cached keys too.",
            Assert.Throws<ShapeException>(() => kernel.Attend(query, key, value, padding)).Message);
    }

    private static Tensor Keep(long rows, long columns)
    {
        var random = new Random((int)(rows * 31 + columns));
        return tensor(Enumerable.Range(0, (int)(rows * columns)).Select(_ => random.Next(3) > 0).ToArray()).reshape(rows, columns);
    }
}
