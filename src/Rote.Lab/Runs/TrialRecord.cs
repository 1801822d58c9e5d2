namespace Rote.Lab.Runs;

/// <summary>What one part measured with one seed.</summary>
/// <param name="Part">The part.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Values">The numbers.</param>
/// <param name="Curves">The curves.</param>
/// <param name="Sources">Which data it used.</param>
public sealed record TrialRecord(string Part, int Seed, double Seconds, IReadOnlyList<MeasuredValue> Values, IReadOnlyList<MeasuredCurve> Curves, IReadOnlyList<string> Sources);
