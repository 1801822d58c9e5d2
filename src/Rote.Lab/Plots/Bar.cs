namespace Rote.Lab.Plots;

/// <summary>A bar.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Value">Its height and range; x is not used.</param>
public sealed record Bar(Bilingual Name, PlotPoint Value);
