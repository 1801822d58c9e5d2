using Rote.Cli.Pictures;
using SkiaSharp;

namespace Rote.Cli.Tests.Pictures;

public sealed class LabelPainterTests
{
    [Theory]
    [InlineData("a", 0.6f)]
    [InlineData("年月", 2)]
    [InlineData("a b", 1.8f)]
    [InlineData("鬱", 0.095f * 7.6f + 0.14f)]
    [InlineData("😀", 0.095f * 10.8f + 0.14f)]
    public void Without_fonts_widths_are_those_of_the_boxes(string text, float ems)
    {
        using var painter = new LabelPainter(new SystemFonts([], []));
        Assert.Equal(ems * 50, painter.Measure(text, 50), 1e-3);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("年")]
    [InlineData("鬱")]
    [InlineData("😀")]
    [InlineData("\u200b")]
    public void Without_fonts_every_character_leaves_ink_within_its_width(string text)
    {
        using var painter = new LabelPainter(new SystemFonts([], []));
        const int size = 60;
        using var bitmap = new SKBitmap(200, 120);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            painter.Draw(canvas, text, 40, 80, size, SKColors.Black);
        }
        var inked = Enumerable.Range(0, 200).Where(x => Enumerable.Range(0, 120).Any(y => bitmap.GetPixel(x, y) != SKColors.White)).ToArray();
        Assert.InRange(inked.Min(), 38, 60);
        Assert.InRange(inked.Max(), inked.Min() + 5, 40 + painter.Measure(text, size) + 3);
    }

    [Fact]
    public void What_was_drawn_without_a_font_is_listed_once()
    {
        using var painter = new LabelPainter(new SystemFonts([], []));
        using var bitmap = new SKBitmap(10, 10);
        using var canvas = new SKCanvas(bitmap);
        Assert.True(painter.Missing.IsEmpty);
        Assert.Null(painter.Missing.Advice);
        painter.Draw(canvas, "年 龍 月 年 鬱\u200b", 0, 0, 12, SKColors.Black);
        Assert.Equal(["年", "月"], painter.Missing.AsStrokes);
        Assert.Equal(["鬱", "龍"], painter.Missing.AsCodes);
        Assert.Equal(
            "No installed font covers some characters: 年 月 drawn from built-in strokes; U+9B31 U+9F8D drawn as code points. Install a font that has them, such as fonts-noto-cjk.",
            painter.Missing.Advice);
    }

    [Fact]
    public void Advice_names_a_package_that_fits_and_stays_short()
    {
        Assert.Equal(
            "No installed font covers some characters: a b drawn from built-in strokes. Install a font that has them, such as fonts-dejavu-core.",
            new MissingGlyphs(["a", "b"], []).Advice);
        Assert.EndsWith("such as fonts-noto.", new MissingGlyphs([], ["😀"]).Advice);
        Assert.Contains("a b c d e f g h i j k l and 2 more drawn", new MissingGlyphs([.. "abcdefghijklmn".Select(letter => letter.ToString())], []).Advice);
    }

    [Fact]
    public void Damaged_font_files_are_passed_over()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("empty.ttf"), []);
        File.WriteAllText(folder.File("text.otf"), "no font");
        File.WriteAllBytes(folder.File("cut.ttc"), [.. "ttcf"u8, 0, 1, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
        Assert.Null(new SystemFonts([], [folder.Path, folder.File("none")]).Covering('年'));
    }

    [Fact]
    public void An_installed_font_draws_what_it_covers()
    {
        var fonts = new SystemFonts();
        Assert.SkipWhen(fonts.Covering('a') is null, "no font is installed");
        using var painter = new LabelPainter(fonts);
        using var bitmap = new SKBitmap(10, 10);
        using var canvas = new SKCanvas(bitmap);
        painter.Draw(canvas, "abc 123", 0, 0, 12, SKColors.Black);
        Assert.True(painter.Missing.IsEmpty);
    }
}
