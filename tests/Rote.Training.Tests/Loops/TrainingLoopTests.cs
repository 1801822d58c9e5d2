using Rote.Training.LanguageModeling;
using Rote.Training.Loops;
using Rote.Training.Objectives;
using Rote.Training.Optimizers;
using Rote.Training.Runs;
using Rote.Training.Schedules;
using Rote.Training.Tests.LanguageModeling;
using TorchSharp;

namespace Rote.Training.Tests.Loops;

[Collection(nameof(DefaultGenerator))]
public class TrainingLoopTests
{
    private static readonly TrainingLoopSpec Spec = new() { Steps = 3, LearningRate = 0.1, ClipNorm = double.PositiveInfinity };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Losses_and_norms_are_those_of_hand()
    {
        using var bowl = new Bowl(3, 0);
        var outcome = TrainingLoop.Run(bowl, Spec with { Steps = 2 }, step => StepLoss.Backward(bowl.Matrix.pow(2).sum() / 2, tokens: 5 + step), cancellation: Cancellation);
        // Adam's first step has the size of the rate.
        Assert.Equal([4.5, 2.9 * 2.9 / 2], outcome.Losses, (a, b) => Math.Abs(a - b) < 1e-8);
        Assert.Equal([3, 2.9], outcome.GradientNorms, (a, b) => Math.Abs(a - b) < 1e-8);
        Assert.Equal(11, outcome.Tokens);
        Assert.True(outcome.Seconds > 0);
        Assert.Equal(11 / outcome.Seconds, outcome.TokensPerSecond);
    }

    [Fact]
    public void Matrices_decay_and_vectors_do_not()
    {
        using var bowl = new Bowl(1, 1);
        TrainingLoop.Run(bowl, Spec with { Steps = 1, WeightDecay = 0.5 }, _ => StepLoss.Backward((bowl.Matrix.sum() + bowl.Vector.sum()) * 0, 1), cancellation: Cancellation);
        Assert.Equal((0.95, 1.0), (bowl.MatrixValue, bowl.VectorValue));
    }

    [Fact]
    public void Gradients_are_clipped_and_their_norm_is_told_as_it_was()
    {
        using var bowl = new Bowl(1, 1);
        // With ε = 1 the first step is rate · g / (|g| + 1).
        var spec = Spec with { Steps = 1, ClipNorm = 1, Adam = new AdamOptions { Epsilon = 1 } };
        var outcome = TrainingLoop.Run(bowl, spec, _ => StepLoss.Backward(bowl.Matrix.sum() * 100, 1), cancellation: Cancellation);
        Assert.Equal(100, outcome.GradientNorms[0], 1e-9);
        Assert.Equal(0.95, bowl.MatrixValue, 1e-6);
    }

    [Fact]
    public void Step_t_has_the_multiplier_of_t_and_every_step_is_told()
    {
        using var bowl = new Bowl(1, 1);
        var watcher = new Watcher<StepReport>();
        var outcome = TrainingLoop.Run(
            bowl, Spec with { Schedule = new LearningRateSchedule.Linear(3) { WarmupSteps = 2 } }, _ => StepLoss.Backward(bowl.Matrix.sum(), 7), watcher, Cancellation);
        Assert.Equal([0.05, 0.1, 0], watcher.Reports.Select(report => report.LearningRate));
        Assert.Equal([1, 2, 3], watcher.Reports.Select(report => report.Step));
        Assert.Equal(outcome.Losses, watcher.Reports.Select(report => report.Loss));
        Assert.Equal(outcome.GradientNorms, watcher.Reports.Select(report => report.GradientNorm));
        Assert.All(watcher.Reports, report => Assert.True(report.TokensPerSecond > 0));
    }

    [Fact]
    public void Frozen_parameters_stay_and_a_model_that_is_all_frozen_is_refused()
    {
        using var bowl = new Bowl(1, 1);
        bowl.Vector.requires_grad = false;
        TrainingLoop.Run(bowl, Spec, _ => StepLoss.Backward(bowl.Matrix.sum() * bowl.Vector.sum(), 1), cancellation: Cancellation);
        Assert.Equal(1, bowl.VectorValue);
        Assert.NotEqual(1, bowl.MatrixValue);
        bowl.Matrix.requires_grad = false;
        Assert.Equal(
            "`model` must have a parameter that requires a gradient; it has none. Register its parameters, or unfreeze some. (Parameter 'model')",
            Assert.Throws<ArgumentException>(() => TrainingLoop.Run(bowl, Spec, _ => default, cancellation: Cancellation)).Message);
    }

