using System.Runtime.CompilerServices;
using Rote.Tensors.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Tensors;

/// <summary>The one guarded matrix product: a wrong shape given to libtorch's own would end the process.</summary>
public static class Products
{
    // From here on oneDNN's faster product makes up for what a convolution costs beside it, and for the code that is written for every new number of rows.
    private const long FewestRows = 128, FewestWeights = 1 << 16;

    /// <summary>The product of a linear layer, x·Wᵀ + b, by the faster of libtorch's matrix libraries. Autograd goes the same way back.</summary>
    /// <param name="x">What is read, <c>[.., inputs]</c>.</param>
    /// <param name="weight">W, <c>[outputs, inputs]</c>.</param>
    /// <param name="bias">b, <c>[outputs]</c>; null adds nothing.</param>
    /// <returns><c>[.., outputs]</c>.</returns>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">Sizes, element types or devices do not fit.</exception>
    public static Tensor Linear(Tensor x, Tensor weight, Tensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        if (!GoesToOneDnn(x, weight, bias))
            return nn.functional.linear(x, weight, bias!);
        using var scope = NewDisposeScope();
        long inputs = weight.size(1), outputs = weight.size(0);
        // A convolution with a kernel of one point is the same product; channels stand last, as they do in x, so that nothing is moved.
        var image = x.reshape(1, 1, -1, inputs).permute(0, 3, 1, 2); // [1, inputs, 1, rows]
        var scores = nn.functional.conv2d(image, weight.reshape(outputs, inputs, 1, 1), bias); // [1, outputs, 1, rows]
        long[] shape = x.shape;
        shape[^1] = outputs;
        return scores.permute(0, 2, 3, 1).reshape(shape).MoveToOuterDisposeScope(); // [.., outputs]
    }

    /// <summary>The batched matrix product <c>[.., rows, inner] × [.., inner, columns]</c>.</summary>
    /// <param name="left">The left factor, <c>[.., rows, inner]</c>.</param>
    /// <param name="right">The right factor, <c>[.., inner, columns]</c>, leading dimensions broadcastable to the left's.</param>
    /// <param name="leftName">The argument's name; filled in by the compiler.</param>
    /// <param name="rightName">The argument's name; filled in by the compiler.</param>
    /// <returns>The product, <c>[.., rows, columns]</c>.</returns>
    /// <exception cref="ShapeException">Ranks, inner sizes or leading sizes do not fit.</exception>
    /// <exception cref="ArgumentException">The element types differ.</exception>
    public static Tensor MatMul(
        Tensor left,
        Tensor right,
        [CallerArgumentExpression(nameof(left))] string leftName = "",
        [CallerArgumentExpression(nameof(right))] string rightName = "")
    {
        ArgumentNullException.ThrowIfNull(left, leftName);
        ArgumentNullException.ThrowIfNull(right, rightName);
        long leftRank = left.dim(), rightRank = right.dim();
        if (leftRank < 2 || rightRank < 2)
            throw new ShapeException($"`{leftName}` and `{rightName}` must have at least two dimensions; got {left.Describe()} and {right.Describe()}.");
        if (left.size(-1) != right.size(-2))
            throw new ShapeException($"The last size of `{leftName}` must equal the last but one of `{rightName}`; got {left.Describe()} and {right.Describe()}.");
        for (int back = 3; back <= Math.Min(leftRank, rightRank); back++)
        {
            long a = left.size(-back), b = right.size(-back);
            if (a != b && a != 1 && b != 1)
                throw new ShapeException($"The leading sizes of `{leftName}` and `{rightName}` must be equal or 1; got {left.Describe()} and {right.Describe()}.");
        }
        if (left.dtype != right.dtype)
            throw new ArgumentException($"`{leftName}` and `{rightName}` must have one element type; got {left.dtype} and {right.dtype}. Convert one with .to(...).");
#pragma warning disable RS0030 // The one place where the raw product is allowed.
        return left.matmul(right);
#pragma warning restore RS0030
    }

    private static bool GoesToOneDnn(Tensor x, Tensor weight, Tensor? bias) =>
        MatrixLibrary.OneDnnIsFaster && x.device_type == DeviceType.CPU && weight.device_type == DeviceType.CPU
        && x.dtype == ScalarType.Float32 && weight.dtype == ScalarType.Float32 && (bias is null || (bias.dtype == ScalarType.Float32 && bias.dim() == 1))
        && x.dim() >= 2 && weight.dim() == 2 && x.size(-1) == weight.size(1) && (bias is null || bias.size(0) == weight.size(0))
        && x.numel() >= FewestRows * weight.size(1) && weight.numel() >= FewestWeights;
}
