namespace Rote.Lab.Plots;

/// <summary>A picture of measurements: panels beside each other.</summary>
/// <param name="Panels">From left to right, one to three.</param>
public sealed record Figure(params IReadOnlyList<Panel> Panels);
