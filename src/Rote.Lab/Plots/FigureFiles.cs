using System.Text;
using ScottPlot;
using SkiaSharp;

namespace Rote.Lab.Plots;

/// <summary>Writes figures as PNG and SVG.</summary>
public static class FigureFiles
{
    private const int PanelWidth = 620, Height = 440, Density = 2;

    /// <summary>A figure as a PNG file's bytes.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="language">The language of its text; English where no font has Chinese.</param>
    /// <returns>The bytes.</returns>
    public static byte[] Png(Figure figure, Language language)
    {
        ArgumentNullException.ThrowIfNull(figure);
        using var bitmap = new SKBitmap(Density * Width(figure), Density * Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        canvas.Scale(Density);
        Draw(figure, language, canvas);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>A figure as SVG.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="language">The language of its text; English where no font has Chinese.</param>
    /// <returns>The document.</returns>
    public static string Svg(Figure figure, Language language)
    {
        ArgumentNullException.ThrowIfNull(figure);
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, Width(figure), Height), stream))
        {
            canvas.Clear(SKColors.White);
            Draw(figure, language, canvas);
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static int Width(Figure figure) => PanelWidth * figure.Panels.Count;

    private static void Draw(Figure figure, Language language, SKCanvas canvas)
    {
        var spoken = language == Language.Chinese && !PlotFonts.HasChinese ? Language.English : language;
        for (int index = 0; index < figure.Panels.Count; index++)
        {
            using var plot = PanelPlot.Of(figure.Panels[index], spoken);
            // A plot clears its whole canvas.
            canvas.Save();
            canvas.ClipRect(new SKRect(index * PanelWidth, 0, (index + 1) * PanelWidth, Height));
            plot.Render(canvas, new PixelRect(index * PanelWidth, (index + 1) * PanelWidth, Height, 0));
            canvas.Restore();
        }
    }
}
