using System.Diagnostics;
using Rote.Attention;
using Rote.Tensors;
using static TorchSharp.torch;

namespace Rote.Cli.Doctor;

/// <summary>A tiny computation with known results.</summary>
/// <param name="MatrixProduct">True when a product of whole numbers came out exact.</param>
/// <param name="FusedAttention">True when fused attention equals eager attention.</param>
/// <param name="GflopsPerSecond">Best speed of a float32 product of two 768 × 768 matrices, in 10⁹ operations a second.</param>
internal sealed record SelfTest(bool MatrixProduct, bool FusedAttention, double GflopsPerSecond)
{
    private const int Exact = 96, Timed = 768, Runs = 5;
    private const double Tolerance = 1e-5; // fused and eager float32 attention differ by a few units in the last place

    /// <summary>True when every result was right.</summary>
    public bool Passed => MatrixProduct && FusedAttention;

    /// <summary>Runs the test; takes a fraction of a second.</summary>
    /// <returns>The result.</returns>
    public static SelfTest Run()
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        return new SelfTest(IsProductExact(), IsAttentionRight(), Speed());
    }

    private static bool IsProductExact()
    {
        static int Left(int row, int column) => (7 * row + 3 * column) % 11 - 5;
        static int Right(int row, int column) => (5 * row + 9 * column) % 13 - 6;
        float[] left = new float[Exact * Exact], right = new float[Exact * Exact], expected = new float[Exact * Exact];
        for (int row = 0; row < Exact; row++)
        {
            for (int column = 0; column < Exact; column++)
            {
                left[row * Exact + column] = Left(row, column);
                right[row * Exact + column] = Right(row, column);
                for (int inner = 0; inner < Exact; inner++)
                    expected[row * Exact + column] += Left(row, inner) * Right(inner, column);
            }
        }
        var product = Products.MatMul(tensor(left).reshape(Exact, Exact), tensor(right).reshape(Exact, Exact)); // [96, 96]
        return product.data<float>().ToArray().AsSpan().SequenceEqual(expected);
    }

    private static bool IsAttentionRight()
    {
        using var generator = new Generator(1);
        Tensor Draw() => randn([2, 3, 17, 16], generator: generator); // [B, H, T, K]
        Tensor query = Draw(), key = Draw(), value = Draw();
        var fused = new DotProductAttention().Attend(query, key, value, AttentionMask.Causal);
        var eager = new DotProductAttention(eager: true).Attend(query, key, value, AttentionMask.Causal);
        return (fused - eager).abs().max().item<float>() <= Tolerance;
    }

    private static double Speed()
    {
        using var generator = new Generator(1);
        var square = randn([Timed, Timed], generator: generator);
        double best = double.PositiveInfinity;
        for (int run = 0; run < Runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            using var product = Products.MatMul(square, square);
            _ = product[0, 0].item<float>();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return 2.0 * Timed * Timed * Timed / best / 1e9;
    }
}
