using ScottPlot;
using SkiaSharp;

namespace Rote.Cli.Pictures;

/// <summary>One plot over steps, with an axis on the left and perhaps another on the right.</summary>
/// <remarks>Its text is drawn by <see cref="LabelPainter"/>, so that it is there without any font installed.</remarks>
internal sealed class CurvePanel : IDisposable
{
    /// <summary>A line with more points would draw several on one pixel.</summary>
    public const int MostPoints = 2400;

    private const float TickSize = 14;
    private const float NameSize = 16;
    private const float SideMargin = 96;
    private const float TopMargin = 18;
    private const float BottomMargin = 56;
    private const float LegendMargin = 8;

    // A line of few points is invisible without its points, one point entirely so.
    private const int FewPoints = 40;

    private static readonly double[] ShareTicks = [0, 0.25, 0.5, 0.75, 1];

    private readonly Plot _plot = new();
    private readonly List<CurveSeries> _series = [];
    private readonly Dictionary<Edge, (string Text, Color Color)> _names = [];
    private bool _fromZero;

    /// <summary>The steps that both panels show, with a margin.</summary>
    /// <param name="one">A panel.</param>
    /// <param name="other">The panel below or above it.</param>
    public static CoordinateRange CommonSteps(CurvePanel one, CurvePanel other)
    {
        var steps = one._series.Concat(other._series).SelectMany(series => series.Points).Select(point => point.X).DefaultIfEmpty(0).ToArray();
        double margin = Math.Max(0.5, 0.015 * (steps.Max() - steps.Min()));
        return new CoordinateRange(steps.Min() - margin, steps.Max() + margin);
    }

    /// <summary>Names an axis.</summary>
    /// <param name="edge">Left, right or bottom.</param>
    /// <param name="text">Its name, with the unit.</param>
    /// <param name="color">The colour of its name and its numbers.</param>
    public void Name(Edge edge, string text, Color color) => _names[edge] = (text, color);

    /// <summary>Adds a thick line.</summary>
    /// <param name="legend">Its name.</param>
    /// <param name="points">Finite points.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="fromZero">Whether the left axis begins at 0.</param>
    public void Line(string legend, IReadOnlyList<(double X, double Y)> points, Color color, bool fromZero = false)
    {
        Add(new CurveSeries(legend, points, color, LineWidth: 2.4f, MarkerSize: points.Count <= FewPoints ? 7 : 0));
        _fromZero = fromZero;
    }

    /// <summary>Adds a thin pale line.</summary>
    /// <param name="legend">Its name.</param>
    /// <param name="points">Finite points.</param>
    /// <param name="color">Its colour before it is made pale.</param>
    public void Faint(string legend, IReadOnlyList<(double X, double Y)> points, Color color) =>
        Add(new CurveSeries(legend, points, color.WithAlpha(0.32), LineWidth: 1, MarkerSize: 0));

    /// <summary>Adds points joined by a thin line.</summary>
    /// <param name="legend">Their name.</param>
    /// <param name="points">Finite points.</param>
    /// <param name="color">Their colour.</param>
    public void Dots(string legend, IReadOnlyList<(double X, double Y)> points, Color color) =>
        Add(new CurveSeries(legend, points, color, LineWidth: 1.4f, DotSize(points)));

    /// <summary>Adds points on the right axis, which runs from 0 to 1.</summary>
    /// <param name="legend">Their name.</param>
    /// <param name="points">Finite points.</param>
    /// <param name="color">Their colour.</param>
    public void Share(string legend, IReadOnlyList<(double X, double Y)> points, Color color)
    {
        Add(new CurveSeries(legend, points, color, LineWidth: 1.4f, DotSize(points), MarkerShape.FilledDiamond, IsRight: true));
        string[] numbers = [.. ShareTicks.Select(tick => tick.ToString("0.00"))];
        _plot.Axes.Right.TickGenerator = new ScottPlot.TickGenerators.NumericManual(ShareTicks, numbers);
    }

    /// <summary>Draws the panel.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="place">Its place on the canvas, pixels.</param>
    /// <param name="steps">The steps to show.</param>
    /// <param name="painter">Draws the text.</param>
    public void Draw(SKCanvas canvas, SKRect place, CoordinateRange steps, LabelPainter painter)
    {
        var data = new SKRect(place.Left + SideMargin, place.Top + TopMargin, place.Right - SideMargin, place.Bottom - BottomMargin);
        var left = LeftRange();
        // A share of exactly 0 or 1 should not lie on the frame.
        var right = new CoordinateRange(-0.05, 1.08);
        var legend = new CurveLegend(painter, _series);
        var size = legend.Size(isOneLine: false);
        var corner = LegendPlace.EmptyCorner(
            _series.Select(series => Shares(series.Points, steps, series.IsRight ? right : left)),
            (size.Width + 2 * LegendMargin) / data.Width,
            (size.Height + 2 * LegendMargin) / data.Height);
        // No corner is free: the axes are raised above the data, by one line where the legend fits on one.
        bool isOneLine = corner is null && legend.Size(isOneLine: true).Width + 2 * LegendMargin < data.Width;
        size = legend.Size(isOneLine);
        if (corner is null)
        {
            left = Raised(left, (size.Height + 2 * LegendMargin) / data.Height);
            right = Raised(right, (size.Height + 2 * LegendMargin) / data.Height);
        }
        Render(canvas, place, steps, left, right);
        DrawText(canvas, data, steps, left, right, painter);
        legend.Draw(canvas, CornerOf(corner ?? Alignment.UpperRight, data, size), isOneLine);
    }

