using ScottPlot;

namespace Rote.Cli.Pictures;

/// <summary>Finds a corner of a plot where a legend covers no data.</summary>
internal static class LegendPlace
{
    // Points put between neighbours, because a line covers more than its ends.
    private const int Between = 8;

    private static readonly Alignment[] Corners = [Alignment.UpperRight, Alignment.LowerLeft, Alignment.UpperLeft, Alignment.LowerRight];

    /// <summary>Finds the corner.</summary>
    /// <param name="series">Lines, in shares of the plot: x from the left and y from below, 0 to 1.</param>
    /// <param name="width">The legend's width, a share of the plot's.</param>
    /// <param name="height">The legend's height, a share of the plot's.</param>
    /// <returns>An empty corner; null where each has data.</returns>
    public static Alignment? EmptyCorner(IEnumerable<IReadOnlyList<(double X, double Y)>> series, double width, double height)
    {
        var free = Corners.ToList();
        foreach (var (x, y) in series.SelectMany(Filled))
            free.RemoveAll(corner => Covers(corner, x, y, width, height));
        return free.Count == 0 ? null : free[0];
    }

    private static bool Covers(Alignment corner, double x, double y, double width, double height)
    {
        bool inX = corner is Alignment.UpperRight or Alignment.LowerRight ? x >= 1 - width : x <= width;
        bool inY = corner is Alignment.UpperRight or Alignment.UpperLeft ? y >= 1 - height : y <= height;
        return inX && inY;
    }

    private static IEnumerable<(double X, double Y)> Filled(IReadOnlyList<(double X, double Y)> line)
    {
        for (int at = 0; at < line.Count; at++)
        {
            yield return line[at];
            for (int part = 1; at + 1 < line.Count && part <= Between; part++)
            {
                double share = part / (Between + 1.0);
                yield return (line[at].X + share * (line[at + 1].X - line[at].X), line[at].Y + share * (line[at + 1].Y - line[at].Y));
            }
        }
    }
}
