namespace Rote.Lab.Runs;

/// <summary>A measured curve.</summary>
/// <param name="Arm">Of which arm.</param>
/// <param name="Name">Of which quantity.</param>
/// <param name="Points">Its points.</param>
public sealed record MeasuredCurve(string Arm, string Name, IReadOnlyList<CurvePoint> Points);
