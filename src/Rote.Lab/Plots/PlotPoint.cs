using Rote.Lab.Rules;

namespace Rote.Lab.Plots;

/// <summary>A point with its range.</summary>
/// <param name="X">Where.</param>
/// <param name="Y">The median.</param>
/// <param name="Low">The least.</param>
/// <param name="High">The greatest.</param>
public readonly record struct PlotPoint(double X, double Y, double Low, double High)
{
    /// <summary>The point of several numbers.</summary>
    /// <param name="x">Where.</param>
    /// <param name="values">At least one.</param>
    /// <returns>Their median, least and greatest.</returns>
    public static PlotPoint Of(double x, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(x, Statistics.Median(values), values.Min(), values.Max());
    }
}
