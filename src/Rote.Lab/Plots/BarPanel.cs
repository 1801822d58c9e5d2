using Rote.Lab.Rules;

namespace Rote.Lab.Plots;

/// <summary>A bar for each arm, with its range over the seeds.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Y">What runs upwards, with its unit.</param>
/// <param name="Bars">The bars, at most twelve.</param>
public sealed record BarPanel(Bilingual Title, Bilingual Y, IReadOnlyList<Bar> Bars) : Panel(Title, "", Y)
{
    /// <summary>A level to compare with, drawn dashed; null draws none.</summary>
    public double? Level { get; init; }

    /// <summary>True draws y by its logarithm. Default: false.</summary>
    public bool LogY { get; init; }

    /// <summary>A metric of some arms.</summary>
    /// <param name="results">The measurements.</param>
    /// <param name="title">What the panel shows.</param>
    /// <param name="metric">The metric, whose header is the axis.</param>
    /// <param name="arms">The arms; those that were not measured are left out.</param>
    /// <returns>The panel.</returns>
    public static BarPanel Of(Results results, Bilingual title, string metric, IEnumerable<string> arms)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(arms);
        return new(title, results.ColumnOf(metric).Header, [.. arms.Where(arm => results.Has(arm, metric)).Select((arm, index) => new Bar(results.NameOfArm(arm), PlotPoint.Of(index, results.Of(arm, metric))))]);
    }
}
