using Rote.Training.Optimizers;
using Rote.Training.Schedules;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Adam = Rote.Training.Optimizers.Adam;

namespace Rote.Training.Loops;

/// <summary>One update of a model: old gradients freed, a loss sent back, the gradient bounded, the optimizer's step.</summary>
/// <param name="optimizer">Updates the parameters.</param>
/// <param name="parameters">All that it updates.</param>
/// <param name="clipNorm">The largest norm of the gradient, &gt; 0.</param>
internal sealed class GradientStep(Adam optimizer, IReadOnlyList<Parameter> parameters, double clipNorm)
{
    /// <summary>Takes the step, unless loss or gradient are no finite numbers.</summary>
    /// <param name="backward">Puts gradients into the parameters and gives the loss. Its tensors are freed.</param>
    /// <param name="rate">The learning rate.</param>
    /// <returns>The loss and the norm before clipping; the step was taken where both are finite.</returns>
    public (StepLoss Loss, double Norm) Take(Func<StepLoss> backward, double rate)
    {
        using var scope = NewDisposeScope();
        optimizer.ZeroGradients();
        var loss = backward();
        double norm = GradientClipping.ByNorm(parameters, clipNorm);
        if (IsFinite(loss, norm))
            optimizer.Step(rate);
        return (loss, norm);
    }

    /// <summary>True where the step was taken.</summary>
    public static bool IsFinite(StepLoss loss, double norm) => double.IsFinite(loss.Value) && double.IsFinite(norm);

    /// <summary>What went wrong where it was not.</summary>
    public static string Divergence(long step, StepLoss loss, double norm, double rate) => Divergence($"Step {step}: the loss is {loss.Value} and the gradient's norm {norm}", rate);

    /// <summary>What is no finite number, and what to do.</summary>
    public static string Divergence(string what, double rate) => $"{what}, with a learning rate of {rate:G3}. Lower the learning rate or lengthen the warm-up.";

    /// <summary>What is wrong with the numbers that steps share.</summary>
    /// <param name="path">What stands before their names: a path with its dot, or nothing.</param>
    /// <param name="learningRate">The highest rate.</param>
    /// <param name="schedule">How it moves.</param>
    /// <param name="clipNorm">The largest norm.</param>
    /// <param name="weightDecay">Decay of matrices.</param>
    public static IEnumerable<string> Violations(string path, double learningRate, LearningRateSchedule? schedule, double clipNorm, double weightDecay)
    {
        if (learningRate is not (> 0 and < double.PositiveInfinity))
            yield return $"{path}LearningRate must be positive and finite; got {learningRate}.";
        if (schedule is null)
            yield return $"{path}Schedule must be given; got null.";
        foreach (string violation in schedule?.Violations($"{path}Schedule") ?? [])
            yield return violation;
        if (clipNorm is not > 0)
            yield return $"{path}ClipNorm must be positive; got {clipNorm}.";
        if (weightDecay is not (>= 0 and < double.PositiveInfinity))
            yield return $"{path}WeightDecay must not be negative; got {weightDecay}.";
    }
}
