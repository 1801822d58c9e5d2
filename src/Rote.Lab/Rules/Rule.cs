namespace Rote.Lab.Rules;

/// <summary>
/// What rules are made of. A level is that of the median over the seeds. A difference counts when every paired seed shows it and its median reaches the
/// threshold. A number that is not finite meets no rule.
/// </summary>
public static class Rule
{
    /// <summary>The median is at least so much.</summary>
    /// <param name="results">The measurements.</param>
    /// <param name="arm">The arm.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="least">The threshold.</param>
    /// <returns>The finding.</returns>
    public static Finding AtLeast(Results results, string arm, string metric, double least) => Level(results, arm, metric, median => median >= least, $"≥ {Number(results, metric, least)}");

    /// <summary>The median is at most so much.</summary>
    /// <param name="results">The measurements.</param>
    /// <param name="arm">The arm.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="most">The threshold.</param>
    /// <returns>The finding.</returns>
    public static Finding AtMost(Results results, string arm, string metric, double most) => Level(results, arm, metric, median => median <= most, $"≤ {Number(results, metric, most)}");

    /// <summary>The median is less than so much.</summary>
    /// <param name="results">The measurements.</param>
    /// <param name="arm">The arm.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="limit">The threshold.</param>
    /// <returns>The finding.</returns>
    public static Finding Below(Results results, string arm, string metric, double limit) => Level(results, arm, metric, median => median < limit, $"< {Number(results, metric, limit)}");

    /// <summary>The median is greater than so much.</summary>
    /// <param name="results">The measurements.</param>
    /// <param name="arm">The arm.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="limit">The threshold.</param>
    /// <returns>The finding.</returns>
    public static Finding Above(Results results, string arm, string metric, double limit) => Level(results, arm, metric, median => median > limit, $"> {Number(results, metric, limit)}");

    /// <summary>The median lies in a range.</summary>
    /// <param name="results">The measurements.</param>
    /// <param name="arm">The arm.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="least">The lower end, included.</param>
    /// <param name="most">The upper end, included.</param>
    /// <returns>The finding.</returns>
    public static Finding Within(Results results, string arm, string metric, double least, double most) =>
        Level(results, arm, metric, median => median >= least && median <= most, $"{Number(results, metric, least)} … {Number(results, metric, most)}");

