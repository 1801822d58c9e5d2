namespace Rote.Lab.Runs;

/// <summary>A measured number.</summary>
/// <param name="Arm">Of which arm.</param>
/// <param name="Metric">Of which quantity.</param>
/// <param name="Value">The number; may be not finite, where a training diverged.</param>
public sealed record MeasuredValue(string Arm, string Metric, double Value);
