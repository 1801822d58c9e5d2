namespace Rote.Cli.Pictures;

/// <summary>Characters that can be drawn without any font: those of written dates, Latin letters, and the digits of code boxes.</summary>
internal static partial class StrokeGlyphs
{
    /// <summary>Height of every box. The em is as high as the box.</summary>
    public const int Height = 20;

    /// <summary>The line that Latin letters stand on, steps below the top.</summary>
    public const int Baseline = 17;

    /// <summary>Width of a box of a Han character.</summary>
    public const int HanWidth = 20;

    /// <summary>Width of a box of a Latin character.</summary>
    public const int LatinWidth = 12;

    /// <summary>Width of a hexadecimal digit, which is twice as high.</summary>
    public const int DigitWidth = 2;

    private const int FirstFullWidth = 0xFF01, LastFullWidth = 0xFF5E;

    /// <summary>All characters of text, by code point.</summary>
    public static IReadOnlyDictionary<int, StrokeGlyph> All { get; } = ReadAll();

    /// <summary>The glyph of a character; a full-width form is drawn as its plain one.</summary>
    /// <param name="codePoint">The character.</param>
    /// <returns>The glyph; null where there is none.</returns>
    public static StrokeGlyph? Of(int codePoint) =>
        All.GetValueOrDefault(codePoint is >= FirstFullWidth and <= LastFullWidth ? codePoint - FirstFullWidth + '!' : codePoint);

    /// <summary>The sixteen digits of code boxes, on a grid of 2 × 4.</summary>
    public static IReadOnlyList<StrokeGlyph> HexDigits { get; } = [.. Lines(HexLines).Select(line => StrokeGlyph.Parse(DigitWidth, line[2..]))];

    private static Dictionary<int, StrokeGlyph> ReadAll()
    {
        var all = new Dictionary<int, StrokeGlyph>();
        foreach (var (lines, width) in new[] { (HanLines, HanWidth), (LatinLines, LatinWidth) })
        {
            foreach (string line in Lines(lines))
                all.Add(line[0], StrokeGlyph.Parse(width, line[2..]));
        }
        return all;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // As a seven-segment display writes them, with slants where two would look alike.
    private const string HexLines = """
        0 0,0 2,0 2,4 0,4 0,0
        1 0,1 1,0 1,4
        2 0,0 2,0 2,2 0,2 0,4 2,4
        3 0,0 2,0 2,4 0,4 / 0,2 2,2
        4 0,0 0,2 2,2 / 2,0 2,4
        5 2,0 0,0 0,2 2,2 2,4 0,4
        6 2,0 0,0 0,4 2,4 2,2 0,2
        7 0,0 2,0 1,4
        8 0,0 2,0 2,4 0,4 0,0 / 0,2 2,2
        9 2,2 0,2 0,0 2,0 2,4 0,4
        A 0,4 0,1 1,0 2,1 2,4 / 0,2 2,2
        B 0,0 0,4 2,4 2,2 0,2
        C 2,0 0,0 0,4 2,4
        D 2,0 2,4 0,4 0,2 2,2
        E 2,0 0,0 0,4 2,4 / 0,2 2,2
        F 2,0 0,0 0,4 / 0,2 2,2
        """;
}