    /// <summary>Every seed's number is at most so much: for what must hold exactly or to rounding.</summary>
    /// <param name="results">The measurements.</param>
    /// <param name="arm">The arm.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="most">The threshold.</param>
    /// <returns>The finding.</returns>
    public static Finding AlwaysAtMost(Results results, string arm, string metric, double most)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Finding.Of(results.Of(arm, metric).All(value => value <= most), Evidence(results, arm, metric, $"≤ {Number(results, metric, most)}", new(", every seed", "，每个种子")));
    }

    /// <summary>Every seed's number is at least so much.</summary>
    /// <param name="results">The measurements.</param>
    /// <param name="arm">The arm.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="least">The threshold.</param>
    /// <returns>The finding.</returns>
    public static Finding AlwaysAtLeast(Results results, string arm, string metric, double least)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Finding.Of(results.Of(arm, metric).All(value => value >= least), Evidence(results, arm, metric, $"≥ {Number(results, metric, least)}", new(", every seed", "，每个种子")));
    }

    /// <summary>One arm is lower than another: in every paired seed, and by so much in the median.</summary>
    /// <param name="results">The measurements.</param>
    /// <param name="arm">The arm that is lower.</param>
    /// <param name="than">The arm that is higher.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="by">The threshold, ≥ 0.</param>
    /// <returns>The finding.</returns>
    public static Finding Lower(Results results, string arm, string than, string metric, double by)
    {
        ArgumentNullException.ThrowIfNull(results);
        var differences = results.Differences(than, arm, metric);
        return Paired(results, than, arm, metric, differences, " − ", differences.All(value => value > 0) && Statistics.Median(differences) >= by, $"≥ {Number(results, metric, by)}", "> 0");
    }

    /// <summary>One arm is higher than another: in every paired seed, and by so much in the median.</summary>
    /// <param name="results">The measurements.</param>
    /// <param name="arm">The arm that is higher.</param>
    /// <param name="than">The arm that is lower.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="by">The threshold, ≥ 0.</param>
    /// <returns>The finding.</returns>
    public static Finding Higher(Results results, string arm, string than, string metric, double by) => Lower(results, than, arm, metric, by);

    /// <summary>One arm is so many times another: more than it in every paired seed, and by the factor in the median.</summary>
    /// <param name="results">The measurements.</param>
    /// <param name="arm">The greater arm.</param>
    /// <param name="than">The smaller arm.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="factor">The threshold, ≥ 1.</param>
    /// <returns>The finding.</returns>
    public static Finding Times(Results results, string arm, string than, string metric, double factor)
    {
        ArgumentNullException.ThrowIfNull(results);
        var ratios = results.Ratios(arm, than, metric);
        return Paired(results, arm, than, metric, ratios, " ÷ ", ratios.All(value => value > 1) && Statistics.Median(ratios) >= factor, $"≥ {factor:G4}", "> 1", "G4");
    }

    /// <summary>The quotient of two arms is at most so much, in the median.</summary>
    /// <param name="results">The measurements.</param>
    /// <param name="arm">The arm above.</param>
    /// <param name="than">The arm below.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="factor">The threshold.</param>
    /// <returns>The finding.</returns>
    public static Finding TimesAtMost(Results results, string arm, string than, string metric, double factor)
    {
        ArgumentNullException.ThrowIfNull(results);
        var ratios = results.Ratios(arm, than, metric);
        return Paired(results, arm, than, metric, ratios, " ÷ ", Statistics.Median(ratios) <= factor, $"≤ {factor:G4}", null, "G4");
    }

    /// <summary>Two arms are the same: every paired difference lies inside the margin.</summary>
    /// <param name="results">The measurements.</param>
    /// <param name="arm">One.</param>
    /// <param name="other">The other.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="margin">The margin, included.</param>
    /// <returns>The finding.</returns>
    public static Finding Same(Results results, string arm, string other, string metric, double margin)
    {
        ArgumentNullException.ThrowIfNull(results);
        var differences = results.Differences(arm, other, metric);
        return Paired(results, arm, other, metric, differences, " − ", differences.All(value => Math.Abs(value) <= margin), $"± {Number(results, metric, margin)}", null);
    }

    private static Finding Level(Results results, string arm, string metric, Func<double, bool> meets, string needed)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Finding.Of(meets(results.Median(arm, metric)), Evidence(results, arm, metric, needed, ""));
    }

    private static Bilingual Evidence(Results results, string arm, string metric, string needed, Bilingual scope)
    {
        var column = results.ColumnOf(metric);
        string seen = Range(results.Of(arm, metric), column);
        var (header, name) = (column.Header, results.NameOfArm(arm));
        return new(
            $"{header.English}, {name.English}: {seen} (needed: {needed}{scope.English})",
            $"{header.Chinese}，{name.Chinese}：{seen}（要求：{needed}{scope.Chinese}）");
    }

    private static Finding Paired(
        Results results, string arm, string other, string metric, IReadOnlyList<double> values, string sign, bool passes, string needed, string? everySeed, string? format = null)
    {
        var column = results.ColumnOf(metric);
        string seen = Range(values, format is null ? column : column with { Format = format });
        var (header, left, right) = (column.Header, results.NameOfArm(arm), results.NameOfArm(other));
        return Finding.Of(passes, new(
            $"{header.English}, {left.English}{sign}{right.English}: {seen} (needed: {needed}{(everySeed is null ? "" : $", every seed {everySeed}")})",
            $"{header.Chinese}，{left.Chinese}{sign}{right.Chinese}：{seen}（要求：{needed}{(everySeed is null ? "" : $"，每个种子 {everySeed}")}）"));
    }

    /// <summary>A median with the least and the greatest of several numbers.</summary>
    /// <param name="values">At least one number.</param>
    /// <param name="column">How numbers are written.</param>
    /// <returns>The text; one number alone where all are the same.</returns>
    public static string Range(IReadOnlyList<double> values, Column column)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(column);
        string median = column.Text(Statistics.Median(values));
        return values.Count == 1 || values.Distinct().Count() == 1 ? median : $"{median} [{column.Text(values.Min())}, {column.Text(values.Max())}]";
    }

    private static string Number(Results results, string metric, double value) => results.ColumnOf(metric).Text(value);
}
