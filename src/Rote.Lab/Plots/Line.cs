using Rote.Lab.Rules;

namespace Rote.Lab.Plots;

/// <summary>A line of a plot.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Points">Its points, x ascending.</param>
public sealed record Line(Bilingual Name, IReadOnlyList<PlotPoint> Points)
{
    /// <summary>A metric over arms that stand for numbers.</summary>
    /// <param name="results">The measurements.</param>
    /// <param name="name">For the legend.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="arms">Each arm and the number that it stands for; arms that were not measured are left out.</param>
    /// <returns>The line of medians, with the least and the greatest seed.</returns>
    public static Line Over(Results results, Bilingual name, string metric, IEnumerable<(double X, string Arm)> arms)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(arms);
        return new(name, [.. arms.Where(arm => results.Has(arm.Arm, metric)).OrderBy(arm => arm.X).Select(arm => PlotPoint.Of(arm.X, results.Of(arm.Arm, metric)))]);
    }

    /// <summary>The curves of an arm's seeds, joined.</summary>
    /// <param name="results">The measurements.</param>
    /// <param name="arm">The arm, whose name is the legend.</param>
    /// <param name="curve">The curve's name.</param>
    /// <returns>The line of medians over the seeds at each x.</returns>
    public static Line Of(Results results, string arm, string curve)
    {
        ArgumentNullException.ThrowIfNull(results);
        var points = results.Curves(arm, curve).SelectMany(points => points).GroupBy(point => point.X).OrderBy(group => group.Key);
        return new(results.NameOfArm(arm), [.. points.Select(group => PlotPoint.Of(group.Key, [.. group.Select(point => point.Y)]))]);
    }
}
