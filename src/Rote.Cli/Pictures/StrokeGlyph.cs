using SkiaSharp;

namespace Rote.Cli.Pictures;

/// <summary>A character as polylines in a box; x runs right, y runs down.</summary>
/// <param name="Width">Width of the box; the height is <see cref="StrokeGlyphs.Height"/>.</param>
/// <param name="Strokes">Polylines of at least two points.</param>
internal sealed record StrokeGlyph(int Width, IReadOnlyList<IReadOnlyList<SKPointI>> Strokes)
{
    /// <summary>Reads strokes.</summary>
    /// <param name="width">Width of the box.</param>
    /// <param name="text">Points <c>x,y</c> apart by blanks, polylines apart by <c>/</c>.</param>
    public static StrokeGlyph Parse(int width, string text) => new(width, [.. text.Split('/').Select(ParseStroke)]);

    /// <summary>Draws the strokes.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="left">Left edge of the box, pixels.</param>
    /// <param name="top">Top edge of the box, pixels.</param>
    /// <param name="unit">Pixels of one step of the grid.</param>
    /// <param name="paint">Colour and width of the strokes.</param>
    public void Draw(SKCanvas canvas, float left, float top, float unit, SKPaint paint)
    {
        using var path = new SKPath();
        foreach (var stroke in Strokes)
            path.AddPoly([.. stroke.Select(point => new SKPoint(left + point.X * unit, top + point.Y * unit))], close: false);
        canvas.DrawPath(path, paint);
    }

    private static IReadOnlyList<SKPointI> ParseStroke(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(point => point.Split(',')).Select(pair => new SKPointI(int.Parse(pair[0]), int.Parse(pair[1])))];
}
