using Rote.Models;
using Rote.Training.LanguageModeling;
using Rote.Training.Loops;
using Rote.Training.Objectives;
using Rote.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Lab.Learning;

/// <summary>What training on tasks and on texts share.</summary>
internal static class Learner
{
    public static Learned Train(
        TransformerSpec spec, LearningSpec learning, int seed, Func<int, LanguageBatch> batchOf, Func<Transformer, Scores> test, Action<Transformer>? prepare, CancellationToken token)
    {
        var model = new Transformer(spec).Initialize(seed);
        prepare?.Invoke(model);
        var tests = new List<(int, Scores)>();
        var losses = new List<double>();
        var watch = new Watch(report =>
        {
            losses.Add(report.Loss);
            if (learning.TestEvery > 0 && report.Step % learning.TestEvery == 0)
                tests.Add((report.Step, Tested(model, test)));
        });
        double seconds = double.NaN;
        try
        {
            seconds = TrainingLoop.Run(model, learning.Loop(seed), step => Backward(model, batchOf(step)), watch, token).Seconds;
        }
        catch (TrainingDivergedException)
        {
            // A result like any other: what comes after is as bad as can be.
            losses.AddRange(Enumerable.Repeat(double.PositiveInfinity, learning.Steps - losses.Count));
        }
        model.eval();
        return new Learned(model, losses, seconds, test(model), tests);
    }

    public static Scores Measure(Transformer model, LanguageBatch batch, StackInputs? inputs)
    {
        var scores = model.Scores(Read(model, batch.Ids, inputs)); // [B, T, V]
        var labels = batch.Labels.reshape(-1);
        var counts = labels.ge(0);
        var right = scores.reshape(-1, scores.size(-1)).argmax(-1).eq(labels).logical_or(counts.logical_not()).reshape(batch.Labels.shape); // [B, T]
        double loss = CrossEntropy.Loss(scores, batch.Labels).ToDouble();
        double wrong = right.logical_not().sum().item<long>();
        return new Scores(loss, 1 - wrong / batch.LabelTokens, right.all(-1).to(float64).mean().item<double>());
    }

    /// <summary>Last hidden states of whichever stack the model has.</summary>
    public static Tensor Read(Transformer model, Tensor ids, StackInputs? inputs = null) => model.Spec.Encoder is null ? model.Decode(ids, inputs) : model.Encode(ids, inputs);

    private static StepLoss Backward(Transformer model, LanguageBatch batch)
    {
        if (model.Spec.Encoder is null)
            return LanguageModelLoss.Backward(model, batch);
        using var scope = NewDisposeScope();
        return StepLoss.Backward(LanguageModelLoss.Mean(model.Scores(model.Encode(batch.Ids)), batch), batch.Tokens);
    }

    private static Scores Tested(Transformer model, Func<Transformer, Scores> test)
    {
        model.eval();
        var scores = test(model);
        model.train();
        return scores;
    }

    private sealed class Watch(Action<StepReport> told) : IProgress<StepReport>
    {
        public void Report(StepReport value) => told(value);
    }
}
