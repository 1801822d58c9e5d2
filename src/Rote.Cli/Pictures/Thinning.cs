namespace Rote.Cli.Pictures;

/// <summary>Makes long series short enough to draw, without hiding what they hold.</summary>
internal static class Thinning
{
    /// <summary>Keeps the lowest and the highest of each run of points, so that no spike is lost.</summary>
    /// <param name="points">Points in the order of x; y must be finite.</param>
    /// <param name="most">Points to keep at most, ≥ 2.</param>
    public static IReadOnlyList<(double X, double Y)> Extremes(IReadOnlyList<(double X, double Y)> points, int most)
    {
        if (points.Count <= most)
            return points;
        int run = (points.Count * 2 + most - 1) / most;
        var kept = new List<(double X, double Y)>(most);
        foreach (var chunk in points.Chunk(run))
        {
            var low = chunk.MinBy(point => point.Y);
            var high = chunk.MaxBy(point => point.Y);
            kept.Add(low.X <= high.X ? low : high);
            if (low != high)
                kept.Add(low.X <= high.X ? high : low);
        }
        return kept;
    }

    /// <summary>Keeps points at equal distances, the first and the last among them.</summary>
    /// <param name="points">Points in the order of x.</param>
    /// <param name="most">Points to keep at most, ≥ 2.</param>
    public static IReadOnlyList<(double X, double Y)> Evenly(IReadOnlyList<(double X, double Y)> points, int most) =>
        points.Count <= most ? points : [.. Enumerable.Range(0, most).Select(at => points[(int)((long)at * (points.Count - 1) / (most - 1))])];

    /// <summary>Averages each point with those on both sides of it, so that the average does not lag.</summary>
    /// <param name="points">Points in the order of x; y must be finite.</param>
    /// <param name="window">Points averaged, ≥ 1, fewer near the ends; 1 changes nothing.</param>
    public static IReadOnlyList<(double X, double Y)> Smooth(IReadOnlyList<(double X, double Y)> points, int window)
    {
        double[] sums = new double[points.Count + 1];
        for (int at = 0; at < points.Count; at++)
            sums[at + 1] = sums[at] + points[at].Y;
        var smooth = new (double X, double Y)[points.Count];
        for (int at = 0; at < points.Count; at++)
        {
            int begin = Math.Max(0, at - window / 2);
            int end = Math.Min(points.Count, at + window / 2 + 1);
            smooth[at] = (points[at].X, (sums[end] - sums[begin]) / (end - begin));
        }
        return smooth;
    }
}
