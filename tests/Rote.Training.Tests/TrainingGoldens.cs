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
        ["seq2seq"] = SequenceToSequence,
    };

    private static readonly Dictionary<string, string> NotYet = new()
    {
        ["gpt2-char"] = "the trainer of language models",
        ["bert"] = "the masked-LM and next-sentence objectives",
        ["gpt2-lora"] = "low-rank adapters",
    };

    public static TheoryData<string> Cases() => [.. GoldenFolder.Load("training").Keys];

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
        JsonElement numbers = golden.GetProperty("parameters"), tolerance = golden.GetProperty("tolerance");
        string folder = GoldenFolder.Of("training");
        using var scope = NewDisposeScope();
        var expected = GoldenTensors.Read(Path.Combine(folder, $"{name}.safetensors"));
        var (model, _) = HuggingFaceDirectory.Load(Path.Combine(folder, name));
        using var owned = model;
        model.train();
        var parameters = model.named_parameters().Select(pair => (pair.name, pair.parameter)).ToArray();
        using var optimizer = new Adam([new ParameterGroup(parameters)], new AdamOptions
        {
            Beta1 = numbers.GetProperty("betas")[0].GetDouble(),
            Beta2 = numbers.GetProperty("betas")[1].GetDouble(),
            Epsilon = numbers.GetProperty("eps").GetDouble(),
            Decoupled = false,
        });
        int steps = numbers.GetProperty("steps").GetInt32();
        for (int step = 0; step < steps; step++)
        {
            using var one = NewDisposeScope();
            var keep = AttentionMask.KeyPadding(expected["attention_mask"][step]);
            var memory = model.Encode(expected["input_ids"][step], new StackInputs { Mask = keep });
            var hidden = model.Decode(expected["decoder_input_ids"][step], new StackInputs { Memory = memory, MemoryMask = keep });
            var scores = model.Scores(hidden);
            if (step == 0)
            {
                var difference = (scores - expected["first_logits"]).abs().masked_fill(expected["labels"][0].eq(-100).unsqueeze(-1), 0).max().item<float>();
                Assert.True(difference <= tolerance.GetProperty("first_logits").GetDouble(), $"The first scores are off by {difference:G3}.");
            }
            optimizer.ZeroGradients();
            var loss = CrossEntropy.Loss(scores, expected["labels"][step], numbers.GetProperty("smoothing").GetDouble());
            loss.backward();
            double norm = GradientClipping.ByNorm(parameters.Select(pair => pair.parameter), double.PositiveInfinity);
            double rate = numbers.GetProperty("factor").GetDouble() *
                LearningRateSchedule.Noam(step + 1, numbers.GetProperty("width").GetInt32(), numbers.GetProperty("warmup").GetInt32());
            Close("loss", step, expected["losses"][step].item<double>(), loss.item<float>(), tolerance.GetProperty("losses").GetDouble());
            Close("gradient norm", step, expected["grad_norms"][step].item<double>(), norm, tolerance.GetProperty("grad_norms").GetDouble());
            Close("learning rate", step, expected["learning_rates"][step].item<double>(), rate, 1e-12);
            optimizer.Step(rate);
        }
    }

    private static void Close(string what, int step, double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance, $"Step {step}: the {what} is {actual:G8}; expected {expected:G8} within {tolerance:G3}.");
}
