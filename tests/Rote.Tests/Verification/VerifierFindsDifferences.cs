using System.Text.Json.Nodes;
using Rote.Testing;
using Rote.Verification;
using static TorchSharp.torch;

namespace Rote.Tests.Verification;

/// <summary>The verifier lists whatever is recorded, and one altered number is enough to fail.</summary>
[Trait("Category", "Golden")]
public class VerifierFindsDifferences
{
    private static readonly string[] Cases = ["gpt2", "marian", "t5", "bert-base", "bert-pretraining", "bert-question-answering", "bert-token-classification"];

    public static TheoryData<string> Names() => [.. Cases];

    public static TheoryData<string, string> Outputs()
    {
        var rows = new TheoryData<string, string>();
        foreach (string name in Cases)
        {
            foreach (var check in Report(name).Checks.Where(check => check.LargestError is not null))
                rows.Add(name, check.Name);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_is_recorded_has_one_entry(string name)
    {
        using var scope = NewDisposeScope();
        string folder = GoldenFolder.Model(name);
        var description = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "case.json")))!;
        var recorded = GoldenTensors.Read(Path.Combine(folder, "expected.safetensors")).Keys
            .Concat(description["generation"]!.AsArray().Select(run => $"generation.{run!["name"]}"))
            .Concat(description["processors"]!.AsArray().Select((_, i) => $"processors[{i}]"));
        Assert.Equal(recorded.Order(StringComparer.Ordinal), Report(name).Checks.Select(check => check.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public void One_altered_number_fails_and_is_named(string name, string output)
    {
        using var altered = new AlteredCase(name);
        var report = altered.Tensor(output, tensor => AlteredCase.FirstElement(tensor, 0.1 + 2 * tensor.abs().max().item<float>())).Verify();
        Assert.False(report.Passed);
        Assert.Equal([output], Differing(report));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Not_a_finite_number_differs(double value)
    {
        using var altered = new AlteredCase("bert-pretraining");
        var report = altered
            .Tensor("pooler_output", tensor => AlteredCase.FirstElement(tensor, value))
            .Tensor("grad.cls.predictions.transform.LayerNorm.bias", tensor => AlteredCase.FirstElement(tensor, value))
            .Verify();
        Assert.Equal(["pooler_output", "grad.cls.predictions.transform.LayerNorm.bias"], Differing(report));
        Assert.False(report.Passed);
    }

    [Fact]
    public void Another_shape_differs_and_both_are_named()
    {
        using var altered = new AlteredCase("bert-base");
        var report = altered.Tensor("pooler_output", tensor => tensor.t().contiguous()).Verify();
        Assert.Equal("pooler_output: it must have shape [28, 3]; got [3, 28]", report.Summary().Split('\n')[1]);
        Assert.False(report.Passed);
    }

    [Fact]
    public void Another_type_differs()
    {
        using var altered = new AlteredCase("bert-base");
        var report = altered.Tensor("pooler_output", tensor => tensor.to(ScalarType.Int64)).Verify();
        Assert.Equal("pooler_output: it must be of type Float32; the case records Int64", report.Summary().Split('\n')[1]);
    }

    [Fact]
    public void Altered_padding_does_not_differ()
    {
        using var altered = new AlteredCase("bert-base");
        var report = altered.Tensor("last_hidden_state", tensor =>
        {
            tensor[2, 5] = double.NaN; // the third row has one token
            return tensor;
        }).Verify();
        Assert.True(report.Passed, report.Summary());
    }

    [Theory]
    [InlineData("gpt2", "greedy-left", "row 0, token 7 must be 48; got 49")]
    [InlineData("gpt2", "greedy-alone", "row 0, token 7 must be 48; got 49")]
    [InlineData("marian", "greedy-encoder", "row 0, token 7 must be 99; got 100")]
    public void Altered_greedy_token_differs(string name, string run, string how)
    {
        using var altered = new AlteredCase(name);
        var report = altered.Json("case.json", json =>
        {
            var row = Run(json, run)["sequences"]![0]!;
            row[7] = row[7]!.GetValue<int>() - 1;
        }).Verify();
        Assert.Equal([$"generation.{run}"], Differing(report));
        Assert.Equal(new CheckOutcome.Differs(how), report.Checks.Single(check => check.Name == $"generation.{run}").Outcome);
    }

    [Fact]
    public void Shorter_greedy_row_and_lost_row_differ()
    {
        using var altered = new AlteredCase("gpt2");
        var report = altered.Json("case.json", json =>
        {
            Run(json, "greedy-left")["sequences"]![1]!.AsArray().RemoveAt(16);
            Run(json, "greedy-alone")["sequences"]!.AsArray().RemoveAt(2);
        }).Verify();
        Assert.EndsWith("\ngeneration.greedy-left: row 1 must have 16 tokens; got 17\ngeneration.greedy-alone: it must have 2 rows; got 3", report.Summary());
    }

    [Theory]
    [InlineData("bert-base", "encoder.layer.1.output.dense.bias")]
    [InlineData("gpt2", "transformer.h.1.mlp.c_proj.bias")]
    [InlineData("marian", "final_logits_bias")]
    [InlineData("t5", "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight")]
    public void One_wrong_weight_is_detected(string name, string weight)
    {
        using var altered = new AlteredCase(name);
        var report = altered.Tensor(weight, tensor => AlteredCase.FirstElement(tensor, tensor.reshape(-1)[0].item<float>() + 1e-3), "model.safetensors").Verify();
        Assert.False(report.Passed);
    }

    [Fact]
    public void Tensor_that_only_the_description_has_differs()
    {
        using var altered = new AlteredCase("bert-base");
        var report = altered.Tensor("pooler_output", _ => null).Verify();
        Assert.EndsWith("\npooler_output: case.json describes it, and expected.safetensors has no such tensor", report.Summary());
    }

    [Fact]
    public void State_of_a_layer_that_the_model_lacks_differs()
    {
        using var altered = new AlteredCase("bert-base");
        using var scope = NewDisposeScope();
        var tensors = GoldenTensors.Read(altered["expected.safetensors"]);
        tensors["hidden_states.9"] = tensors["hidden_states.2"];
        tensors["global_logits"] = tensors["pooler_output"];
        Rote.Checkpoints.SafetensorsWriter.Write(altered["expected.safetensors"], tensors);
        var report = altered.Verify();
        Assert.Equal(["hidden_states.9"], Differing(report));
        Assert.Equal(
            new Check("global_logits", CheckKind.Unknown, null, 1e-5, new CheckOutcome.NotChecked("the model computes no output of that name")),
            report.Checks.Single(check => check.Name == "global_logits"));
    }

    [Fact]
    public void Case_without_outputs_does_not_pass()
    {
        using var altered = new AlteredCase("bert-base");
        using var scope = NewDisposeScope();
        var tensors = GoldenTensors.Read(altered["expected.safetensors"]).Where(pair => pair.Key is "input_ids" or "attention_mask");
        Rote.Checkpoints.SafetensorsWriter.Write(altered["expected.safetensors"], tensors);
        var report = altered.Json("case.json", json => json["tensors"] = new JsonObject()).Verify();
        Assert.False(report.Passed);
        Assert.Equal("nothing compared: 0 compared, 0 differ, 2 not checked", report.Summary());
    }

    [Fact]
    public void Mask_that_keeps_nothing_compares_nothing()
    {
        using var altered = new AlteredCase("bert-masked-lm");
        var report = altered.Tensor("attention_mask", mask => zeros_like(mask)).Verify();
        Assert.Equal(new CheckOutcome.NotChecked("the mask keeps no position"), report.Checks.Single(check => check.Name == "logits").Outcome);
    }

    private static VerificationReport Report(string name) => ModelVerifier.Verify(GoldenFolder.Model(name), TestContext.Current.CancellationToken);

    private static IEnumerable<string> Differing(VerificationReport report) => report.Checks.Where(check => check.Outcome is CheckOutcome.Differs).Select(check => check.Name);

    private static JsonNode Run(JsonObject json, string name) => json["generation"]!.AsArray().Single(run => run!["name"]!.GetValue<string>() == name)!;
}
