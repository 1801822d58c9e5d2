using System.Diagnostics;
using Rote.Training.Optimizers;
using Rote.Training.Runs;
using static TorchSharp.torch;
using Adam = Rote.Training.Optimizers.Adam;

namespace Rote.Training.Loops;

/// <summary>Trains any module for a number of steps and keeps what it measured in memory: for experiments, which need no directory and no resuming.</summary>
public static class TrainingLoop
{
    /// <summary>Trains.</summary>
    /// <param name="model">What is trained: all its parameters that require a gradient. Its mode is put back afterwards.</param>
    /// <param name="spec">How.</param>
    /// <param name="lossOf">
    /// Given the steps taken, 0 to <see cref="TrainingLoopSpec.Steps"/> − 1, makes the batch, sends its loss back and gives it, such as by <see cref="StepLoss.Backward"/>.
    /// Tensors made meanwhile are freed after the step; what is to last longer is detached from the dispose scope.
    /// </param>
    /// <param name="watch">Told of every step, on the calling thread; null for nobody.</param>
    /// <param name="cancellation">Ends after the step under way; the model keeps what it has learnt.</param>
    /// <returns>Losses, norms, time.</returns>
    /// <exception cref="ArgumentException">The spec is not valid, or nothing in the model is trained.</exception>
    /// <exception cref="TrainingDivergedException">A loss or a gradient is no longer a finite number; that step is not taken.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>
    /// The same model, spec and batches give the same losses, bit for bit, on the same machine and number of threads, as long as nothing else in the process draws
    /// from libtorch's default generator meanwhile.
    /// </remarks>
    public static TrainingLoopOutcome Run(
        nn.Module model, TrainingLoopSpec spec, Func<int, StepLoss> lossOf, IProgress<StepReport>? watch = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(lossOf);
        spec.Validated();
        var trained = model.named_parameters().Where(pair => pair.parameter.requires_grad).Select(pair => (pair.name, pair.parameter)).ToArray();
        if (trained.Length == 0)
            throw new ArgumentException("`model` must have a parameter that requires a gradient; it has none. Register its parameters, or unfreeze some.", nameof(model));
        random.manual_seed(spec.Seed);
        using var optimizer = new Adam(ParameterGroup.DecayMatricesOnly(trained, spec.WeightDecay), spec.Adam);
        var step = new GradientStep(optimizer, [.. trained.Select(pair => pair.parameter)], spec.ClipNorm);
        bool wasTraining = model.training;
        model.train();
        try
        {
            return Run(step, spec, lossOf, watch, cancellation);
        }
        finally
        {
            optimizer.ZeroGradients();
            model.train(wasTraining);
        }
    }

    private static TrainingLoopOutcome Run(GradientStep step, TrainingLoopSpec spec, Func<int, StepLoss> lossOf, IProgress<StepReport>? watch, CancellationToken cancellation)
    {
        double[] losses = new double[spec.Steps], norms = new double[spec.Steps];
        long tokens = 0;
        var clock = new Stopwatch();
        for (int taken = 0; taken < spec.Steps; taken++)
        {
            if (cancellation.IsCancellationRequested)
                throw new OperationCanceledException($"Interrupted after step {taken} of {spec.Steps}.", cancellation);
            double rate = spec.LearningRate * spec.Schedule.Multiplier(taken + 1);
            clock.Start();
            var (loss, norm) = step.Take(() => lossOf(taken), rate);
            clock.Stop();
            if (!GradientStep.IsFinite(loss, norm))
                throw new TrainingDivergedException(GradientStep.Divergence(taken + 1, loss, norm, rate));
            (losses[taken], norms[taken]) = (loss.Value, norm);
            tokens += loss.Tokens;
            watch?.Report(new StepReport(taken + 1, loss.Value, norm, rate, tokens / clock.Elapsed.TotalSeconds));
        }
        return new TrainingLoopOutcome(losses, norms, tokens, clock.Elapsed.TotalSeconds);
    }
}
