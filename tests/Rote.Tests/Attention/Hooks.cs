using Rote.Attention;
using Rote.Layers;
using Rote.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Tests.Attention;

public class Hooks
{
    private const double Tolerance = 1e-12;

    public static TheoryData<AttentionSite> Sites() => [.. Enum.GetValues<AttentionSite>()];

    [Theory]
    [MemberData(nameof(Sites))]
    public void Hook_that_only_looks_changes_nothing_and_sees_its_shape(AttentionSite site)
    {
        using var scope = NewDisposeScope();
        using var module = Module();
        var x = Input();
        long[]? seen = null;
        var hooked = module.Attend(x, mask: AttentionMask.Causal, hook: AttentionHook.See(site, tensor => seen = tensor.shape));
        Assert.InRange((hooked - module.Attend(x, mask: AttentionMask.Causal)).abs().max().item<double>(), 0, Tolerance);
        Assert.Equal(site switch
        {
            AttentionSite.Query or AttentionSite.HeadOutput => [2L, 4, 5, 3],
            AttentionSite.Key or AttentionSite.Value => [2L, 2, 5, 3],
            _ => [2L, 4, 5, 5],
        }, seen);
    }

    [Theory]
    [MemberData(nameof(Sites))]
    public void Another_shape_is_refused(AttentionSite site)
    {
        using var scope = NewDisposeScope();
        using var module = Module();
        var wrong = Assert.Throws<ShapeException>(() => module.Attend(Input(), hook: AttentionHook.Replace(site, tensor => tensor.narrow(1, 0, 1))));
        Assert.Matches($@"^A hook at {site} must return the shape that it was given, .*\[2, [24], 5, [35]\].*; got .*\[2, 1, 5, [35]\].*\.$", wrong.Message);
    }

    [Fact]
    public void Replaced_tensors_are_what_attention_goes_on_with()
    {
        using var scope = NewDisposeScope();
        using var module = Module();
        var x = Input();
        var plain = module.Attend(x);
        Tensor Replaced(AttentionSite site, Func<Tensor, Tensor> replace) => module.Attend(x, hook: AttentionHook.Replace(site, replace));
        void Same(Tensor one, Tensor other) => Assert.InRange((one - other).abs().max().item<double>(), 0, Tolerance);

        // no query, no scores, no masked scores: every key counts the same
        var even = Replaced(AttentionSite.Weights, weights => full_like(weights, 0.2));
        foreach (var site in new[] { AttentionSite.Query, AttentionSite.RawScores, AttentionSite.Scores, AttentionSite.MaskedScores })
            Same(Replaced(site, tensor => zeros_like(tensor)), even);
        Assert.True((even - plain).abs().max().item<double>() > 1e-3);
        // raw scores are the scores before 1/√3
        Same(Replaced(AttentionSite.RawScores, scores => scores * 2), Replaced(AttentionSite.Scores, scores => scores * 2));
        // nothing read: what is left is the output's bias
        var bias = module.named_parameters().Single(pair => pair.name == "output.bias").parameter;
        Same(Replaced(AttentionSite.HeadOutput, tensor => zeros_like(tensor)), bias.expand_as(plain));
        Same(Replaced(AttentionSite.Value, tensor => zeros_like(tensor)), bias.expand_as(plain));
    }

    [Fact]
    public void Weighted_term_is_added_to_what_is_read()
    {
        using var scope = NewDisposeScope();
        var heads = new Heads(5);
        var kernel = new DotProductAttention();
        using var generator = new Generator(11);
        var term = randn(heads.Key.size(2), heads.Value.size(3), dtype: float64, generator: generator); // [S, K′]
        Tensor? weights = null;
        var terms = new AttentionTerms
        {
            WeightedTerm = given => Products.MatMul(given, term),
            Hook = AttentionHook.See(AttentionSite.Weights, given => weights = given.alias().MoveToOuterDisposeScope()),
        };
        var read = kernel.Attend(heads.Query, heads.Key, heads.Value, AttentionMask.All, terms);
        Assert.InRange(Heads.Difference(read, heads.Attend(kernel, AttentionMask.All) + Products.MatMul(weights!, term)), 0, Heads.Tolerance);
    }

    private static Tensor Input()
    {
        using var generator = new Generator(7);
        return randn(2, 5, 8, dtype: float64, generator: generator);
    }

    private static MultiHeadAttention Module()
    {
        var module = new MultiHeadAttention(8, new AttentionSpec { Heads = 4, KeyValueHeads = 2, HeadWidth = 3 });
        module.to(float64);
        using var gradients = no_grad();
        using var generator = new Generator(3);
        foreach (var (_, parameter) in module.named_parameters())
            parameter.normal_(0, 0.7, generator);
        return module;
    }
}
