using Rote.Testing;
using static TorchSharp.torch;

namespace Rote.Tests.Components;

/// <summary>Every single-part reference case that this assembly's parts cover, in float64 and float32.</summary>
[Trait("Category", "Golden")]
public class ComponentGoldens
{
    // Longest prefix wins. A part that does not exist yet is named in NotYet; the table only shrinks.
    private static readonly Dictionary<string, Action<ComponentCase>> Parts = new()
    {
        ["attention_"] = AttentionCases.Run,
        ["mha_"] = MultiHeadCases.Run,
        ["positions_"] = PositionCases.Run,
        ["rotary_halves_"] = PositionCases.Run,
        ["t5_"] = PositionCases.Run,
        ["layer_norm"] = LayerCases.Norm,
        ["rms_norm"] = LayerCases.Norm,
        ["activation_"] = LayerCases.Activate,
        ["ffn_"] = LayerCases.FeedForward,
        ["residual_"] = LayerCases.Sublayer,
        ["sandwich_norm"] = LayerCases.Sublayer,
        ["encoder_layer_"] = BlockCases.Layer,
        ["decoder_layer_"] = BlockCases.Layer,
        ["transformer_"] = BlockCases.Whole,
    };

    private static readonly string[] Elsewhere = ["adam", "schedule", "clip_", "cross_entropy"]; // Rote.Training.Tests

    private static readonly Dictionary<string, string> NotYet = new()
    {
        ["additive_"] = "additive attention",
        ["alibi_"] = "ALiBi",
        ["shaw_"] = "Shaw positions",
        ["rotary_interleaved_"] = "interleaved rotary positions",
        ["xl_"] = "Transformer-XL",
        ["sliding_"] = "sliding-window kernel",
        ["block_sparse"] = "block-sparse kernel",
        ["linear_"] = "linear attention",
        ["knn_"] = "kNN memory",
        ["batch_norm_"] = "masked BatchNorm",
        ["lstm"] = "LSTM baseline",
        ["bilstm"] = "LSTM baseline",
        ["basic_block_"] = "CNN baseline",
        ["vit_patches"] = "patch embedding",
        ["mlm_loss"] = "masked-LM objective",
        ["distillation"] = "distillation",
        ["sgd_"] = "SGD",
        ["ema"] = "weight averaging",
        ["pruning"] = "pruning",
        ["int8"] = "int8 quantization",
        ["int4"] = "int4 quantization",
        ["low_rank"] = "low-rank factorization",
    };

    public static TheoryData<string, string> Cases()
    {
        var rows = new TheoryData<string, string>();
        foreach (string name in GoldenFolder.Components.Keys.Where(name => !Elsewhere.Any(name.StartsWith)))
        {
            rows.Add(name, "float64");
            rows.Add(name, "float32");
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Component_equals_reference(string name, string dtype)
    {
        if (Parts.Keys.Where(name.StartsWith).MaxBy(prefix => prefix.Length) is { } part)
        {
            using var reference = new ComponentCase(name, dtype == "float64" ? float64 : float32);
            Parts[part](reference);
            return;
        }
        string missing = NotYet.Keys.Where(name.StartsWith).MaxBy(prefix => prefix.Length) ?? throw new Xunit.Sdk.XunitException($"No part claims the case '{name}'.");
        Assert.Skip($"not built yet: {NotYet[missing]}");
    }
}
