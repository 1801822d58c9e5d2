namespace Rote.Training.Runs;

/// <summary>One line of a run's measurements: of a training step, or of a validation.</summary>
public sealed record MetricsEntry
{
    /// <summary>Steps taken.</summary>
    public required long Step { get; init; }

    /// <summary>Training loss of this step's batch, label smoothing included, in nats per token.</summary>
    public double? Loss { get; init; }

    /// <summary>The learning rate of this step.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Norm of the gradient before it was clipped.</summary>
    public double? GradientNorm { get; init; }

    /// <summary>Real tokens of both sides in a second.</summary>
    public double? TokensPerSecond { get; init; }

    /// <summary>Loss on held-out pairs, without label smoothing, in nats per token.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Share of held-out outputs that are exactly right, 0 to 1.</summary>
    public double? ValidationExactMatch { get; init; }
}
