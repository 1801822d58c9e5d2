namespace Rote.Cli.Pictures;

/// <summary>What one validation measured.</summary>
/// <param name="Step">The step after which it was made.</param>
/// <param name="Loss">Validation loss, nats per token.</param>
/// <param name="Score">The share that was right, from 0 to 1; not a number where it was not measured.</param>
internal sealed record ValidationPoint(long Step, double Loss, double Score);
