using System.Text.Json;
using Rote.Attention;
using Rote.Checkpoints;
using Rote.Models;
using Rote.Testing;
using Rote.Training.Objectives;
using Rote.Training.Optimizers;
using Rote.Training.Schedules;
using static TorchSharp.torch;

namespace Rote.Training.Tests;

/// <summary>Every reference run of training from given weights and batches: every loss, norm and rate.</summary>
[Trait("Category", "Golden")]
public class TrainingGoldens
{
    // Longest prefix wins in both. A part that does not exist yet is named in NotYet; the table only shrinks.
    private static readonly Dictionary<string, Action<string, JsonElement>> Parts = new()
    {
        ["bert"] = PreTraining,
        ["seq2seq"] = SequenceToSequence,
    };

    private static readonly Dictionary<string, string> NotYet = new()
    {
        ["gpt2-lora"] = "low-rank adapters",
    };

    // Language models have several runs a case, and a class of their own.
    public static TheoryData<string> Cases() => [.. GoldenFolder.Load("training").Keys.Where(name => !name.StartsWith(LanguageModeling.LanguageModelGoldens.Prefix, StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run_follows_the_reference_step_by_step(string name)
    {
        if (Parts.Keys.Where(name.StartsWith).MaxBy(prefix => prefix.Length) is { } part)
        {
            Parts[part](name, GoldenFolder.Load("training")[name]);
            return;
        }
        string missing = NotYet.Keys.Where(name.StartsWith).MaxBy(prefix => prefix.Length) ?? throw new Xunit.Sdk.XunitException($"No part claims the case '{name}'.");
        Assert.Skip($"not built yet: {NotYet[missing]}");
    }

    // The 2017 encoder–decoder under label smoothing, Adam and its own schedule.
    private static void SequenceToSequence(string name, JsonElement golden)
    {
        var numbers = golden.GetProperty("parameters");
        double smoothing = numbers.GetProperty("smoothing").GetDouble();
        Follow(name, golden, decoupled: false, double.PositiveInfinity, Loss, step =>
            numbers.GetProperty("factor").GetDouble() * LearningRateSchedule.Noam(step + 1, numbers.GetProperty("width").GetInt32(), numbers.GetProperty("warmup").GetInt32()));

        Tensor Loss(Transformer model, Dictionary<string, Tensor> given, int step)
        {
            var keep = AttentionMask.KeyPadding(given["attention_mask"][step]);
            var memory = model.Encode(given["input_ids"][step], new StackInputs { Mask = keep });
            var scores = model.Scores(model.Decode(given["decoder_input_ids"][step], new StackInputs { Memory = memory, MemoryMask = keep }));
            if (step == 0)
                CloseWhere(given["labels"][0].ne(-100), given["first_logits"], scores, golden.GetProperty("tolerance").GetProperty("first_logits").GetDouble());
            return CrossEntropy.Loss(scores, given["labels"][step], smoothing);
        }
    }

    // Masked tokens and next sentence under AdamW with clipping; the rates are the reference's own.
    private static void PreTraining(string name, JsonElement golden)
    {
        var rates = GoldenTensors.Read(Path.Combine(GoldenFolder.Of("training"), $"{name}.safetensors"))["learning_rates"].data<double>().ToArray();
        Follow(name, golden, decoupled: true, golden.GetProperty("parameters").GetProperty("clip").GetDouble(), Loss, step => rates[step]);

        Tensor Loss(Transformer model, Dictionary<string, Tensor> given, int step)
        {
            var keep = given["attention_mask"][step];
            var hidden = model.Encode(given["input_ids"][step], new StackInputs { Mask = AttentionMask.KeyPadding(keep), TokenTypes = given["token_type_ids"][step] });
            Tensor scores = model.Scores(hidden), relation = model.Head.Relate(model.Head.Pool(hidden));
            if (step == 0)
            {
                double tolerance = golden.GetProperty("tolerance").GetProperty("first logits").GetDouble();
                CloseWhere(keep, given["first_mlm_logits"], scores, tolerance);
                CloseWhere(ones_like(given["nsp_labels"][0], dtype: ScalarType.Bool), given["first_nsp_logits"], relation, tolerance);
            }
            return CrossEntropy.Loss(scores, given["mlm_labels"][step]) + CrossEntropy.Loss(relation, given["nsp_labels"][step]);
        }
    }

    private static void Follow(
        string name, JsonElement golden, bool decoupled, double clip, Func<Transformer, Dictionary<string, Tensor>, int, Tensor> lossOf, Func<int, double> rateOf)
    {
        JsonElement numbers = golden.GetProperty("parameters"), tolerance = golden.GetProperty("tolerance");
        string folder = GoldenFolder.Of("training");
        using var scope = NewDisposeScope();
        var expected = GoldenTensors.Read(Path.Combine(folder, $"{name}.safetensors"));
        var (model, _) = HuggingFaceDirectory.Load(Path.Combine(folder, name));
        using var owned = model;
        model.train();
        var parameters = model.named_parameters().Select(pair => (pair.name, pair.parameter)).ToArray();
        using var optimizer = new Adam(ParameterGroup.DecayMatricesOnly(parameters, Number(numbers, "weight_decay", 0)), new AdamOptions
        {
            Beta1 = numbers.GetProperty("betas")[0].GetDouble(),
            Beta2 = numbers.GetProperty("betas")[1].GetDouble(),
            Epsilon = Number(numbers, "eps", 1e-8),
            Decoupled = decoupled,
        });
        int steps = numbers.GetProperty("steps").GetInt32();
        Assert.True(steps > 0);
        for (int step = 0; step < steps; step++)
        {
            using var one = NewDisposeScope();
            optimizer.ZeroGradients();
            var loss = lossOf(model, expected, step);
            loss.backward();
            double norm = GradientClipping.ByNorm(parameters.Select(pair => pair.parameter), clip), rate = rateOf(step);
            Close("loss", step, expected["losses"][step].item<double>(), loss.item<float>(), tolerance.GetProperty("losses").GetDouble());
            Close("gradient norm", step, expected["grad_norms"][step].item<double>(), norm, tolerance.GetProperty("grad_norms").GetDouble());
            Close("learning rate", step, expected["learning_rates"][step].item<double>(), rate, 1e-12);
            optimizer.Step(rate);
        }
    }

    private static double Number(JsonElement numbers, string name, double otherwise) => numbers.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;

    // Scores are recorded where something is asked only.
    private static void CloseWhere(Tensor keep, Tensor expected, Tensor actual, double tolerance)
    {
        double difference = (actual - expected).abs().masked_fill(keep.logical_not().unsqueeze(-1), 0).max().item<float>();
        Assert.True(difference <= tolerance, $"The first scores are off by {difference:G3}; tolerance {tolerance:G3}.");
    }

    private static void Close(string what, int step, double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance, $"Step {step}: the {what} is {actual:G8}; expected {expected:G8} within {tolerance:G3}.");
}
