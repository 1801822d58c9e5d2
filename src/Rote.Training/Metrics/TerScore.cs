namespace Rote.Training.Metrics;

/// <summary>A translation edit rate.</summary>
/// <param name="Score">Edits for each hundred words of the reference, from 0, which is best, to beyond 100.</param>
/// <param name="Edits">Insertions, deletions, substitutions and shifts, against the reference that needs fewest.</param>
/// <param name="ReferenceLength">Words in the references, of several their mean.</param>
/// <param name="Signature">What was computed, as sacreBLEU writes it; the version is that of sacreBLEU whose rules are followed.</param>
public sealed record TerScore(double Score, long Edits, double ReferenceLength, string Signature);