    [Fact]
    public void Loss_that_is_no_number_ends_the_loop_before_the_step()
    {
        using var bowl = new Bowl(1, 1);
        string message = Assert.Throws<TrainingDivergedException>(() =>
            TrainingLoop.Run(bowl, Spec, step => StepLoss.Backward(bowl.Matrix.sum() * (step == 1 ? double.NaN : 1), 1), cancellation: Cancellation)).Message;
        Assert.Equal("Step 2: the loss is NaN and the gradient's norm NaN, with a learning rate of 0.1. Lower the learning rate or lengthen the warm-up.", message);
        Assert.Equal(0.9, bowl.MatrixValue, 1e-6);
    }

    [Fact]
    public void Cancelling_ends_after_the_step_under_way()
    {
        using var bowl = new Bowl(1, 1);
        using var source = new CancellationTokenSource();
        var watcher = new Watcher<StepReport>(report =>
        {
            if (report.Step == 2)
                source.Cancel();
        });
        var thrown = Assert.Throws<OperationCanceledException>(() => TrainingLoop.Run(bowl, Spec, _ => StepLoss.Backward(bowl.Matrix.sum(), 1), watcher, source.Token));
        Assert.Equal("Interrupted after step 2 of 3.", thrown.Message);
        Assert.Equal(source.Token, thrown.CancellationToken);
        Assert.Equal(0.8, bowl.MatrixValue, 1e-6);
    }

    [Fact]
    public void Mode_is_put_back_and_no_gradient_stays()
    {
        using var bowl = new Bowl(1, 1);
        bowl.eval();
        TrainingLoop.Run(bowl, Spec, _ =>
        {
            Assert.True(bowl.training);
            return StepLoss.Backward(bowl.Matrix.sum(), 1);
        }, cancellation: Cancellation);
        Assert.False(bowl.training);
        Assert.Null(bowl.Matrix.grad);
    }

    [Fact]
    public void Same_seeds_give_the_same_losses_with_dropout_and_another_seed_others()
    {
        var windows = new RandomWindows(TinyLanguageModel.Stream(300), 3, 8, seed: 1);
        double[] Losses(int seed)
        {
            using var model = TinyLanguageModel.Model(dropout: 0.3);
            return [.. TrainingLoop.Run(model, Spec with { Seed = seed, LearningRate = 1e-2 }, step => LanguageModelLoss.Backward(model, windows.Batch(step)), cancellation: Cancellation).Losses];
        }
        double[] first = Losses(4);
        Assert.Equal(first, Losses(4));
        Assert.NotEqual(first, Losses(5));
    }

    [Fact]
    public void Training_lowers_the_loss_of_held_out_text()
    {
        using var model = TinyLanguageModel.Model();
        var (training, validation) = TinyLanguageModel.Stream(3000).Split();
        var windows = new RandomWindows(training, 8, 16, seed: 1);
        TrainingLoop.Run(model, new TrainingLoopSpec { Steps = 60, LearningRate = 1e-2 }, step => LanguageModelLoss.Backward(model, windows.Batch(step)), cancellation: Cancellation);
        var scores = LanguageModelEvaluation.Of(model, validation, 16, cancellation: Cancellation);
        // The best possible: the rule holds with probability 3/4 + 1/44, and ten others share the rest.
        double best = -(34.0 / 44 * Math.Log(34.0 / 44) + 10.0 / 44 * Math.Log(1.0 / 44));
        Assert.InRange(scores.Loss, best - 0.15, best + 0.25);
        Assert.InRange(scores.Accuracy, 0.7, 0.85);
    }

    [Fact]
    public void Tensors_alive_stay_as_many_over_50_steps_and_none_is_left()
    {
        using var model = TinyLanguageModel.Model(dropout: 0.1);
        var windows = new RandomWindows(TinyLanguageModel.Stream(300), 3, 8, seed: 1);
        var live = new List<long>();
        var watcher = new Watcher<StepReport>(_ => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));
        void Run() => TrainingLoop.Run(model, Spec with { Steps = 50, LearningRate = 1e-3 }, step => LanguageModelLoss.Backward(model, windows.Batch(step)), watcher, Cancellation);
        Run();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        live.Clear();
        Run();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Single(live.Distinct());
    }
}
