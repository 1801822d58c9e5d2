using CsCheck;
using Rote.Cli.Pictures;

namespace Rote.Cli.Tests.Pictures;

public sealed class AttentionLayoutTests
{
    [Fact]
    public void Labels_never_overlap_and_the_picture_never_exceeds_its_sides()
    {
        var sizes = Gen.Select(Gen.Int[1, 64], Gen.Int[1, 32], Gen.Int[1, 6], Gen.Int[1, 8], Gen.Int[1, 14]);
        sizes.Sample((source, target, layers, heads, letters) =>
        {
            var layout = Fit(Axis(source, letters), Axis(target, letters), [.. Enumerable.Repeat(heads, layers)]);
            Assert.InRange(layout.Width, 1, AttentionLayout.MaxSide);
            Assert.InRange(layout.Height, 1, AttentionLayout.MaxSide);
            foreach (var shape in new[] { layout.Mean, layout.Head }.Where(shape => shape.IsLabelled))
            {
                Assert.InRange(shape.FontSize, 8.7f, shape.Cell);
                for (int at = 0; at < source; at++)
                    Assert.True(shape.Source.IsTurned(at) || shape.Source.Widest * shape.FontSize <= shape.Cell);
            }
            Assert.True(layout.Mean.IsLabelled);
            Assert.True(layout.Mean.Cell >= layout.Head.Cell);
            Assert.True(layout.HeadsPerRow * layout.HeadWidth <= layout.Width);
        }, iter: 200, seed: "0000KMz4oqC1");
    }

    [Fact]
    public void Dates_of_sixty_four_characters_keep_labels_on_every_head()
    {
        var layout = Fit(Axis(64, 1), Axis(11, 1), [4, 4]);
        Assert.True(layout.Head.IsLabelled);
        Assert.Equal(4, layout.HeadsPerRow);
    }

    [Fact]
    public void Many_heads_of_one_layer_take_several_rows()
    {
        var layout = Fit(Axis(64, 1), Axis(11, 1), [16]);
        Assert.True(layout.Head.IsLabelled);
        Assert.InRange(layout.HeadsPerRow, 2, 8);
    }

    [Fact]
    public void Too_many_tokens_are_refused()
    {
        var wrong = Assert.Throws<ArgumentException>(() => Fit(Axis(400, 1), Axis(3, 1), [2, 5]));
        Assert.Equal(
            "`maps` does not fit a PNG of 4000 × 4000 pixels: 2 layers of up to 5 heads with T = 3 written and S = 400 source tokens. " +
            "Write to a .html file instead, or draw fewer layers or a shorter text.",
            wrong.Message);
    }

    [Fact]
    public void A_word_among_characters_is_turned_alone_and_a_line_of_words_as_a_whole()
    {
        var characters = new TokenAxis(["1", "9", "8", "7", "</s>"], EmWidth);
        Assert.Equal([false, false, false, false, true], Enumerable.Range(0, 5).Select(characters.IsTurned));
        var words = new TokenAxis(["the", "third", "of", "a", "May"], EmWidth);
        Assert.All(Enumerable.Range(0, 5), at => Assert.True(words.IsTurned(at)));
        Assert.Equal(3, words.Depth, 1e-6);
    }

    private static AttentionLayout Fit(TokenAxis source, TokenAxis target, int[] heads) => AttentionLayout.Fit(source, target, heads, _ => 140, headTitleWidth: 110);

    private static TokenAxis Axis(int count, int letters) => new([.. Enumerable.Repeat(new string('m', letters), count)], EmWidth);

    private static float EmWidth(string text) => text.Length * 0.6f;
}
