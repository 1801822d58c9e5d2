using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Rote.Tensors;

/// <summary>The one guarded matrix product: a wrong shape given to libtorch's own would end the process.</summary>
public static class Products
{
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
}
