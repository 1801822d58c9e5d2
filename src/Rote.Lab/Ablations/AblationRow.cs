namespace Rote.Lab.Ablations;

/// <summary>What an arm measured with one seed.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Values">Named numbers.</param>
public sealed record AblationRow(string Arm, int Seed, IReadOnlyDictionary<string, double> Values);
