using Rote.Attention;
using Rote.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Tests.Theorems;

/// <summary>What can be exchanged without a change.</summary>
public class Symmetries
{
    public static TheoryData<int, string, NormPlacement> WithoutPositions() => TinyModel.Cases("none");

    public static TheoryData<int, string, NormPlacement> WithPositions() => TinyModel.Cases("sinusoidal", "learned", "rotary", "partial rotary", "buckets");

    public static TheoryData<int, string, NormPlacement> Cases() => TinyModel.Cases();

    [Theory]
    [MemberData(nameof(WithoutPositions))]
    public void Without_positions_tokens_are_a_set(int seed, string positions, NormPlacement placement) =>
        Assert.InRange(PermutationError(seed, positions, placement), 0, TinyModel.Tolerance);

    [Theory]
    [MemberData(nameof(WithPositions))]
    public void With_positions_they_are_not(int seed, string positions, NormPlacement placement) =>
        Assert.True(PermutationError(seed, positions, placement) > 1e-6);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_of_a_batch_do_not_see_one_another(int seed, string positions, NormPlacement placement)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var tiny = TinyModel.Encoder(seed, positions, placement);
        var ids = tiny.Ids(3, 5);
        var together = tiny.Model.Encode(ids);
        for (int row = 0; row < 3; row++)
            Assert.InRange(TinyModel.Difference(together.narrow(0, row, 1), tiny.Model.Encode(ids.narrow(0, row, 1))), 0, TinyModel.Tolerance);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, 3)]
    [InlineData(4, 5)]
    public void As_many_key_value_heads_as_heads_are_ungrouped(int heads, int? headWidth)
    {
        using var scope = NewDisposeScope();
        var spec = new AttentionSpec { Heads = heads, HeadWidth = headWidth };
        using var plain = Attention(8, spec, 3);
        using var grouped = Attention(8, spec with { KeyValueHeads = heads }, 5);
        Copy(plain, grouped, name => name);
        SameInValuesAndGradients(plain, grouped);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(6, 3)]
    [InlineData(6, 2)]
    public void Grouped_heads_are_heads_with_repeated_weights(int heads, int groups)
    {
        using var scope = NewDisposeScope();
        var spec = new AttentionSpec { Heads = heads, HeadWidth = 5 };
        using var grouped = Attention(8, spec with { KeyValueHeads = groups }, 7);
        using var plain = Attention(8, spec, 11);
        Tensor Repeat(string name, Tensor weight) => name.StartsWith("key", StringComparison.Ordinal) || name.StartsWith("value", StringComparison.Ordinal)
            ? weight.reshape([groups, 5, .. weight.shape[1..]]).repeat_interleave(heads / groups, 0).reshape([heads * 5, .. weight.shape[1..]])
            : weight;
        Copy(grouped, plain, name => name, Repeat);
        using var x = Input();
        Assert.InRange(TinyModel.Difference(grouped.Attend(x, mask: AttentionMask.Causal), plain.Attend(x, mask: AttentionMask.Causal)), 0, TinyModel.Tolerance);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Tied_queries_and_keys_are_equal_weights(int heads)
    {
        using var scope = NewDisposeScope();
        var spec = new AttentionSpec { Heads = heads };
        using var tied = Attention(8, spec with { TiedQueryKey = true }, 13);
        using var separate = Attention(8, spec, 17);
        Copy(tied, separate, name => name.Replace("key", "query", StringComparison.Ordinal));
        using var x = Input();
        Assert.InRange(TinyModel.Difference(tied.Attend(x, mask: AttentionMask.Causal), separate.Attend(x, mask: AttentionMask.Causal)), 0, TinyModel.Tolerance);
        tied.Attend(x).sum().backward();
        separate.Attend(x).sum().backward();
        // the shared weight collects what both separate ones get
        Assert.InRange(TinyModel.Difference(Gradient(tied, "query.weight"), Gradient(separate, "query.weight") + Gradient(separate, "key.weight")), 0, TinyModel.Tolerance);
        Assert.InRange(TinyModel.Difference(Gradient(tied, "value.weight"), Gradient(separate, "value.weight")), 0, TinyModel.Tolerance);
    }

    [Fact]
    public void Tied_scores_are_symmetric()
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var tied = Attention(8, new AttentionSpec { Heads = 2, TiedQueryKey = true }, 19);
        using var separate = Attention(8, new AttentionSpec { Heads = 2 }, 19);
        using var x = Input();
        // log-weights are scores up to a constant by row, so that differences across the diagonal sum to nothing around any triangle
        static double Asymmetry(MultiHeadAttention module, Tensor x)
        {
            Tensor? weights = null;
            module.Attend(x, hook: AttentionHook.See(AttentionSite.Weights, given => weights = given.log().DetachFromDisposeScope()));
            using var owned = weights;
            var skew = weights! - weights!.transpose(-2, -1);
            return (skew[TensorIndex.Ellipsis, 0, 1] + skew[TensorIndex.Ellipsis, 1, 2] + skew[TensorIndex.Ellipsis, 2, 0]).abs().max().item<double>();
        }
        Assert.InRange(Asymmetry(tied, x), 0, TinyModel.Tolerance);
        Assert.True(Asymmetry(separate, x) > 1e-6);
    }

    private static double PermutationError(int seed, string positions, NormPlacement placement)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var tiny = TinyModel.Encoder(seed, positions, placement);
        var ids = tiny.Ids(2, 7);
        using var order = tensor(tiny.Shuffle(7));
        return TinyModel.Difference(tiny.Model.Encode(ids).index_select(1, order), tiny.Model.Encode(ids.index_select(1, order)));
    }

    private static void SameInValuesAndGradients(MultiHeadAttention left, MultiHeadAttention right)
    {
        using var x = Input();
        Tensor fromLeft = left.Attend(x, mask: AttentionMask.Causal), fromRight = right.Attend(x, mask: AttentionMask.Causal);
        Assert.InRange(TinyModel.Difference(fromLeft, fromRight), 0, TinyModel.Tolerance);
        fromLeft.sin().sum().backward();
        fromRight.sin().sum().backward();
        foreach (var (name, _) in right.named_parameters())
            Assert.InRange(TinyModel.Difference(Gradient(left, name), Gradient(right, name)), 0, TinyModel.Tolerance);
    }

    private static MultiHeadAttention Attention(int width, AttentionSpec spec, int seed)
    {
        var module = new MultiHeadAttention(width, spec);
        module.to(float64);
        using var gradients = no_grad();
        using var generator = new Generator((ulong)seed);
        foreach (var parameter in module.parameters())
            parameter.normal_(0, 0.5, generator);
        return module;
    }

    private static Tensor Input()
    {
        using var generator = new Generator(23);
        return randn([3, 5, 8], dtype: float64, generator: generator);
    }

    private static void Copy(MultiHeadAttention from, MultiHeadAttention to, Func<string, string> nameIn, Func<string, Tensor, Tensor>? change = null)
    {
        using var gradients = no_grad();
        var source = from.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        foreach (var (name, parameter) in to.named_parameters())
            parameter.copy_(change is null ? source[nameIn(name)] : change(name, source[nameIn(name)]));
    }

    private static Tensor Gradient(MultiHeadAttention module, string name) => module.named_parameters().Single(pair => pair.name == name).parameter.grad!;
}
