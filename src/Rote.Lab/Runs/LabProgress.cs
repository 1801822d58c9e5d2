namespace Rote.Lab.Runs;

/// <summary>How far a run is.</summary>
/// <param name="Done">Trials that are finished.</param>
/// <param name="Trials">All trials.</param>
/// <param name="Part">The part under way.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Said">What the part says about itself.</param>
public sealed record LabProgress(int Done, int Trials, string Part, int Seed, string Said);
