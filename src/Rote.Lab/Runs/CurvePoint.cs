namespace Rote.Lab.Runs;

/// <summary>A point of a curve.</summary>
/// <param name="X">Where: a step, a length.</param>
/// <param name="Y">What was measured there.</param>
public readonly record struct CurvePoint(double X, double Y);
