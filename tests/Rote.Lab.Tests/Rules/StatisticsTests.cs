using Rote.Lab.Rules;

namespace Rote.Lab.Tests.Rules;

public class StatisticsTests
{
    [Fact]
    public void Median_is_the_middle()
    {
        Assert.Equal(3, Statistics.Median([5, 1, 3]));
        Assert.Equal(2.5, Statistics.Median([4, 1, 2, 3]));
        Assert.Equal(double.PositiveInfinity, Statistics.Median([1, double.PositiveInfinity, double.PositiveInfinity]));
        Assert.Equal(double.NaN, Statistics.Median([1, double.NaN, 2]));
        Assert.Equal("`values` is empty: a median needs at least one number. (Parameter 'values')", Assert.Throws<ArgumentException>(() => Statistics.Median([])).Message);
    }

    [Fact]
    public void Exponent_of_a_power_is_the_power()
    {
        double[] x = [2, 3, 5, 11];
        Assert.Equal(1.7, Statistics.Exponent(x, [.. x.Select(value => 3 * Math.Pow(value, 1.7))]), 1e-12);
        Assert.Equal("`x` and `y` must be as many, with two values of x at least; got 2 and 2. (Parameter 'x')",
            Assert.Throws<ArgumentException>(() => Statistics.Exponent([4, 4], [1, 2])).Message);
    }

    [Fact]
    public void Correlation_of_a_line_is_one()
    {
        Assert.Equal(1, Statistics.Correlation([1, 2, 4], [3, 5, 9]), 1e-12);
        Assert.Equal(-1, Statistics.Correlation([1, 2, 4], [3, 1, -3]), 1e-12);
        Assert.Equal(0, Statistics.Correlation([-1, 0, 1], [1, 0, 1]), 1e-12);
        Assert.Equal("`x` and `y` must be as many; got 1 and 2. (Parameter 'y')", Assert.Throws<ArgumentException>(() => Statistics.Correlation([1], [1, 2])).Message);
    }
}
