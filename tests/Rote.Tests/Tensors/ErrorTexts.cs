using Rote.Tensors;
using static TorchSharp.torch;

namespace Rote.Tests.Tensors;

/// <summary>The full text of every refusal of <see cref="Shapes"/> and <see cref="Products"/>.</summary>
public sealed class ErrorTexts : IDisposable
{
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Shapes_destructure()
    {
        var x = zeros(2, 3, 5, 7);
        Assert.Equal((2, 3, 5, 7), x.Dims4("[B, H, T, K]"));
        Assert.Equal((3, 5, 7), x[0].Dims3("[H, T, K]"));
        Assert.Equal((5, 7), x[0, 0].Dims2("[T, K]"));
        Assert.Equal("[2, 3, 5, 7]", x.Describe());
        Assert.Equal("[]", tensor(1).Describe());
    }

    [Fact]
    public void Wrong_rank_names_the_argument_the_shape_and_what_came()
    {
        var hidden = zeros(2, 5);
        Assert.Equal("`hidden` must have shape [B, T, D]; got [2, 5].", Assert.Throws<ShapeException>(() => hidden.Dims3("[B, T, D]")).Message);
        Assert.Equal("`hidden` must have shape [B, H, T, K]; got [2, 5].", Assert.Throws<ShapeException>(() => hidden.Dims4("[B, H, T, K]")).Message);
        var ids = zeros(7);
        Assert.Equal("`ids` must have shape [B, T]; got [7].", Assert.Throws<ShapeException>(() => ids.Dims2("[B, T]")).Message);
        Assert.Equal("`source` must have shape [B, S, D]; got [7].", Assert.Throws<ShapeException>(() => ids.Dims3("[B, S, D]", "source")).Message);
    }

    [Fact]
    public void No_tensor_at_all()
    {
        Tensor hidden = null!;
        Assert.Equal("Value cannot be null. (Parameter 'hidden')", Assert.Throws<ArgumentNullException>(() => hidden.Dims3("[B, T, D]")).Message);
        Assert.Equal("Value cannot be null. (Parameter 'hidden')", Assert.Throws<ArgumentNullException>(() => Products.MatMul(hidden, ones(2, 3))).Message);
        Assert.Equal("Value cannot be null. (Parameter 'hidden')", Assert.Throws<ArgumentNullException>(() => Products.MatMul(ones(2, 3), hidden)).Message);
    }

    [Fact]
    public void Product_is_the_raw_one_where_shapes_fit()
    {
        var left = rand(2, 1, 3, 5);
        var right = rand(7, 5, 11);
        Assert.Equal([2L, 7, 3, 11], Products.MatMul(left, right).shape);
        Assert.Equal(0.0, (Products.MatMul(left, right) - left.matmul(right)).abs().max().item<float>());
    }

    [Theory]
    [InlineData(new long[] { 3 }, new long[] { 3, 5 }, "`left` and `right` must have at least two dimensions; got [3] and [3, 5].")]
    [InlineData(new long[] { 2, 3 }, new long[] { 3 }, "`left` and `right` must have at least two dimensions; got [2, 3] and [3].")]
    [InlineData(new long[] { 2, 3 }, new long[] { 5, 7 }, "The last size of `left` must equal the last but one of `right`; got [2, 3] and [5, 7].")]
    [InlineData(new long[] { 2, 5, 3 }, new long[] { 7, 3, 11 }, "The leading sizes of `left` and `right` must be equal or 1; got [2, 5, 3] and [7, 3, 11].")]
    [InlineData(new long[] { 2, 1, 5, 3 }, new long[] { 3, 7, 3, 11 }, "The leading sizes of `left` and `right` must be equal or 1; got [2, 1, 5, 3] and [3, 7, 3, 11].")]
    public void Product_of_shapes_that_do_not_fit(long[] leftShape, long[] rightShape, string expected)
    {
        Tensor left = zeros(leftShape), right = zeros(rightShape);
        Assert.Equal(expected, Assert.Throws<ShapeException>(() => Products.MatMul(left, right)).Message);
    }

    [Fact]
    public void Product_of_different_element_types()
    {
        Tensor left = zeros(2, 3), right = zeros(3, 5, dtype: float64);
        Assert.Equal(
            "`left` and `right` must have one element type; got Float32 and Float64. Convert one with .to(...).",
            Assert.Throws<ArgumentException>(() => Products.MatMul(left, right)).Message);
    }
}
