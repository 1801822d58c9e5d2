using Rote.Training.Optimizers;
using Rote.Training.Schedules;

namespace Rote.Training.Loops;

/// <summary>How a model is trained for a number of steps by Adam or AdamW.</summary>
public sealed record TrainingLoopSpec
{
    /// <summary>Steps, &gt; 0.</summary>
    public required int Steps { get; init; }

    /// <summary>The highest learning rate, &gt; 0. Default: 1e-3.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How the rate moves: step t, counted from 1, has the multiplier of t. Default: it does not.</summary>
    public LearningRateSchedule Schedule { get; init; } = new LearningRateSchedule.Constant();

    /// <summary>The numbers of the optimizer. Default: AdamW with those of its paper.</summary>
    public AdamOptions Adam { get; init; } = new();

    /// <summary>Decay of tensors of two or more dimensions, ≥ 0; biases and norms have none. Default: 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>A gradient with a larger norm is scaled down to this one, &gt; 0; infinity scales none. Default: 1.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>Seeds libtorch's default generator, which dropout draws from. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations()
    {
        if (Steps <= 0)
            yield return $"Steps must be positive; got {Steps}.";
        foreach (string violation in GradientStep.Violations("", LearningRate, Schedule, ClipNorm, WeightDecay))
            yield return violation;
        if (Adam is null)
            yield return "Adam must be given; got null.";
        foreach (string violation in Adam?.Violations() ?? [])
            yield return $"Adam.{violation}";
    }

    /// <summary>Throws when anything is wrong.</summary>
    /// <returns>This spec.</returns>
    /// <exception cref="ArgumentException">The message lists all violations.</exception>
    public TrainingLoopSpec Validated()
    {
        string[] violations = [.. Violations()];
        return violations.Length == 0 ? this : throw new ArgumentException($"The loop has {violations.Length} violation(s): {string.Join(" ", violations)}");
    }
}
