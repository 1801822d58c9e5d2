using Rote.Attention;
using Rote.Testing;
using static TorchSharp.torch;

namespace Rote.Tests.Components;

internal static class AttentionCases
{
    public static void Run(ComponentCase reference)
    {
        var scale = reference.Text("scale") is { } text && text.StartsWith("1/sqrt", StringComparison.Ordinal)
            ? new AttentionScale.InverseSquareRoot()
            : reference.Number("scale", double.NaN) is var factor && double.IsNaN(factor) ? reference.Text("scale") is null
                ? (AttentionScale)new AttentionScale.InverseSquareRoot()
                : new AttentionScale.Off() : new AttentionScale.Custom(factor);
        Tensor? bias = reference.HasIn("bias") ? reference.In("bias") : null;
        var mask = Mask(reference);
        // fused first: values only where both must agree, then the eager path with all that is recorded
        var fused = new DotProductAttention(scale).Attend(reference.In("q"), reference.In("k"), reference.In("v"), mask, new AttentionTerms { ScoreBias = bias });
        if (!reference.Records("weights"))
        {
            reference.Check(new Dictionary<string, Tensor> { ["y"] = fused });
            return;
        }
        Tensor? weights = null;
        var eager = new DotProductAttention(scale).Attend(reference.In("q"), reference.In("k"), reference.In("v"), mask,
            new AttentionTerms { ScoreBias = bias, Hook = AttentionHook.See(AttentionSite.Weights, w => weights = w.alias().MoveToOuterDisposeScope()) });
        if (!reference.HasCotangent("weights"))
        {
            using var copy = new ComponentCase(reference.Name, fused.dtype);
            var again = new DotProductAttention(scale).Attend(copy.In("q"), copy.In("k"), copy.In("v"), mask, new AttentionTerms { ScoreBias = copy.HasIn("bias") ? copy.In("bias") : null });
            copy.CheckWithout("weights", new Dictionary<string, Tensor> { ["y"] = again });
        }
        reference.Check(new Dictionary<string, Tensor> { ["y"] = eager, ["weights"] = weights! });
    }

    // The description where the case names one, so that it is tested too; the recorded tensor otherwise.
    private static AttentionMask Mask(ComponentCase reference)
    {
        if (!reference.HasConstant("keep"))
            return AttentionMask.All;
        var keep = reference.Constant("keep");
        var given = AttentionMask.Custom(keep);
        long queries = reference.In("q").size(2), keys = reference.In("k").size(2);
        AttentionMask? described = null;
        bool window = reference.Name.Contains("window", StringComparison.Ordinal), causal = reference.Name.Contains("causal", StringComparison.Ordinal);
        if (window && reference.Has("left") && reference.Has("right"))
            described = AttentionMask.Window((int)reference.Number("left", 0), (int)reference.Number("right", 0));
        else if (causal && !window && !reference.Name.Contains("random", StringComparison.Ordinal))
            described = AttentionMask.Causal;
        if (described is null)
            return given;
        if (reference.Parameters.TryGetProperty("lengths", out var lengths))
            described &= AttentionMask.KeyPadding(arange(keys).unsqueeze(0).lt(tensor(lengths.EnumerateArray().Select(length => length.GetInt64()).ToArray()).unsqueeze(1)));
        Assert.True(described.ToTensor(queries, keys).eq(keep).all().item<bool>(), $"{reference.Name}: the described mask differs from the recorded one.");
        return described;
    }
}
