using Rote.Attention;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Tests.Theorems;

/// <summary>A random tiny model in float64: position scheme and norm placement given, everything else drawn by the seed.</summary>
internal sealed class TinyModel : IDisposable
{
    // float64 carries 16 digits; three layers of sums over a few dozen numbers lose four of them at most.
    public const double Tolerance = 1e-11;
    public const int Vocabulary = 23;
    private readonly Random _random;

    private TinyModel(int seed, string positions, NormPlacement placement, Func<TransformerSpec, StackSpec, TransformerSpec> arrange, bool causal)
    {
        _random = new Random(seed);
        int heads = 2 * _random.Next(1, 3), headWidth = 2 * _random.Next(2, 5);
        bool narrow = _random.Next(2) == 0; // heads of D / H, or of a width of their own
        int width = narrow ? heads * headWidth : 14;
        NormSpec norm = _random.Next(2) == 0 ? new NormSpec.Layer(Bias: _random.Next(2) == 0) : new NormSpec.RootMeanSquare();
        var stack = new StackSpec
        {
            Layers = _random.Next(1, 4),
            Causal = causal,
            Positions = Positions(positions, causal),
            FinalNorm = _random.Next(2) == 0 ? norm : null,
            Embedding = new EmbeddingSpec { ScaleBySquareRootWidth = _random.Next(2) == 0, Norm = _random.Next(2) == 0 ? norm : null },
            Block = new BlockSpec
            {
                SelfAttention = new AttentionSpec
                {
                    Heads = heads,
                    HeadWidth = narrow ? null : headWidth,
                    KeyValueHeads = _random.Next(3) switch { 0 => 1, 1 => heads / 2, _ => null },
                    Bias = _random.Next(2) == 0,
                    Scale = _random.Next(2) == 0 ? new AttentionScale.InverseSquareRoot() : new AttentionScale.Custom(0.4),
                },
                FeedForward = _random.Next(4) == 0 ? null : new FeedForwardSpec { Width = 13, Activation = (Activation)_random.Next(4), Gated = _random.Next(2) == 0 },
                Norm = norm,
                NormPlacement = placement,
                Residual = _random.Next(2) == 0 ? new ResidualSpec.On() : new ResidualSpec.Scaled(0.6),
            },
        };
        var spec = arrange(new TransformerSpec { VocabularySize = Vocabulary, Width = width }, stack);
        Model = new Transformer(spec).Initialize(seed);
        Model.to(float64);
        Model.eval();
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed + 1);
        foreach (var parameter in Model.parameters())
            parameter.add_(randn(parameter.shape, dtype: float64, generator: generator) * 0.2); // biases and norms are not left at 0 and 1
    }

    public Transformer Model { get; }

    public static TinyModel Decoder(int seed, string positions, NormPlacement placement) =>
        new(seed, positions, placement, (model, stack) => model with { Decoder = stack }, causal: true);

    public static TinyModel Encoder(int seed, string positions, NormPlacement placement) =>
        new(seed, positions, placement, (model, stack) => model with { Encoder = stack }, causal: false);

    public static TinyModel Both(int seed, string positions, NormPlacement placement) => new(seed, positions, placement, (model, stack) => model with
    {
        Encoder = stack with { Causal = false },
        Decoder = stack with { Block = stack.Block with { CrossAttention = stack.Block.SelfAttention } },
    }, causal: true);

    /// <summary>Every position scheme with every norm placement, each with two seeds.</summary>
    public static TheoryData<int, string, NormPlacement> Cases(params string[] schemes)
    {
        var rows = new TheoryData<int, string, NormPlacement>();
        int seed = 0;
        foreach (string scheme in schemes.Length > 0 ? schemes : ["none", "sinusoidal", "learned", "rotary", "partial rotary", "buckets"])
        {
            foreach (var placement in Enum.GetValues<NormPlacement>())
            {
                rows.Add(++seed, scheme, placement);
                rows.Add(++seed, scheme, placement);
            }
        }
        return rows;
    }

    /// <summary>Random token ids, <c>[batch, length]</c>.</summary>
    public Tensor Ids(int batch, int length) => tensor(Enumerable.Range(0, batch * length).Select(_ => (long)_random.Next(Vocabulary)).ToArray()).reshape(batch, length);

    /// <summary>A whole number in [from, to].</summary>
    public int Draw(int from, int to) => _random.Next(from, to + 1);

    /// <summary>The positions 0..length−1 in a random order.</summary>
    public long[] Shuffle(int length)
    {
        long[] order = [.. Enumerable.Range(0, length).Select(i => (long)i)];
        _random.Shuffle(order);
        return order;
    }

    public void Dispose() => Model.Dispose();

    public static double Difference(Tensor left, Tensor right)
    {
        Assert.Equal(left.shape, right.shape);
        double difference = (left - right).abs().max().item<double>();
        return double.IsNaN(difference) ? double.PositiveInfinity : difference;
    }

    private PositionSpec Positions(string name, bool causal) => name switch
    {
        "none" => new PositionSpec.None(),
        "sinusoidal" => new PositionSpec.Sinusoidal((SinusoidalLayout)_random.Next(2)),
        "learned" => new PositionSpec.Learned(29, _random.Next(3)),
        "rotary" => new PositionSpec.Rotary(Base: 50, Scaling: _random.Next(2) == 0 ? null : new RotaryScaling.Linear(1.7)),
        "partial rotary" => new PositionSpec.Rotary(Base: 100, Dimensions: 2),
        "buckets" => new PositionSpec.Buckets(8, 11, Bidirectional: !causal),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not a position scheme."),
    };
}
