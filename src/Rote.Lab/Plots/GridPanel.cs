namespace Rote.Lab.Plots;

/// <summary>A matrix as a picture: weights, gradients.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="X">What the columns are.</param>
/// <param name="Y">What the rows are; the first stands above.</param>
/// <param name="Cells">Rows of equal length.</param>
/// <param name="Scale">What the colours mean.</param>
public sealed record GridPanel(Bilingual Title, Bilingual X, Bilingual Y, IReadOnlyList<IReadOnlyList<double>> Cells, Bilingual Scale) : Panel(Title, X, Y);
