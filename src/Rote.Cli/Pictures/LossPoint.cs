namespace Rote.Cli.Pictures;

/// <summary>What one step of training measured.</summary>
/// <param name="Step">The step, counted from 1.</param>
/// <param name="Loss">Training loss, nats per token.</param>
/// <param name="LearningRate">The step's learning rate.</param>
internal sealed record LossPoint(long Step, double Loss, double LearningRate);
