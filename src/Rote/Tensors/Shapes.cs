using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Rote.Tensors;

/// <summary>Destructures and checks shapes in one step: <c>var (batch, time, width) = x.Dims3("[B, T, D]")</c>.</summary>
public static class Shapes
{
    /// <summary>The two sizes of a matrix.</summary>
    /// <param name="tensor">The tensor to look at.</param>
    /// <param name="expected">The shape in letters, for the message.</param>
    /// <param name="name">The argument's name; filled in by the compiler.</param>
    /// <returns>Both sizes.</returns>
    /// <exception cref="ShapeException">The tensor has not two dimensions.</exception>
    public static (long First, long Second) Dims2(this Tensor tensor, string expected, [CallerArgumentExpression(nameof(tensor))] string name = "")
    {
        RequireRank(tensor, 2, expected, name);
        return (tensor.size(0), tensor.size(1));
    }

    /// <summary>The three sizes of a tensor such as <c>[B, T, D]</c>.</summary>
    /// <inheritdoc cref="Dims2" path="/param"/>
    /// <returns>The sizes in order.</returns>
    /// <exception cref="ShapeException">The tensor has not three dimensions.</exception>
    public static (long First, long Second, long Third) Dims3(this Tensor tensor, string expected, [CallerArgumentExpression(nameof(tensor))] string name = "")
    {
        RequireRank(tensor, 3, expected, name);
        return (tensor.size(0), tensor.size(1), tensor.size(2));
    }

    /// <summary>The four sizes of a tensor such as <c>[B, H, T, K]</c>.</summary>
    /// <inheritdoc cref="Dims2" path="/param"/>
    /// <returns>The sizes in order.</returns>
    /// <exception cref="ShapeException">The tensor has not four dimensions.</exception>
    public static (long First, long Second, long Third, long Fourth) Dims4(this Tensor tensor, string expected, [CallerArgumentExpression(nameof(tensor))] string name = "")
    {
        RequireRank(tensor, 4, expected, name);
        return (tensor.size(0), tensor.size(1), tensor.size(2), tensor.size(3));
    }

    /// <summary>A shape as messages show it: <c>[2, 5, 12]</c>.</summary>
    /// <param name="tensor">The tensor to look at.</param>
    /// <returns>The sizes in brackets.</returns>
    public static string Describe(this Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";

    private static void RequireRank(Tensor tensor, int rank, string expected, string name)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        if (tensor.dim() != rank)
            throw new ShapeException($"`{name}` must have shape {expected}; got {tensor.Describe()}.");
    }
}
