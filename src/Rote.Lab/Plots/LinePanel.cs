namespace Rote.Lab.Plots;

/// <summary>Lines, with a band from the least to the greatest seed.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="X">What runs to the right, with its unit.</param>
/// <param name="Y">What runs upwards, with its unit.</param>
/// <param name="Lines">The lines, at most eight.</param>
public sealed record LinePanel(Bilingual Title, Bilingual X, Bilingual Y, IReadOnlyList<Line> Lines) : Panel(Title, X, Y)
{
    /// <summary>True draws x by its logarithm. Default: false.</summary>
    public bool LogX { get; init; }

    /// <summary>True draws y by its logarithm. Default: false.</summary>
    public bool LogY { get; init; }

    /// <summary>A level to compare with, drawn dashed; null draws none.</summary>
    public double? Level { get; init; }
}
