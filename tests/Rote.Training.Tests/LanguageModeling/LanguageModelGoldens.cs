using System.Text.Json;
using Rote.Checkpoints;
using Rote.Models;
using Rote.Testing;
using Rote.Training.Data;
using Rote.Training.LanguageModeling;
using Rote.Training.Loops;
using Rote.Training.Objectives;
using Rote.Training.Optimizers;
using Rote.Training.Schedules;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Training.Tests.LanguageModeling;

/// <summary>Character-level GPT-2 from given weights and windows: every loss and norm of the reference runs, and the loss of the held-out text.</summary>
[Trait("Category", "Golden")]
public class LanguageModelGoldens
{
    public const string Prefix = "gpt2-char";

    // The reference in float64 differs from ours in the order of sums only.
    private const double Float64Tolerance = 1e-9;

    private static readonly string Folder = GoldenFolder.Of("training");

    public static TheoryData<string, string, string> Runs()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (string name in GoldenFolder.Load("training").Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            foreach (string run in new[] { "no_bias", "bias" })
            {
                rows.Add(name, run, "float32");
                rows.Add(name, run, "float64");
            }
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Run_follows_the_reference_step_by_step(string name, string run, string dtype)
    {
        var golden = GoldenFolder.Load("training")[name];
        JsonElement numbers = golden.GetProperty("parameters"), tolerance = golden.GetProperty("tolerance");
        var (training, validation) = Text(golden);
        using var scope = NewDisposeScope();
        var expected = GoldenTensors.Read(Path.Combine(Folder, $"{name}.safetensors"));
        using var model = Model(name, run == "bias", dtype);
        bool isExact = dtype == "float64";
        int length = numbers.GetProperty("block").GetInt32(), steps = numbers.GetProperty("steps").GetInt32(), rows = numbers.GetProperty("batch").GetInt32();
        Assert.True(steps > 20);
        long[] offsets = expected["offsets"].data<long>().ToArray();
        var spec = Spec(numbers, steps);
        var rates = expected["learning_rates"].data<double>().ToArray();
        Assert.All(rates, (rate, step) => Assert.Equal(rate, spec.LearningRate * spec.Schedule.Multiplier(step + 1), 1e-15));
        bool evaluates = run == golden.GetProperty("evaluations").GetProperty("run").GetString() && !isExact;
        if (evaluates)
            CloseValidation(golden, model, validation, length, 0);

        var outcome = TrainingLoop.Run(model, spec, step =>
        {
            var batch = training.Windows(offsets.AsSpan(step * rows, rows), length);
            if (step == 0)
                CloseFirstScores(expected, model, batch, tolerance.GetProperty("first_logits").GetDouble());
            return LanguageModelLoss.Backward(model, batch);
        }, cancellation: TestContext.Current.CancellationToken);

        double[] losses = expected[isExact ? $"{run}.losses_fp64" : $"{run}.losses"].data<double>().ToArray(), norms = expected[$"{run}.grad_norms"].data<double>().ToArray();
        double early = tolerance.GetProperty("losses, first 20 steps").GetDouble(), late = tolerance.GetProperty("losses, all").GetDouble();
        Assert.All(losses, (loss, step) => Assert.Equal(loss, outcome.Losses[step], isExact ? Float64Tolerance : step < 20 ? early : late));
        Assert.All(norms, (norm, step) => Assert.Equal(norm, outcome.GradientNorms[step], tolerance.GetProperty("grad_norms").GetDouble()));
        Assert.Equal((long)steps * rows * length, outcome.Tokens);
        if (evaluates)
            CloseValidation(golden, model, validation, length, steps);
    }

    private static (TokenStream Training, TokenStream Validation) Text(JsonElement golden)
    {
        string text = TextFile.Read(DataFolder.Require("tinyshakespeare.txt.gz"));
        var tokenizer = CharacterTokenizer.Of(text);
        string vocabulary = golden.GetProperty("vocabulary").GetString()!;
        Assert.Equal(vocabulary, tokenizer.Decode([.. Enumerable.Range(0, tokenizer.VocabularySize)]));
        return TokenStream.Of(text, tokenizer).Split();
    }

    private static Transformer Model(string name, bool trainsBiases, string dtype)
    {
        var (model, _) = HuggingFaceDirectory.Load(Path.Combine(Folder, name));
        if (dtype == "float64")
            model.to(ScalarType.Float64);
        foreach (var (key, parameter) in model.named_parameters())
            parameter.requires_grad = trainsBiases || !key.EndsWith("bias", StringComparison.Ordinal);
        return model;
    }

    // nanoGPT counts steps from 0, and its warm-up ends one step later than its number says.
    private static TrainingLoopSpec Spec(JsonElement numbers, int steps)
    {
        double rate = numbers.GetProperty("lr").GetDouble();
        return new TrainingLoopSpec
        {
            Steps = steps,
            LearningRate = rate,
            Schedule = new LearningRateSchedule.Cosine(numbers.GetProperty("total").GetInt32() + 1, numbers.GetProperty("min_lr").GetDouble() / rate)
            {
                WarmupSteps = numbers.GetProperty("warmup").GetInt32() + 1,
            },
            Adam = new AdamOptions { Beta1 = numbers.GetProperty("betas")[0].GetDouble(), Beta2 = numbers.GetProperty("betas")[1].GetDouble() },
            WeightDecay = numbers.GetProperty("weight_decay").GetDouble(),
        };
    }

    private static void CloseFirstScores(Dictionary<string, Tensor> expected, Transformer model, LanguageBatch batch, double tolerance)
    {
        using var gradients = no_grad();
        double difference = (model.Scores(model.Decode(batch.Ids[..1]))[0] - expected["no_bias.first_logits_row_0"]).abs().max().to(ScalarType.Float64).item<double>();
        Assert.True(difference <= tolerance, $"The first scores are off by {difference:G3}; tolerance {tolerance:G3}.");
    }

    private static void CloseValidation(JsonElement golden, Transformer model, TokenStream text, int length, int step)
    {
        double expected = golden.GetProperty("evaluations").GetProperty("values").EnumerateArray().Single(value => value.GetProperty("step").GetInt32() == step).GetProperty("val_loss").GetDouble();
        var scores = LanguageModelEvaluation.Of(model, text, length, cancellation: TestContext.Current.CancellationToken);
        // The reference leaves out the last window, which is shorter; beside that both are the same mean.
        Assert.Equal(expected, scores.Loss, 1e-3);
        Assert.Equal(text.Length - 1, scores.Tokens);
        Assert.Equal(Math.Exp(scores.Loss), scores.Perplexity, 1e-9);
        Assert.False(model.training);
    }
}
