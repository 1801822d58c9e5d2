using Rote.Tokenizers;
using ScottPlot;
using SkiaSharp;

namespace Rote.Cli.Pictures;

/// <summary>Draws how a training went: losses above, learning rate and validation score below.</summary>
internal static class LossCurve
{
    /// <summary>Width of the picture, pixels.</summary>
    public const int Width = 1200;

    /// <summary>Height of the picture, pixels.</summary>
    public const int Height = 740;

    private const int UpperHeight = 440;

    // Okabe and Ito's colours, told apart by those who see no red or no green. https://jfly.uni-koeln.de/color/
    private static readonly Color Blue = Color.FromHex("#0072B2");
    private static readonly Color Orange = Color.FromHex("#D55E00");
    private static readonly Color Green = Color.FromHex("#009E73");
    private static readonly Color Purple = Color.FromHex("#B0407F");

    /// <summary>Draws to a PNG file, atomically.</summary>
    /// <param name="path">Ends in <c>.png</c>; the folder must exist.</param>
    /// <param name="training">Steps, in any order, at least one. What is not finite is left out, and counted in the legend.</param>
    /// <param name="validation">Validations, in any order; may be empty. What is not finite is left out, and counted in the legend.</param>
    /// <param name="scoreName">What the validation score is called. Default: exact match.</param>
    /// <returns>Characters that no installed font covers.</returns>
    /// <exception cref="ArgumentException">Another extension, or no step.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static MissingGlyphs Save(string path, IReadOnlyList<LossPoint> training, IReadOnlyList<ValidationPoint> validation, string scoreName = "exact match")
    {
        if (!Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"`path` must end in .png; got '{path}'. Name the file accordingly.");
        if (training.Count == 0)
            throw new ArgumentException("`training` is empty: a curve needs at least one step.");
        var steps = training.OrderBy(point => point.Step).ToArray();
        var checks = validation.OrderBy(point => point.Step).ToArray();
        using var upper = Losses(steps, checks);
        using var lower = RateAndScore(steps, checks, scoreName);
        var fonts = new SystemFonts();
        using var painter = new LabelPainter(fonts);
        byte[] png = Draw(upper, lower, painter);
        AtomicFile.Write(path, stream => stream.Write(png));
        return painter.Missing;
    }

    private static CurvePanel Losses(LossPoint[] steps, ValidationPoint[] checks)
    {
        var raw = Series.Of("training loss", steps.Select(point => ((double)point.Step, point.Loss)));
        // A fiftieth of the run: short enough to follow it, long enough to quiet single batches.
        int window = Math.Max(1, raw.Points.Count / 50);
        var panel = new CurvePanel();
        panel.Name(Edge.Left, "loss (nats per token)", Colors.Black);
        if (window == 1)
        {
            panel.Line(raw.Legend, Thinning.Extremes(raw.Points, CurvePanel.MostPoints), Blue);
        }
        else
        {
            panel.Faint("training loss, each step", Thinning.Extremes(raw.Points, CurvePanel.MostPoints), Blue);
            panel.Line($"{raw.Legend}, average of about {window} steps", Thinning.Evenly(Thinning.Smooth(raw.Points, window), CurvePanel.MostPoints), Blue);
        }
        if (checks.Length > 0)
        {
            var check = Series.Of("validation loss", checks.Select(point => ((double)point.Step, point.Loss)));
            panel.Dots(check.Legend, Thinning.Extremes(check.Points, CurvePanel.MostPoints), Orange);
        }
        return panel;
    }

    private static CurvePanel RateAndScore(LossPoint[] steps, ValidationPoint[] checks, string scoreName)
    {
        var panel = new CurvePanel();
        panel.Name(Edge.Left, "learning rate", Green);
        panel.Name(Edge.Bottom, "step", Colors.Black);
        var rate = Series.Of("learning rate", steps.Select(point => ((double)point.Step, point.LearningRate)));
        panel.Line(rate.Legend, Thinning.Extremes(rate.Points, CurvePanel.MostPoints), Green, fromZero: true);
        if (checks.Length > 0)
        {
            var score = Series.Of(scoreName, checks.Select(point => ((double)point.Step, point.Score)));
            panel.Name(Edge.Right, $"{scoreName} (share)", Purple);
            panel.Share(score.Legend, Thinning.Extremes(score.Points, CurvePanel.MostPoints), Purple);
        }
        return panel;
    }

    private static byte[] Draw(CurvePanel upper, CurvePanel lower, LabelPainter painter)
    {
        using var bitmap = new SKBitmap(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        var steps = CurvePanel.CommonSteps(upper, lower);
        upper.Draw(canvas, new SKRect(0, 0, Width, UpperHeight), steps, painter);
        lower.Draw(canvas, new SKRect(0, UpperHeight, Width, Height), steps, painter);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    // What can be drawn, and a legend that says how much could not.
    private readonly record struct Series(string Legend, IReadOnlyList<(double X, double Y)> Points)
    {
        public static Series Of(string name, IEnumerable<(double X, double Y)> points)
        {
            var all = points.ToArray();
            var finite = all.Where(point => double.IsFinite(point.Y)).ToArray();
            int lost = all.Length - finite.Length;
            return new Series(lost == 0 ? name : $"{name} ({lost} not finite, left out)", finite);
        }
    }
}
