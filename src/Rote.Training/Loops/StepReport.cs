namespace Rote.Training.Loops;

/// <summary>What a step tells whoever watches.</summary>
/// <param name="Step">1-based.</param>
/// <param name="Loss">Of this step's batch.</param>
/// <param name="GradientNorm">Before it was clipped.</param>
/// <param name="LearningRate">Of this step.</param>
/// <param name="TokensPerSecond">Since the first step, without the time that watching took.</param>
public sealed record StepReport(int Step, double Loss, double GradientNorm, double LearningRate, double TokensPerSecond);
