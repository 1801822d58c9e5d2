namespace Rote.Training.Metrics;

/// <summary>A chrF score.</summary>
/// <param name="Score">chrF, 0 to 100.</param>
/// <param name="Name">Its name with β and a plus for each order of words, as <c>chrF2++</c>.</param>
/// <param name="Signature">What was computed, as sacreBLEU writes it; the version is that of sacreBLEU whose rules are followed.</param>
public sealed record ChrfScore(double Score, string Name, string Signature);
