using CsCheck;
using Rote.Cli.Pictures;
using ScottPlot;
using SkiaSharp;

namespace Rote.Cli.Tests.Pictures;

public sealed class LossCurveTests
{
    private static readonly SKColor Blue = SKColor.Parse("#0072B2");
    private static readonly SKColor Orange = SKColor.Parse("#D55E00");

    [Fact]
    public void A_training_is_drawn()
    {
        using var bitmap = Save(Steps(3000), [.. Enumerable.Range(1, 12).Select(at => new ValidationPoint(at * 250, 3.0 / at, 1 - 1.0 / at))]);
        Assert.True(Count(bitmap, Blue) > 1000);
        Assert.True(Count(bitmap, Orange) > 300);
    }

    [Fact]
    public void One_point_is_drawn()
    {
        using var bitmap = Save([new LossPoint(1, 3.2, 1e-3)], []);
        // The point lies in the middle of the upper panel.
        Assert.True(CountWithin(bitmap, Blue, new SKRectI(590, 190, 610, 210)) > 20);
        Assert.Equal(0, Count(bitmap, Orange));
    }

    [Fact]
    public void What_is_not_finite_is_left_out()
    {
        var steps = Steps(500).Select((point, at) => at % 2 == 0 ? point : point with { Loss = at % 4 == 1 ? double.NaN : double.PositiveInfinity }).ToArray();
        using var bitmap = Save(steps, [new ValidationPoint(250, double.NaN, double.NaN), new ValidationPoint(500, 1, 0.5)]);
        Assert.True(Count(bitmap, Blue) > 1000);
    }

    [Fact]
    public void Nothing_finite_at_all_still_gives_a_picture()
    {
        using var bitmap = Save([new LossPoint(1, double.NaN, double.NaN)], [new ValidationPoint(1, double.NaN, double.NaN)]);
        // Only the legend's sample is left: a line of 26 pixels.
        Assert.InRange(Count(bitmap, Blue), 1, 200);
    }

    [Fact]
    public void A_hundred_thousand_steps_are_drawn()
    {
        using var bitmap = Save(Steps(100_000), []);
        Assert.True(Count(bitmap, Blue) > 1000);
    }

    [Fact]
    public void Steps_in_any_order_give_the_same_picture()
    {
        using var folder = new TemporaryFolder();
        var steps = Steps(100);
        LossCurve.Save(folder.File("one.png"), steps, []);
        LossCurve.Save(folder.File("two.png"), [.. steps.Reverse()], []);
        Assert.Equal(File.ReadAllBytes(folder.File("one.png")), File.ReadAllBytes(folder.File("two.png")));
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            $"`path` must end in .png; got '{folder.File("loss.svg")}'. Name the file accordingly.",
            Assert.Throws<ArgumentException>(() => LossCurve.Save(folder.File("loss.svg"), Steps(2), [])).Message);
        Assert.Equal(
            "`training` is empty: a curve needs at least one step.",
            Assert.Throws<ArgumentException>(() => LossCurve.Save(folder.File("loss.png"), [], [])).Message);
    }

    [Fact]
    public void Thinning_keeps_every_spike_and_the_order()
    {
        var points = Enumerable.Range(0, 100_000).Select(at => ((double)at, at == 54_321 ? 99.0 : at == 12_345 ? -99 : 1.0 / (at + 1))).ToArray();
        var thin = Thinning.Extremes(points, 2000);
        Assert.InRange(thin.Count, 1000, 2000);
        Assert.Contains((54_321.0, 99.0), thin);
        Assert.Contains((12_345.0, -99.0), thin);
        Assert.Equal(thin.OrderBy(point => point.X), thin);
        Assert.Same(points, Thinning.Extremes(points, 100_000));
    }

    [Fact]
    public void Thinning_evenly_keeps_both_ends()
    {
        var points = Enumerable.Range(0, 12_345).Select(at => ((double)at, 0.0)).ToArray();
        var thin = Thinning.Evenly(points, 101);
        Assert.Equal(101, thin.Count);
        Assert.Equal((0.0, 12_344.0), (thin[0].X, thin[^1].X));
    }

    [Fact]
    public void Smoothing_averages_both_sides()
    {
        (double, double)[] points = [(1, 4), (2, 1), (3, 7), (4, 1), (5, 4)];
        Assert.Equal([(1, 2.5), (2, 4), (3, 3), (4, 4), (5, 2.5)], Thinning.Smooth(points, 3));
        Assert.Equal(points, Thinning.Smooth(points, 1));
    }

    [Fact]
    public void The_legend_lies_where_no_data_is()
    {
        var lines = Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1]).Array[1, 6].Array[1, 3];
        lines.Sample(series =>
        {
            var corner = LegendPlace.EmptyCorner(series, 0.3, 0.2);
            if (corner is { } found)
            {
                Assert.All(series.SelectMany(line => line), point => Assert.False(
                    (found is Alignment.UpperLeft or Alignment.LowerLeft ? point.Item1 <= 0.3 : point.Item1 >= 0.7)
                    && (found is Alignment.LowerLeft or Alignment.LowerRight ? point.Item2 <= 0.2 : point.Item2 >= 0.8)));
            }
        }, iter: 500, seed: "0000KMz4oqC1");
        Assert.Equal(Alignment.UpperRight, LegendPlace.EmptyCorner([[(0, 1), (0.5, 0.1), (1, 0)]], 0.3, 0.2));
        Assert.Null(LegendPlace.EmptyCorner([[(0, 0), (0, 1)], [(1, 0), (1, 1)]], 0.3, 0.2));
    }

    private static LossPoint[] Steps(int count) =>
        [.. Enumerable.Range(1, count).Select(step => new LossPoint(step, 3 * Math.Exp(-4.0 * step / count) + 0.1 * (step % 7), 1e-3 * Math.Min(1, 10.0 * step / count)))];

    private static SKBitmap Save(IReadOnlyList<LossPoint> training, IReadOnlyList<ValidationPoint> validation)
    {
        using var folder = new TemporaryFolder();
        LossCurve.Save(folder.File("loss.png"), training, validation);
        var bitmap = SKBitmap.Decode(File.ReadAllBytes(folder.File("loss.png")));
        Assert.Equal((1200, 740), (bitmap.Width, bitmap.Height));
        return bitmap;
    }

    private static int Count(SKBitmap bitmap, SKColor color) => bitmap.Pixels.Count(pixel => pixel == color);

    private static int CountWithin(SKBitmap bitmap, SKColor color, SKRectI area) =>
        bitmap.Pixels.Where((pixel, at) => pixel == color && area.Contains(at % bitmap.Width, at / bitmap.Width)).Count();
}