    /// <summary>Frees the plot.</summary>
    public void Dispose() => _plot.Dispose();

    private void Add(CurveSeries series)
    {
        var scatter = _plot.Add.Scatter(series.Points.Select(point => point.X).ToArray(), series.Points.Select(point => point.Y).ToArray(), series.Color);
        scatter.LineWidth = series.LineWidth;
        scatter.MarkerSize = series.MarkerSize;
        scatter.MarkerShape = series.Shape;
        if (series.IsRight)
            scatter.Axes.YAxis = _plot.Axes.Right;
        _series.Add(series);
    }

    private void Render(SKCanvas canvas, SKRect place, CoordinateRange steps, CoordinateRange left, CoordinateRange right)
    {
        _plot.Axes.SetLimits(steps.Min, steps.Max, left.Min, left.Max);
        if (_names.ContainsKey(Edge.Right))
            _plot.Axes.SetLimitsY(right.Min, right.Max, _plot.Axes.Right);
        // Distances are ours: without fonts the library takes all numbers for narrow.
        _plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true, MinimumTickSpacing = 80 };
        _plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { MinimumTickSpacing = 36 };
        // Equal sides put the steps of two panels under each other.
        _plot.Layout.Fixed(new PixelPadding(SideMargin, SideMargin, BottomMargin, TopMargin));
        foreach (var axis in _plot.Axes.GetAxes())
            axis.TickLabelStyle.IsVisible = false;
        _plot.HideLegend();
        _plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.10);
        // A plot clears its whole canvas.
        canvas.Save();
        canvas.ClipRect(place);
        _plot.Render(canvas, new PixelRect(place.Left, place.Right, place.Bottom, place.Top));
        canvas.Restore();
    }

    private void DrawText(SKCanvas canvas, SKRect data, CoordinateRange steps, CoordinateRange left, CoordinateRange right, LabelPainter painter)
    {
        const float gap = 9;
        foreach (var tick in Majors(_plot.Axes.Bottom, steps))
        {
            float x = data.Left + (float)((tick.Position - steps.Min) / steps.Length) * data.Width;
            painter.Draw(canvas, tick.Label, x - painter.Measure(tick.Label, TickSize) / 2, data.Bottom + gap + TickSize, TickSize, SKColors.Black);
        }
        foreach (var tick in Majors(_plot.Axes.Left, left))
            painter.Draw(canvas, tick.Label, data.Left - gap - painter.Measure(tick.Label, TickSize), Height(tick, data, left), TickSize, ColorOf(Edge.Left));
        if (_names.ContainsKey(Edge.Right))
        {
            foreach (var tick in Majors(_plot.Axes.Right, right))
                painter.Draw(canvas, tick.Label, data.Right + gap, Height(tick, data, right), TickSize, ColorOf(Edge.Right));
        }
        foreach (var (edge, (text, _)) in _names)
        {
            float half = painter.Measure(text, NameSize) / 2;
            var middle = edge switch
            {
                Edge.Left => new SKPoint(data.Left - SideMargin + NameSize + 6, data.MidY),
                Edge.Right => new SKPoint(data.Right + SideMargin - 12, data.MidY),
                _ => new SKPoint(data.MidX, data.Bottom + BottomMargin - 10),
            };
            canvas.Save();
            canvas.Translate(middle);
            canvas.RotateDegrees(edge is Edge.Bottom ? 0 : -90);
            painter.Draw(canvas, text, -half, 0, NameSize, ColorOf(edge));
            canvas.Restore();
        }
    }

    private SKColor ColorOf(Edge edge) => _names[edge].Color.ToSKColor();

    private static IEnumerable<Tick> Majors(IAxis axis, CoordinateRange range) =>
        axis.TickGenerator.Ticks.Where(tick => tick.IsMajor && tick.Position >= range.Min && tick.Position <= range.Max);

    // The baseline that puts a number's middle on its tick.
    private static float Height(Tick tick, SKRect data, CoordinateRange range) =>
        data.Bottom - (float)((tick.Position - range.Min) / range.Length) * data.Height + 0.36f * TickSize;

    private static SKPoint CornerOf(Alignment corner, SKRect data, SKSize size) => new(
        corner is Alignment.UpperLeft or Alignment.LowerLeft ? data.Left + LegendMargin : data.Right - LegendMargin - size.Width,
        corner is Alignment.UpperLeft or Alignment.UpperRight ? data.Top + LegendMargin : data.Bottom - LegendMargin - size.Height);

    private static float DotSize(IReadOnlyList<(double X, double Y)> points) => points.Count <= FewPoints ? 8 : points.Count <= 200 ? 5 : 3;

    private CoordinateRange LeftRange()
    {
        var values = _series.Where(series => !series.IsRight).SelectMany(series => series.Points).Select(point => point.Y).ToArray();
        if (values.Length == 0)
            return new CoordinateRange(0, 1);
        double least = _fromZero ? Math.Min(0, values.Min()) : values.Min();
        double most = values.Max();
        double margin = most > least ? 0.06 * (most - least) : Math.Max(1e-3, 0.1 * Math.Abs(most));
        return new CoordinateRange(least - margin, most + margin);
    }

    private static CoordinateRange Raised(CoordinateRange range, double share) => new(range.Min, range.Min + range.Length / Math.Max(0.2, 1 - share));

    private static IReadOnlyList<(double X, double Y)> Shares(IReadOnlyList<(double X, double Y)> points, CoordinateRange steps, CoordinateRange values) =>
        [.. points.Select(point => ((point.X - steps.Min) / steps.Length, (point.Y - values.Min) / values.Length))];
}
