using Rote.Training.Loops;
using Rote.Training.Schedules;

namespace Rote.Training.Translation;

/// <summary>How a translation model is trained.</summary>
public sealed record OptimizationSpec
{
    /// <summary>Decides initial weights, order and dropout. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Steps at most, &gt; 0; null has no limit.</summary>
    public int? MaximumSteps { get; init; }

    /// <summary>Times through the training text at most, &gt; 0; null has no limit.</summary>
    public int? MaximumEpochs { get; init; }

    /// <summary>Tokens in a batch at most, source and target, padding counted, &gt; 0. Default: 4,096.</summary>
    public int BatchTokens { get; init; } = 4096;

    /// <summary>The highest learning rate, &gt; 0. Default: 1e-3.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How the rate moves. Default: it rises for 400 steps and falls as 1/√step after them (Vaswani et al. 2017, section 5.3).</summary>
    /// <remarks>
    /// Step t, counted from 1, has the multiplier of t, as in the paper's equation 3. Hugging Face gives it that of t − 1, so that a warm-up wastes the
    /// first step on a rate of 0; here a schedule that falls to 0 at step n has that rate in step n, its last.
    /// </remarks>
    public LearningRateSchedule Schedule { get; init; } = new LearningRateSchedule.InverseSquareRoot { WarmupSteps = 400 };

    /// <summary>ε of label smoothing, in [0, 1). Default: 0.1.</summary>
    public double LabelSmoothing { get; init; } = 0.1;

    /// <summary>A gradient with a larger norm is scaled down to this one, &gt; 0; infinity scales none. Default: 1.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>Decoupled decay of matrices, ≥ 0. Default: 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Steps between validations, &gt; 0; null validates after each epoch. The last step is always validated.</summary>
    public int? ValidateEverySteps { get; init; }

    /// <summary>Validations in a row that are not better than the best, until training stops, &gt; 0. Default: 5.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>
    /// Training stops when this share of the validation outputs is exactly right, in (0, 1], and the best model is the one with the highest share, the lower
    /// loss where shares are equal; null translates nothing, and the best model is the one with the lowest loss. A vocabulary that drops case is never
    /// exactly right about a capital letter. Default: null.
    /// </summary>
    public double? TargetExactMatch { get; init; }

    /// <summary>
    /// Longest side of a pair in tokens, the end counted; longer pairs are left out of training, which is said, and of the validation loss. The reach of
    /// the model's positions is a limit as well. Default: 128.
    /// </summary>
    public int MaximumLength { get; init; } = 128;

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations()
    {
        if (MaximumSteps is <= 0)
            yield return $"Optimization.MaximumSteps must be positive; got {MaximumSteps}.";
        if (MaximumEpochs is <= 0)
            yield return $"Optimization.MaximumEpochs must be positive; got {MaximumEpochs}.";
        if (BatchTokens <= 0)
            yield return $"Optimization.BatchTokens must be positive; got {BatchTokens}.";
        foreach (string violation in GradientStep.Violations("Optimization.", LearningRate, Schedule, ClipNorm, WeightDecay))
            yield return violation;
        if (LabelSmoothing is not (>= 0 and < 1))
            yield return $"Optimization.LabelSmoothing must be in [0, 1); got {LabelSmoothing}.";
        if (ValidateEverySteps is <= 0)
            yield return $"Optimization.ValidateEverySteps must be positive; got {ValidateEverySteps}.";
        if (Patience <= 0)
            yield return $"Optimization.Patience must be positive; got {Patience}.";
        if (TargetExactMatch is not (null or (> 0 and <= 1)))
            yield return $"Optimization.TargetExactMatch must be in (0, 1]; got {TargetExactMatch}.";
        if (MaximumLength < 2)
            yield return $"Optimization.MaximumLength must be at least 2; got {MaximumLength}.";
    }
}
