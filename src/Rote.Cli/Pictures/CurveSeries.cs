using ScottPlot;

namespace Rote.Cli.Pictures;

/// <summary>One line of a plot.</summary>
/// <param name="Legend">Its name.</param>
/// <param name="Points">Finite points in the order of x.</param>
/// <param name="Color">Its colour.</param>
/// <param name="LineWidth">Pixels.</param>
/// <param name="MarkerSize">Size of the points, pixels; 0 draws none.</param>
/// <param name="Shape">How a point looks.</param>
/// <param name="IsRight">Whether the right axis measures it, rather than the left.</param>
internal sealed record CurveSeries(
    string Legend,
    IReadOnlyList<(double X, double Y)> Points,
    Color Color,
    float LineWidth,
    float MarkerSize,
    MarkerShape Shape = MarkerShape.FilledCircle,
    bool IsRight = false);
