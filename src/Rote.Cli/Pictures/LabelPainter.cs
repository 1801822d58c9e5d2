using System.Text;
using SkiaSharp;

namespace Rote.Cli.Pictures;

/// <summary>Draws text whatever fonts are installed: each character by a font that covers it, else by built-in strokes, else as its code point in a box.</summary>
/// <param name="fonts">The installed fonts.</param>
internal sealed class LabelPainter(SystemFonts fonts) : IDisposable
{
    // Box geometry, in em: a digit is 2 × 4 units, digits lie 1 unit apart.
    private const float BoxUnit = 0.095f;
    private const float BoxPadding = 0.14f;
    private const float BoxTop = 0.88f;
    private const float BoxBottom = 0.2f;

    private readonly Dictionary<(IntPtr Face, float Size), SKFont> _sized = [];
    private readonly SortedSet<int> _asStrokes = [];
    private readonly SortedSet<int> _asCodes = [];

    /// <summary>What was drawn so far without a font.</summary>
    public MissingGlyphs Missing => new([.. _asStrokes.Select(char.ConvertFromUtf32)], [.. _asCodes.Select(char.ConvertFromUtf32)]);

    /// <summary>Width of a text.</summary>
    /// <param name="text">One line.</param>
    /// <param name="size">Size of the font, pixels per em.</param>
    public float Measure(string text, float size) => Pieces(text).Sum(piece => Advance(piece, size));

    /// <summary>Draws a text.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="text">One line.</param>
    /// <param name="left">Where it begins, pixels.</param>
    /// <param name="baseline">The line its letters stand on, pixels.</param>
    /// <param name="size">Size of the font, pixels per em.</param>
    /// <param name="color">Its colour.</param>
    public void Draw(SKCanvas canvas, string text, float left, float baseline, float size, SKColor color)
    {
        using var ink = new SKPaint { Color = color, IsAntialias = true };
        using var pen = new SKPaint { Color = color, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round };
        foreach (var piece in Pieces(text))
        {
            if (piece.Face is not null)
                canvas.DrawText(piece.Text, left, baseline, Sized(piece.Face, size), ink);
            else if (piece.Strokes is not null)
                DrawStrokes(canvas, piece, left, baseline, size, pen);
            else if (!IsSpace(piece))
                DrawCode(canvas, piece.Text, left, baseline, size, pen);
            left += Advance(piece, size);
        }
    }

    /// <summary>Frees the fonts at their sizes.</summary>
    public void Dispose()
    {
        foreach (var font in _sized.Values)
            font.Dispose();
    }

    private readonly record struct Piece(string Text, SKTypeface? Face, StrokeGlyph? Strokes);

    private List<Piece> Pieces(string text)
    {
        var pieces = new List<Piece>();
        foreach (var rune in text.EnumerateRunes())
        {
            string one = rune.ToString();
            var face = TokenText.IsInvisible(rune) ? null : fonts.Covering(rune.Value);
            if (face is not null && pieces is [.., { } last] && last.Face == face)
                pieces[^1] = last with { Text = last.Text + one };
            else
                pieces.Add(new Piece(one, face, face is null ? StrokeGlyphs.Of(rune.Value) : null));
        }
        return pieces;
    }

    private static bool IsSpace(Piece piece) => piece is { Face: null, Text: " " };

    private float Advance(Piece piece, float size)
    {
        if (piece.Face is not null)
            return Sized(piece.Face, size).MeasureText(piece.Text);
        if (IsSpace(piece))
            return size * StrokeGlyphs.LatinWidth / StrokeGlyphs.Height;
        if (piece.Strokes is not null)
            return size * piece.Strokes.Width / StrokeGlyphs.Height;
        return size * (BoxWidth(CodeOf(piece.Text)) + BoxPadding);
    }

    private SKFont Sized(SKTypeface face, float size)
    {
        if (!_sized.TryGetValue((face.Handle, size), out var font))
        {
            font = new SKFont(face, size) { Edging = SKFontEdging.Antialias, Subpixel = true, Hinting = SKFontHinting.None };
            _sized.Add((face.Handle, size), font);
        }
        return font;
    }

    private void DrawStrokes(SKCanvas canvas, Piece piece, float left, float baseline, float size, SKPaint pen)
    {
        float unit = size / StrokeGlyphs.Height;
        pen.StrokeWidth = Math.Max(1, size * 0.065f);
        piece.Strokes!.Draw(canvas, left, baseline - StrokeGlyphs.Baseline * unit, unit, pen);
        _asStrokes.Add(char.ConvertToUtf32(piece.Text, 0));
    }

    private void DrawCode(SKCanvas canvas, string character, float left, float baseline, float size, SKPaint pen)
    {
        string code = CodeOf(character);
        float unit = BoxUnit * size;
        float edge = left + BoxPadding / 2 * size;
        float top = baseline - BoxTop * size;
        pen.StrokeWidth = Math.Max(0.7f, size * 0.045f);
        canvas.DrawRect(edge, top, BoxWidth(code) * size, (BoxTop + BoxBottom) * size, pen);
        int perLine = code.Length / 2;
        for (int at = 0; at < code.Length; at++)
        {
            float x = edge + unit * (1.2f + at % perLine * (StrokeGlyphs.DigitWidth + 1.2f));
            float y = top + unit * (1.15f + at / perLine * 5.1f);
            StrokeGlyphs.HexDigits[Convert.ToInt32(code[at].ToString(), 16)].Draw(canvas, x, y, unit, pen);
        }
        // No font would help with what has no ink.
        if (!TokenText.IsInvisible(Rune.GetRuneAt(character, 0)))
            _asCodes.Add(char.ConvertToUtf32(character, 0));
    }

    private static string CodeOf(string character)
    {
        int value = char.ConvertToUtf32(character, 0);
        return value.ToString(value > 0xFFFF ? "X6" : "X4");
    }

    private static float BoxWidth(string code) => BoxUnit * (1.2f + code.Length / 2 * (StrokeGlyphs.DigitWidth + 1.2f));
}
