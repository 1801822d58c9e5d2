using Rote.Cli.Pictures;
using SkiaSharp;

namespace Rote.Cli.Tests.Pictures;

public sealed class AttentionPictureTests
{
    private static readonly SystemFonts NoFonts = new(families: [], folders: []);

    [Fact]
    public void A_png_shows_each_weight_as_its_colour_once_in_the_mean_and_once_in_its_head()
    {
        // Weights whose colours nothing else has: the scale has few rows of each.
        float[,] map = { { 0.31f, 0.69f } };
        var (png, _) = AttentionPng.Draw(new AttentionMaps(["a", "b"], ["x"], [[map]]), "ab", "x", NoFonts);
        using var bitmap = Decode(png);
        // 48 pixels a side in the mean and 44 in the head, without the hair between cells.
        Assert.InRange(Count(bitmap, ColorScale.Of(0.31)), 47 * 47 + 43 * 43, 47 * 47 + 43 * 43 + 100);
        Assert.InRange(Count(bitmap, ColorScale.Of(0.69)), 47 * 47 + 43 * 43, 47 * 47 + 43 * 43 + 100);
    }

    [Fact]
    public void A_png_has_the_size_that_its_layout_says()
    {
        // Without fonts all widths are known: a Latin letter is 0.6 em. A head has cells of 260/8 = 32 pixels, labels of 22, hence the size
        // 4 + 13.2 + 8·32 = 273.2 by 25.2 + 4·32 + 30 = 183.2; three heads with two gaps of 22 and two margins of 28 are 919.6 wide. The mean has cells of 48
        // and is 25.2 + 4·48 + 30 + 22.4 = 269.6 high; the title has lines of 24, 18, 18, 14 and 14 pixels by 1.4, and 22 below them:
        // 28 + 123.2 + 22 + 269.6 + 22 + 2·183.2 + 22 + 28 = 881.2.
        var (png, _) = AttentionPng.Draw(Maps.Random(Maps.Characters("the 22nd"), Maps.Characters("1987"), 2, 3, seed: 1), "the 22nd", "1987", NoFonts);
        using var bitmap = Decode(png);
        Assert.Equal((920, 882), (bitmap.Width, bitmap.Height));
    }

    [Fact]
    public void A_single_cell_is_drawn()
    {
        var (png, _) = AttentionPng.Draw(new AttentionMaps(["a"], ["b"], [[Maps.Filled(1, 1, 1)]]), "a", "b", NoFonts);
        using var bitmap = Decode(png);
        Assert.Equal(760, bitmap.Width);
        Assert.True(Count(bitmap, ColorScale.Of(1)) >= 47 * 47 + 43 * 43);
    }

    [Fact]
    public void Nothing_is_cut_off_at_the_edges()
    {
        string[] words = ["representatives", "of", "internationally", "operating", "corporations", "", " ", "</s>"];
        var (png, _) = AttentionPng.Draw(Maps.Random(words, words, 2, 8, seed: 2), string.Join(' ', words), new string('x', 500), NoFonts);
        using var bitmap = Decode(png);
        const int margin = 20;
        for (int x = 0; x < bitmap.Width; x++)
        {
            for (int y = 0; y < bitmap.Height; y++)
            {
                if (x < margin || y < margin || x >= bitmap.Width - margin || y >= bitmap.Height - margin)
                    Assert.Equal(SKColors.White, bitmap.GetPixel(x, y));
            }
        }
    }

    [Fact]
    public void Chinese_dates_are_drawn_without_any_font_and_reported()
    {
        var maps = Maps.Random([.. Maps.Characters("二〇二一年三月三日"), "鬱", "\u200b"], Maps.Characters("2021-03-03"), 1, 1, seed: 3);
        var (_, missing) = AttentionPng.Draw(maps, "二〇二一年三月三日鬱", "2021-03-03", NoFonts);
        Assert.Superset(Maps.Characters("二〇一年三月日").ToHashSet(), missing.AsStrokes.ToHashSet());
        Assert.Equal(["鬱"], missing.AsCodes);
        Assert.EndsWith("U+9B31 drawn as code points. Install a font that has them, such as fonts-noto-cjk.", missing.Advice);
    }

    [Fact]
    public void Both_kinds_of_file_are_written()
    {
        using var folder = new TemporaryFolder();
        var maps = Maps.Random(Maps.Characters("3 May"), Maps.Characters("05-03"), 2, 2, seed: 4);
        AttentionPicture.Save(folder.File("map.PNG"), maps, "3 May", "05-03");
        Assert.Same(MissingGlyphs.None, AttentionPicture.Save(folder.File("map.html"), maps, "3 May", "05-03"));
        using var bitmap = Decode(File.ReadAllBytes(folder.File("map.PNG")));
        Assert.InRange(bitmap.Width, 700, AttentionLayout.MaxSide);
        Assert.StartsWith("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n", File.ReadAllText(folder.File("map.html")));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Theory]
    [InlineData("map.jpg")]
    [InlineData("map")]
    [InlineData("png")]
    public void Another_extension_is_refused(string name)
    {
        using var folder = new TemporaryFolder();
        var wrong = Assert.Throws<ArgumentException>(() => AttentionPicture.Save(folder.File(name), Maps.Random(["a"], ["b"], 1, 1, seed: 5), "a", "b"));
        Assert.Equal($"`path` must end in .png (a picture) or .html (a page); got '{folder.File(name)}'. Name the file accordingly.", wrong.Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_refused_map_leaves_the_old_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("map.png"), "old");
        var maps = new AttentionMaps(["a"], ["b"], [[Maps.Filled(1, 1, float.NaN)]]);
        Assert.Throws<ArgumentException>(() => AttentionPicture.Save(folder.File("map.png"), maps, "a", "b"));
        Assert.Equal("old", File.ReadAllText(folder.File("map.png")));
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "none", "map.html");
        var wrong = Assert.ThrowsAny<IOException>(() => AttentionPicture.Save(path, Maps.Random(["a"], ["b"], 1, 1, seed: 6), "a", "b"));
        Assert.Contains(path, wrong.Message);
    }

    private static SKBitmap Decode(byte[] png)
    {
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        return SKBitmap.Decode(png);
    }

    private static int Count(SKBitmap bitmap, SKColor color) => bitmap.Pixels.Count(pixel => pixel == color);
}
