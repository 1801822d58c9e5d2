using Rote.Attention;
using Rote.Tensors;
using static TorchSharp.torch;

namespace Rote.Tests.Attention;

public sealed class MaskRules : IDisposable
{
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void All_is_neutral()
    {
        Assert.True((AttentionMask.All & AttentionMask.All).IsAll);
        Assert.True((AttentionMask.All & AttentionMask.Causal).IsCausal);
        Assert.True((AttentionMask.Causal & AttentionMask.All).IsCausal);
        var window = AttentionMask.Window(2, 1);
        Assert.Same(window, AttentionMask.All & window);
        Assert.Same(window, window & AttentionMask.All);
    }

    [Fact]
    public void Mask_and_itself_is_itself()
    {
        Assert.True((AttentionMask.Causal & AttentionMask.Causal).IsCausal);
        Assert.Equal(AttentionMask.Window(2, 1), AttentionMask.Window(2, 1) & AttentionMask.Window(2, 1));
        var padding = AttentionMask.KeyPadding(Keep(3, 5));
        Assert.Equal(padding, padding & padding);
    }

    [Fact]
    public void All_stays_a_flag() => Assert.True(AttentionMask.All.Simplify(5, 7, CPU).IsAll);

    [Fact]
    public void Causal_of_equal_lengths_stays_a_flag() => Assert.True(AttentionMask.Causal.Simplify(5, 5, CPU).IsCausal);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Causal_of_one_query_is_all(long keys) => Assert.True(AttentionMask.Causal.Simplify(1, keys, CPU).IsAll);

    [Fact]
    public void Causal_of_other_lengths_becomes_a_tensor()
    {
        var simple = AttentionMask.Causal.Simplify(3, 7, CPU);
        Assert.False(simple.IsCausal);
        Same(AttentionMask.Causal, simple, 3, 7);
    }

    [Fact]
    public void Simplified_twice_costs_nothing_more()
    {
        var once = (AttentionMask.Causal & AttentionMask.KeyPadding(Keep(2, 5))).Simplify(5, 5, CPU);
        Assert.Same(once, once.Simplify(5, 5, CPU));
        Assert.Same(once.ToTensor(5, 5), once.ToTensor(5, 5));
    }

    [Fact]
    public void Simplified_mask_is_equal()
    {
        foreach (var mask in Some(7))
            Same(mask, mask.Simplify(5, 7, CPU), 5, 7);
    }

    [Fact]
    public void Composition_is_what_both_keep_in_either_order()
    {
        foreach (var left in Some(7))
        {
            foreach (var right in Some(7))
            {
                var expected = Full(left, 5, 7).logical_and(Full(right, 5, 7));
                Assert.True(Full(left & right, 5, 7).equal(expected).all().item<bool>());
                Assert.True(Full(AttentionMask.BitwiseAnd(right, left), 5, 7).equal(expected).all().item<bool>());
            }
        }
    }

    [Fact]
    public void Composition_of_causal_and_key_padding_has_the_shape_of_the_scores()
    {
        var both = AttentionMask.Causal & AttentionMask.KeyPadding(Keep(3, 7));
        Assert.Equal([3L, 1, 5, 7], both.ToTensor(5, 7).shape);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(3, 7)]
    [InlineData(1, 7)]
    public void Window_as_wide_as_the_input_is_full(int queries, int keys)
    {
        Same(AttentionMask.Window(keys - 1, queries - 1), AttentionMask.All, queries, keys);
        Same(AttentionMask.Window(keys - 1, 0), AttentionMask.Causal, queries, keys);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(3, 7)]
    public void Window_one_narrower_is_not_full(int queries, int keys)
    {
        Assert.False(Full(AttentionMask.Window(keys - 2, queries - 1), queries, keys).all().item<bool>());
        Assert.False(Full(AttentionMask.Window(keys - 1, queries - 2), queries, keys).all().item<bool>());
    }

    [Fact]
    public void Last_queries_see_the_same_whether_earlier_ones_are_there_or_not()
    {
        foreach (var mask in new[] { AttentionMask.Causal, AttentionMask.Window(2, 0), AttentionMask.Window(1, 3) })
        {
            var whole = Full(mask, 7, 7);
            for (int queries = 1; queries < 7; queries++)
                Assert.True(whole.narrow(2, 7 - queries, queries).equal(Full(mask, queries, 7)).all().item<bool>());
        }
    }

