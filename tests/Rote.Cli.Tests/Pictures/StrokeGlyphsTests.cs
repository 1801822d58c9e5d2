using Rote.Cli.Pictures;
using SkiaSharp;

namespace Rote.Cli.Tests.Pictures;

public sealed class StrokeGlyphsTests
{
    [Fact]
    public void Every_glyph_has_strokes_within_its_box()
    {
        Assert.All(StrokeGlyphs.All.Values, glyph => AssertWithin(glyph, StrokeGlyphs.Height));
        Assert.All(StrokeGlyphs.HexDigits, glyph => AssertWithin(glyph, height: 4));
        Assert.Equal(16, StrokeGlyphs.HexDigits.Count);
    }

    [Fact]
    public void No_two_glyphs_are_drawn_alike()
    {
        var drawings = StrokeGlyphs.All.Values.Concat(StrokeGlyphs.HexDigits).Select(glyph => glyph.Width + ":" + string.Join('/', glyph.Strokes.Select(stroke => string.Join(' ', stroke)))).ToArray();
        Assert.Equal(drawings.Length, drawings.Distinct().Count());
    }

    [Theory]
    [InlineData("〇零一二三四五六七八九十廿卅百")]
    [InlineData("年月日号號")]
    [InlineData("星期周週曜火水木金土天")]
    [InlineData("西暦曆历公元令和平成昭大正明治")]
    [InlineData("前後后上下礼禮拜")]
    [InlineData("0123456789-/.,:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")]
    public void The_characters_of_written_dates_are_there(string characters) =>
        Assert.All(characters, character => Assert.True(StrokeGlyphs.All.ContainsKey(character), $"{character} is missing"));

    [Fact]
    public void All_printable_ascii_but_the_space_is_there() =>
        Assert.All(Enumerable.Range('!', '~' - '!' + 1), code => Assert.True(StrokeGlyphs.All.ContainsKey(code), $"U+{code:X4} is missing"));

    [Fact]
    public void A_glyph_is_read_as_written()
    {
        var glyph = StrokeGlyph.Parse(20, "2,7 18,7 / 10,2 10,18 3,1");
        Assert.Equal(20, glyph.Width);
        Assert.Equal([[new SKPointI(2, 7), new SKPointI(18, 7)], [new SKPointI(10, 2), new SKPointI(10, 18), new SKPointI(3, 1)]], glyph.Strokes);
    }

    private static void AssertWithin(StrokeGlyph glyph, int height)
    {
        Assert.NotEmpty(glyph.Strokes);
        Assert.All(glyph.Strokes, stroke =>
        {
            Assert.True(stroke.Count >= 2);
            Assert.All(stroke, point => Assert.True(point.X >= 0 && point.X <= glyph.Width && point.Y >= 0 && point.Y <= height, $"{point} is outside"));
            Assert.All(stroke.Zip(stroke.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
        });
    }
}
