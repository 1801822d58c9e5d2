using SkiaSharp;

namespace Rote.Cli.Pictures;

/// <summary>The box that says which line is which.</summary>
/// <param name="painter">Draws the names.</param>
/// <param name="series">The lines.</param>
internal sealed class CurveLegend(LabelPainter painter, IReadOnlyList<CurveSeries> series)
{
    /// <summary>Size of its font, pixels.</summary>
    public const float FontSize = 15;

    private const float Padding = 10;
    private const float SampleWidth = 26;
    private const float SampleGap = 8;
    private const float EntryGap = 20;
    private const float LineHeight = 23;

    /// <summary>The size of the box, pixels.</summary>
    /// <param name="isOneLine">Whether the names stand side by side, rather than below each other.</param>
    public SKSize Size(bool isOneLine)
    {
        var widths = series.Select(EntryWidth).ToArray();
        return isOneLine
            ? new SKSize(widths.Sum() + (widths.Length - 1) * EntryGap + 2 * Padding, LineHeight + Padding)
            : new SKSize(widths.Max() + 2 * Padding, widths.Length * LineHeight + Padding);
    }

    /// <summary>Draws the box.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="corner">Its upper left corner, pixels.</param>
    /// <param name="isOneLine">Whether the names stand side by side.</param>
    public void Draw(SKCanvas canvas, SKPoint corner, bool isOneLine)
    {
        var box = SKRect.Create(corner, Size(isOneLine));
        using var paint = new SKPaint { Color = SKColors.White };
        canvas.DrawRect(box, paint);
        paint.Color = new SKColor(0x99, 0x99, 0x99);
        paint.Style = SKPaintStyle.Stroke;
        canvas.DrawRect(box, paint);
        float x = corner.X + Padding;
        float middle = corner.Y + (Padding + LineHeight) / 2;
        foreach (var one in series)
        {
            DrawSample(canvas, one, x, middle);
            painter.Draw(canvas, one.Legend, x + SampleWidth + SampleGap, middle + 0.36f * FontSize, FontSize, SKColors.Black);
            if (isOneLine)
                x += EntryWidth(one) + EntryGap;
            else
                middle += LineHeight;
        }
    }

    private float EntryWidth(CurveSeries one) => SampleWidth + SampleGap + painter.Measure(one.Legend, FontSize);

    private static void DrawSample(SKCanvas canvas, CurveSeries one, float x, float middle)
    {
        using var paint = new SKPaint { Color = one.Color.ToSKColor(), StrokeWidth = one.LineWidth, IsAntialias = true };
        canvas.DrawLine(x, middle, x + SampleWidth, middle, paint);
        if (one.MarkerSize == 0)
            return;
        var place = new ScottPlot.Pixel(x + SampleWidth / 2, middle);
        using var marker = ScottPlot.Paint.NewDisposablePaint();
        ScottPlot.Drawing.DrawMarker(canvas, marker, place, new ScottPlot.MarkerStyle(one.Shape, one.MarkerSize, one.Color));
    }
}
