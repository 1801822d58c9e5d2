using System.Diagnostics;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Rote.Lab.Plots;

/// <summary>Makes a plot of a panel.</summary>
internal static class PanelPlot
{
    private const float TextSize = 13, TitleSize = 15;

    // Okabe and Ito's colours, told apart by those who see no red or no green. https://jfly.uni-koeln.de/color/
    private static readonly Color[] Colours =
        [.. new[] { "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8C8C00" }.Select(hex => Color.FromHex(hex))];

    private static readonly MarkerShape[] Markers =
        [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.Cross, MarkerShape.OpenTriangleUp];

    /// <summary>The plot of a panel.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="language">The language of its text.</param>
    /// <returns>To be rendered.</returns>
    public static Plot Of(Panel panel, Language language)
    {
        var plot = new Plot();
        plot.Font.Set(PlotFonts.Of(language));
        switch (panel)
        {
            case LinePanel lines:
                AddLines(plot, lines, language);
                break;
            case BarPanel bars:
                AddBars(plot, bars, language);
                break;
            case GridPanel grid:
                AddGrid(plot, grid, language);
                break;
            default:
                throw new UnreachableException();
        }
        plot.Title(panel.Title.In(language), TitleSize);
        plot.XLabel(panel.X.In(language), TextSize);
        plot.YLabel(panel.Y.In(language), TextSize);
        plot.Axes.Bottom.TickLabelStyle.FontSize = plot.Axes.Left.TickLabelStyle.FontSize = 12;
        return plot;
    }

    private static void AddLines(Plot plot, LinePanel panel, Language language)
    {
        for (int index = 0; index < panel.Lines.Count; index++)
        {
            var line = panel.Lines[index];
            var points = line.Points.Select(point => Place(point, panel)).Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).ToArray();
            if (points.Length == 0)
                continue;
            var colour = Colours[index % Colours.Length];
            double[] x = [.. points.Select(point => point.X)];
            if (points.Any(point => point.High > point.Low && double.IsFinite(point.High)))
            {
                var band = plot.Add.FillY(x, [.. points.Select(point => point.Low)], [.. points.Select(point => double.IsFinite(point.High) ? point.High : point.Y)]);
                band.FillColor = colour.WithAlpha(0.16);
                band.LineWidth = 0;
            }
            var drawn = plot.Add.Scatter(x, [.. points.Select(point => point.Y)]);
            drawn.Color = colour;
            drawn.LineWidth = 2;
            drawn.MarkerShape = Markers[index % Markers.Length];
            drawn.MarkerSize = points.Length <= 40 ? 7 : 0;
            drawn.LegendText = line.Name.In(language);
        }
        if (panel.Level is { } level)
            AddLevel(plot, panel.LogY ? Math.Log10(level) : level);
        if (panel.LogX)
            plot.Axes.Bottom.TickGenerator = Decades(panel.Lines.SelectMany(line => line.Points).Select(point => point.X));
        if (panel.LogY)
            plot.Axes.Left.TickGenerator = Decades(panel.Lines.SelectMany(line => line.Points).SelectMany(point => new[] { point.Low, point.High }));
        plot.Axes.Margins(0.06, 0.1);
        if (panel.Lines.Count > 1)
            plot.ShowLegend(Edge.Bottom).Legend.FontSize = 12; // below the plot, where it covers nothing
        else
            plot.HideLegend();
    }

    private static void AddBars(Plot plot, BarPanel panel, Language language)
    {
        var bars = panel.Bars.Select((bar, index) =>
        {
            double Placed(double value) => panel.LogY ? Math.Log10(value) : value;
            double top = Placed(bar.Value.Y);
            return new ScottPlot.Bar
            {
                Position = index,
                Value = double.IsFinite(top) ? top : 0,
                ValueBase = panel.LogY ? Math.Floor(Placed(panel.Bars.Min(one => one.Value.Low))) : 0,
                Error = double.IsFinite(bar.Value.High) ? (Placed(bar.Value.High) - Placed(bar.Value.Low)) / 2 : 0,
                FillColor = Colours[index % Colours.Length],
                LineWidth = 0,
                Size = 0.7,
            };
        }).ToArray();
        plot.Add.Bars(bars);
        if (panel.Level is { } level)
            AddLevel(plot, panel.LogY ? Math.Log10(level) : level);
        double[] places = [.. bars.Select(bar => bar.Position)];
        plot.Axes.Bottom.TickGenerator = new NumericManual(places, [.. panel.Bars.Select(bar => bar.Name.In(language))]);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        if (panel.Bars.Count > 5 || panel.Bars.Any(bar => bar.Name.In(language).Length > 12))
        {
            plot.Axes.Bottom.TickLabelStyle.Rotation = 30;
            plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.UpperLeft;
            plot.Axes.Bottom.MinimumSize = 90;
        }
        if (panel.LogY)
            plot.Axes.Left.TickGenerator = Decades(panel.Bars.SelectMany(bar => new[] { bar.Value.Low, bar.Value.High }));
        plot.Axes.Margins(bottom: 0, top: 0.12);
        plot.HideLegend();
    }

    private static void AddGrid(Plot plot, GridPanel panel, Language language)
    {
        int rows = panel.Cells.Count, columns = rows == 0 ? 0 : panel.Cells[0].Count;
        var cells = new double[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                cells[row, column] = panel.Cells[row][column];
        }
        var map = plot.Add.Heatmap(cells);
        map.Colormap = new ScottPlot.Colormaps.Viridis();
        var scale = plot.Add.ColorBar(map);
        scale.Label = panel.Scale.In(language);
        scale.LabelStyle.FontSize = 12;
        plot.Axes.Margins(0, 0);
        // The first row stands above: y runs down.
        string[] labels = [.. Enumerable.Range(0, rows).Select(row => (row + 1).ToString())];
        int step = Math.Max(1, rows / 8);
        double[] places = [.. Enumerable.Range(0, rows).Where(row => row % step == 0).Select(row => (double)(rows - 1 - row))];
        plot.Axes.Left.TickGenerator = new NumericManual(places, [.. labels.Where((_, row) => row % step == 0)]);
    }

    private static void AddLevel(Plot plot, double level)
    {
        var line = plot.Add.HorizontalLine(level);
        line.Color = Colors.Gray;
        line.LinePattern = LinePattern.Dashed;
        line.LineWidth = 1.4f;
    }

    private static PlotPoint Place(PlotPoint point, LinePanel panel)
    {
        double X(double value) => panel.LogX ? Math.Log10(value) : value;
        double Y(double value) => panel.LogY ? Math.Log10(value) : value;
        return new(X(point.X), Y(point.Y), Y(point.Low), Y(point.High));
    }

    // Powers of ten, with 2 and 5 between them where there are few.
    private static NumericManual Decades(IEnumerable<double> values)
    {
        double[] positive = [.. values.Where(value => value > 0 && double.IsFinite(value))];
        if (positive.Length == 0)
            return new NumericManual([], []);
        int first = (int)Math.Floor(Math.Log10(positive.Min())), last = (int)Math.Ceiling(Math.Log10(positive.Max()));
        int every = Math.Max(1, (last - first) / 8);
        double[] ticks = [.. Enumerable.Range(first, last - first + 1).Where(power => (power - first) % every == 0)
            .SelectMany(power => last - first <= 3 ? new[] { 1.0, 2, 5 } : [1.0], (power, times) => times * Math.Pow(10, power))];
        return new NumericManual([.. ticks.Select(Math.Log10)], [.. ticks.Select(tick => tick is >= 0.001 and < 100_000 ? tick.ToString("G4") : tick.ToString("0e0"))]);
    }
}