    [Fact]
    public void Refusals_are_told_in_full()
    {
        Tensor keep = zeros(2, 5);
        Assert.Equal(
            "`keep` must be boolean, true where a query may attend; got Float32. Write mask.ne(0) for a mask of ones and zeros.",
            Assert.Throws<ArgumentException>(() => AttentionMask.KeyPadding(keep)).Message);
        Assert.Equal(
            "`keep` must be boolean, true where a query may attend; got Int64. Write mask.ne(0) for a mask of ones and zeros.",
            Assert.Throws<ArgumentException>(() => AttentionMask.Custom(keep.to(int64))).Message);
        Assert.Equal("`keep` must have shape [B, S]; got [2, 1, 5].", Assert.Throws<ShapeException>(() => AttentionMask.KeyPadding(keep.unsqueeze(1))).Message);
        Assert.Equal(
            "`keep` must be broadcastable to [B, H, T, S], with two to four dimensions; got [5].",
            Assert.Throws<ShapeException>(() => AttentionMask.Custom(ones(5, dtype: @bool))).Message);
        Assert.Equal("Value cannot be null. (Parameter 'keep')", Assert.Throws<ArgumentNullException>(() => AttentionMask.Custom(null!)).Message);
        Assert.Equal("Value cannot be null. (Parameter 'keep')", Assert.Throws<ArgumentNullException>(() => AttentionMask.KeyPadding(null!)).Message);
        Assert.Equal(
            "left ('-1') must be a non-negative value. (Parameter 'left')\nActual value was -1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => AttentionMask.Window(-1, 0)).Message.ReplaceLineEndings("\n"));
        Assert.Equal(
            "right ('-2') must be a non-negative value. (Parameter 'right')\nActual value was -2.",
            Assert.Throws<ArgumentOutOfRangeException>(() => AttentionMask.Window(0, -2)).Message.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Tensors_that_do_not_fit_the_scores_are_told_in_full()
    {
        Assert.Equal(
            "The key padding must have shape [B, S] with S = 7; got [2, 5]. With a cache the mask covers cached keys too.",
            Assert.Throws<ShapeException>(() => AttentionMask.KeyPadding(Keep(2, 5)).ToTensor(5, 7)).Message);
        Assert.Equal(
            "`keep` must be broadcastable to [B, H, T, S] with T = 5, S = 7; got [5, 3]. With a cache the mask covers cached keys too.",
            Assert.Throws<ShapeException>(() => AttentionMask.Custom(Keep(5, 3)).ToTensor(5, 7)).Message);
        Assert.Equal(
            "`keep` must be broadcastable to [B, H, T, S] with T = 5, S = 7; got [2, 1, 3, 7]. With a cache the mask covers cached keys too.",
            Assert.Throws<ShapeException>(() => AttentionMask.Custom(ones(2, 1, 3, 7, dtype: @bool)).ToTensor(5, 7)).Message);
    }

    private static AttentionMask[] Some(int keys) =>
    [
        AttentionMask.All, AttentionMask.Causal, AttentionMask.Window(2, 0), AttentionMask.Window(1, 3), AttentionMask.KeyPadding(Keep(3, keys)),
        AttentionMask.Custom(Keep(5, keys)), AttentionMask.Causal & AttentionMask.KeyPadding(Keep(3, keys)),
    ];

    private static Tensor Keep(int rows, int columns)
    {
        var random = new Random(rows * 31 + columns);
        return tensor(Enumerable.Range(0, rows * columns).Select(_ => random.Next(3) > 0).ToArray()).reshape(rows, columns);
    }

    private static Tensor Full(AttentionMask mask, long queries, long keys) => mask.ToTensor(queries, keys).expand(3, 1, queries, keys);

    private static void Same(AttentionMask expected, AttentionMask actual, long queries, long keys) =>
        Assert.True(Full(expected, queries, keys).equal(Full(actual, queries, keys)).all().item<bool>());
}
