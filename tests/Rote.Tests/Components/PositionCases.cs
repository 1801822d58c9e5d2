using Rote.Attention;
using Rote.Models;
using Rote.Positions;
using Rote.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Tests.Components;

internal static class PositionCases
{
    private static readonly Dictionary<string, Action<ComponentCase>> Kinds = new()
    {
        ["positions_sinusoidal"] = Sinusoidal,
        ["positions_learned"] = Learned,
        ["rotary_halves_"] = Rotary,
        ["t5_buckets"] = Buckets,
        ["t5_bias_"] = BucketBias,
    };

    public static void Run(ComponentCase reference) => reference.Kind(Kinds)(reference);

    private static void Sinusoidal(ComponentCase reference)
    {
        long rows = reference.Constant("positions").max().item<long>() + 1;
        int width = (int)reference.Number("width", 0);
        reference.Check(new Dictionary<string, Tensor>
        {
            ["interleaved"] = SinusoidalPositions.Table(rows, width, SinusoidalLayout.Interleaved).index_select(0, reference.Constant("positions")),
            ["halves"] = SinusoidalPositions.Table(rows, width, SinusoidalLayout.Halves).index_select(0, reference.Constant("positions")),
        });
    }

    private static void Learned(ComponentCase reference)
    {
        var tokens = reference.Parameter("tokens");
        int width = (int)tokens.size(1), offset = (int)reference.Number("offset", 0);
        using var table = new TokenTable((int)tokens.size(0), width);
        using var positions = new LearnedPositions(width, (int)reference.Parameter("positions").size(0) - offset, offset);
        using (no_grad())
        {
            table.to(tokens.dtype);
            positions.to(tokens.dtype);
            table.Weight.copy_(tokens);
            positions.parameters().Single().copy_(reference.Parameter("positions"));
        }
        var ids = reference.Constant("ids");
        var y = positions.Embed(table.call(ids) * Math.Sqrt(width), arange(ids.size(1)));
        reference.Check(
            new Dictionary<string, Tensor> { ["y"] = y },
            new Dictionary<string, Func<Tensor?>> { ["tokens"] = () => table.Weight.grad, ["positions"] = () => positions.parameters().Single().grad });
    }

    private static void Rotary(ComponentCase reference)
    {
        using var scheme = new RotaryPositions((int)reference.Number("width", 0), reference.Number("base", 0));
        Tensor Turn(string name) => scheme.Prepare(reference.Constant($"{name}_positions"), 0, 0, reference.In(name).dtype).Rotate(reference.In(name));
        reference.Check(new Dictionary<string, Tensor> { ["q"] = Turn("q"), ["k"] = Turn("k") });
    }

    private static void Buckets(ComponentCase reference)
    {
        long[] distances = reference.Constant("distances").data<long>().ToArray();
        Tensor Of(bool bidirectional) => tensor(distances.Select(distance => BucketPositions.Bucket(
            distance, (int)reference.Number("buckets", 0), (int)reference.Number("farthest", 0), bidirectional)).ToArray());
        reference.Check(new Dictionary<string, Tensor> { ["bidirectional"] = Of(true), ["causal"] = Of(false) });
    }

    private static void BucketBias(ComponentCase reference)
    {
        bool causal = reference.Name.Contains("_causal", StringComparison.Ordinal);
        var query = reference.In("q");
        using var scheme = new BucketPositions((int)query.size(1), (int)reference.Number("buckets", 0), (int)reference.Number("farthest", 0), !causal);
        var table = scheme.parameters().Single();
        using (no_grad())
            scheme.to(query.dtype);
        table = scheme.parameters().Single();
        using (no_grad())
            table.copy_(reference.Parameter("table"));
        long queries = query.size(2), keys = reference.In("k").size(2);
        var bias = scheme.Prepare(arange(keys - queries, keys), queries, keys, query.dtype).Score(query, 1).ScoreBias!;
        Tensor? weights = null;
        var y = new DotProductAttention(new AttentionScale.Off()).Attend(
            query, reference.In("k"), reference.In("v"), causal ? AttentionMask.Causal : AttentionMask.All,
            new AttentionTerms { ScoreBias = bias, Hook = AttentionHook.See(AttentionSite.Weights, w => weights = w.alias().MoveToOuterDisposeScope()) });
        reference.Check(
            new Dictionary<string, Tensor> { ["y"] = y, ["weights"] = weights!, ["bias"] = bias },
            new Dictionary<string, Func<Tensor?>> { ["table"] = () => table.grad });
    }
}
