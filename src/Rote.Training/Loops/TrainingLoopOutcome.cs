namespace Rote.Training.Loops;

/// <summary>What a loop measured.</summary>
/// <param name="Losses">Of each step's batch, before the step.</param>
/// <param name="GradientNorms">Of each step, before clipping.</param>
/// <param name="Tokens">Tokens read in all.</param>
/// <param name="Seconds">Time of the steps, without the time that watching took.</param>
public sealed record TrainingLoopOutcome(IReadOnlyList<double> Losses, IReadOnlyList<double> GradientNorms, long Tokens, double Seconds)
{
    /// <summary>Tokens read in a second.</summary>
    public double TokensPerSecond => Tokens / Seconds;
}
