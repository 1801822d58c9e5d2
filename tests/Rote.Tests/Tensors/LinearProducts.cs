using Rote.Tensors;
using static TorchSharp.torch;

namespace Rote.Tests.Tensors;

/// <summary>The product of linear layers against libtorch's own, whichever library it went through.</summary>
public sealed class LinearProducts : IDisposable
{
    /// <summary>Sums of 263 products of order 1 in float32.</summary>
    private const double Tolerance = 1e-5;

    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<long[], bool, bool> Cases() => new()
    {
        { [5, 263], true, false },
        { [131, 263], true, false },
        { [131, 263], false, false },
        { [7, 53, 263], true, false },
        { [3, 5, 17, 263], true, false },
        { [131, 263], true, true },
        { [7, 53, 263], false, true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Product_and_gradients_equal_libtorchs(long[] shape, bool hasBias, bool transposed)
    {
        var made = new Generator(7);
        Tensor Leaf(params long[] sizes) => randn(sizes, generator: made).requires_grad_();
        var input = transposed ? Leaf([.. shape[..^2], shape[^1], shape[^2]]) : Leaf(shape);
        var weight = transposed ? Leaf(263, 251) : Leaf(251, 263);
        var bias = hasBias ? Leaf(251) : null;
        var x = transposed ? input.transpose(-1, -2) : input;
        var w = transposed ? weight.t() : weight;
        Tensor[] leaves = bias is null ? [input, weight] : [input, weight, bias];

        var product = Products.Linear(x, w, bias);
        var expected = nn.functional.linear(x, w, bias!);
        Assert.Equal(expected.shape, product.shape);
        Near(expected, product);
        var direction = randn(expected.shape, generator: made);
        var gradients = autograd.grad([product], leaves, [direction]);
        foreach (var (reference, gradient) in autograd.grad([expected], leaves, [direction]).Zip(gradients))
        {
            Assert.Equal(reference.shape, gradient.shape);
            Near(reference, gradient);
        }
    }

    [Fact]
    public void Float64_keeps_its_precision()
    {
        var x = randn(131, 263, dtype: ScalarType.Float64);
        var weight = randn(251, 263, dtype: ScalarType.Float64);
        Assert.True(Products.Linear(x, weight).sub(Products.MatMul(x, weight.t())).abs().max().item<double>() < 1e-13);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        var x = zeros(131, 263);
        Assert.Contains("131x263 and 31x251", Assert.ThrowsAny<Exception>(() => Products.Linear(x, zeros(251, 31))).Message);
    }

    private static void Near(Tensor expected, Tensor actual)
    {
        double scale = Math.Max(1, expected.abs().max().item<float>());
        Assert.True((expected - actual).abs().max().item<float>() / scale < Tolerance, $"off by {(expected - actual).abs().max().item<float>()}");
    }
}
