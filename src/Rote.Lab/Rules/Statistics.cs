namespace Rote.Lab.Rules;

/// <summary>The few statistics that rules use.</summary>
public static class Statistics
{
    /// <summary>The median.</summary>
    /// <param name="values">At least one number.</param>
    /// <returns>The middle one, or the mean of the two in the middle; NaN where any is.</returns>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static double Median(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
            throw new ArgumentException("`values` is empty: a median needs at least one number.", nameof(values));
        if (values.Any(double.IsNaN))
            return double.NaN;
        double[] sorted = [.. values.Order()];
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /// <summary>The exponent e of y ∝ xᵉ: the slope of the least-squares line through the logarithms.</summary>
    /// <param name="x">Positive, at least two that differ.</param>
    /// <param name="y">Positive, as many.</param>
    /// <returns>The exponent.</returns>
    /// <exception cref="ArgumentException">Too few, or not as many.</exception>
    public static double Exponent(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count || x.Distinct().Count() < 2)
            throw new ArgumentException($"`x` and `y` must be as many, with two values of x at least; got {x.Count} and {y.Count}.", nameof(x));
        double[] logX = [.. x.Select(value => Math.Log(value))], logY = [.. y.Select(value => Math.Log(value))];
        double meanX = logX.Average(), meanY = logY.Average();
        return logX.Zip(logY, (a, b) => (a - meanX) * (b - meanY)).Sum() / logX.Sum(a => (a - meanX) * (a - meanX));
    }

    /// <summary>Pearson's correlation.</summary>
    /// <param name="x">Numbers.</param>
    /// <param name="y">As many.</param>
    /// <returns>In [−1, 1]; NaN where one does not vary.</returns>
    public static double Correlation(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count)
            throw new ArgumentException($"`x` and `y` must be as many; got {x.Count} and {y.Count}.", nameof(y));
        double meanX = x.Average(), meanY = y.Average();
        double covariance = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum();
        return covariance / Math.Sqrt(x.Sum(a => (a - meanX) * (a - meanX)) * y.Sum(b => (b - meanY) * (b - meanY)));
    }
}
