using System.Text;
using CsCheck;

namespace Rote.Tokenizers.Tests.Normalization;

/// <summary>Small cases worked out by hand, and laws; the reference has the many.</summary>
public class NormalizerTests
{
    private static readonly Normalizer[] All =
    [
        .. Enum.GetValues<NormalizationForm>().Select(form => new Normalizer.UnicodeForm(form)), new Normalizer.Lowercase(), new Normalizer.StripAccents(), new Normalizer.Nmt(),
        new Normalizer.Bert(), new Normalizer.ByteLevel(), new Normalizer.Strip(true, true), new Normalizer.Prepend("▁"), new Normalizer.Replace(new SplitPattern.Literal("a"), "bc"),
        new Normalizer.Precompiled(CharacterMapBuilder.Build(("ﬁ", "fi"), ("\u00AD", ""), ("e\u0301", "é"), ("\t", " "))),
    ];

    private static readonly string[] Parts =
        ["a", "A", " ", "\t", "é", "e\u0301", "\u0327\u0301", "İ", "ﬁ", "한", "漢", "𝒳", "👩\u200D🔬", "\u00AD", "\u0001", "Σ", "ẛ", "㎏"];

    private static readonly Gen<string> Texts = Gen.Int[0, Parts.Length - 1].Array[0, 12].Select(parts => string.Concat(parts.Select(part => Parts[part])));

    [Theory]
    [InlineData("Ａé\u00AD漢\tB", " :3-4")]
    public void Bert_cleans_parts_strips_and_lowers(string text, string part)
    {
        Assert.Equal("ａ:0-1|e:1-2| :3-4|漢:3-4| :3-4| :4-5|b:5-6", NormalizedText.Of(new Normalizer.Bert(), text));
        Assert.DoesNotContain(part, NormalizedText.Of(new Normalizer.Bert { PartsIdeographs = false }, text), StringComparison.Ordinal);
        Assert.Equal("Ａ:0-1|é:1-2| :3-4|漢:3-4| :3-4| :4-5|B:5-6", NormalizedText.Of(new Normalizer.Bert { LowersCase = false }, text));
        Assert.Equal("ａ:0-1|é:1-2| :3-4|漢:3-4| :3-4| :4-5|b:5-6", NormalizedText.Of(new Normalizer.Bert { StripsAccents = false }, text));
        Assert.Equal("Ａ:0-1|e:1-2| :3-4|漢:3-4| :3-4| :4-5|B:5-6", NormalizedText.Of(new Normalizer.Bert { StripsAccents = true, LowersCase = false }, text));
        Assert.Contains("\u00AD:2-3", NormalizedText.Of(new Normalizer.Bert { CleansText = false }, text), StringComparison.Ordinal);
    }

    [Fact]
    public void New_characters_have_the_range_of_the_one_before_or_of_the_first()
    {
        Assert.Equal("x:0-2|y:0-2|𝒳:0-2|b:2-3", NormalizedText.Of(new Normalizer.Prepend("xy"), "𝒳b"));
        Assert.Equal("a:0-1|X:3-4|Y:3-4|b:4-5", NormalizedText.Of(new Normalizer.Replace(new SplitPattern.Literal("---"), "XY"), "a---b"));
        Assert.Equal("𝒳:0-0|b:2-3", NormalizedText.Of(new Normalizer.Prepend(""), "𝒳b"));
        Assert.Equal("X:0-0|a:0-1|X:0-1", NormalizedText.Of(new Normalizer.Replace(new SplitPattern.Literal(""), "X"), "a"));
        Assert.Equal("b:1-2", NormalizedText.Of(new Normalizer.Replace(new SplitPattern.Literal("a"), ""), "aba"));
        Assert.Equal("Ã:0-1|©:0-1|Ġ:1-2|a:2-3", NormalizedText.Of(new Normalizer.ByteLevel(), "é a"));
        Assert.Equal("i:0-1|\u0307:0-1|ς:1-2", NormalizedText.Of(new Normalizer.Lowercase(), "İς"));
    }

    [Theory]
    [InlineData(true, true, "a:2-3| :3-4|b:4-5")]
    [InlineData(true, false, "a:2-3| :3-4|b:4-5|\u3000:5-6")]
    [InlineData(false, true, "\t:0-1|\u00A0:1-2|a:2-3| :3-4|b:4-5")]
    public void Strip_cuts_white_space_off_the_ends(bool left, bool right, string expected)
    {
        Assert.Equal(expected, NormalizedText.Of(new Normalizer.Strip(left, right), "\t\u00A0a b\u3000"));
        Assert.Empty(new Normalizer.Strip(left, right).Apply(" \n "));
    }

    [Fact]
    public void Nothing_is_put_before_nothing()
    {
        foreach (var normalizer in All)
            Assert.Empty(normalizer.Apply(""));
        Assert.Equal("a", new Normalizer.Prepend("").Apply("a"));
    }

    [Fact]
    public void Text_that_stays_is_not_copied()
    {
        foreach (var normalizer in All.Where(normalizer => normalizer is not Normalizer.Prepend))
        {
            var piece = new Piece(new AlignedText("1.plain,text?"));
            var result = normalizer is Normalizer.Replace ? piece : normalizer.Apply(piece);
            Assert.Same(piece.Source, result.Source);
        }
    }

    [Fact]
    public void Ranges_lie_in_the_text_in_order_wherever_it_stands() => Texts.Sample(text =>
    {
        foreach (var normalizer in All)
        {
            var alone = normalizer.Apply(new Piece(new AlignedText(text)));
            var within = normalizer.Apply(new Piece(new AlignedText($"<{text}>"), 1, text.Length));
            Assert.Equal(alone.Span.ToString(), within.Span.ToString());
            int start = 0, end = 0;
            for (int at = 0; at < alone.Length; at++)
            {
                var range = alone.Source[alone.Start + at];
                Assert.True(range.Start >= start && range.End >= end && range.End <= text.Length, $"{normalizer} of '{text}' gives {at} the range {range}.");
                Assert.Equal((range.Start + 1, range.End + 1), within.Source[within.Start + at]);
                (start, end) = range;
            }
        }
    }, iter: 2000);
}
