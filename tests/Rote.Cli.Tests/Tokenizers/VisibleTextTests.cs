using System.Text;
using Rote.Cli.Tokenizers;

namespace Rote.Cli.Tests.Tokenizers;

public class VisibleTextTests
{
    [Theory]
    [InlineData("a b", "a␣b")]
    [InlineData("", "")]
    [InlineData("é😀好", "é😀好")]
    [InlineData("\0\t\r\n\u001b[31m\u007f", "‹U+0000›‹U+0009›‹U+000D›‹U+000A›‹U+001B›[31m‹U+007F›")]
    [InlineData("\u00a0\u200b\u200d\u2028\ufeff\u00ad\u3000", "‹U+00A0›‹U+200B›‹U+200D›‹U+2028›‹U+FEFF›‹U+00AD›‹U+3000›")]
    [InlineData("☀\ufe0f\u3164\u2800\ue000\U000e0041\U0010ffff", "☀‹U+FE0F›‹U+3164›‹U+2800›‹U+E000›‹U+E0041›‹U+10FFFF›")]
    [InlineData("e\u0301", "e\u0301")]
    [InlineData("\u0301a \u0308\u0308", "◌\u0301a␣◌\u0308\u0308")]
    public void What_leaves_no_ink_is_spelt(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text));

    [Fact]
    public void Tokens_hold_no_white_space()
    {
        Assert.Equal("‹U+0020›‹U+0020›<mask>", VisibleText.Token("  <mask>"));
        Assert.Equal("∅", VisibleText.Token(""));
        Assert.Equal("U+1F600", VisibleText.CodePoint(new Rune(0x1F600)));
    }

    [Fact]
    public void Long_texts_are_cut_between_characters()
    {
        Assert.Equal("😀😀…", VisibleText.Start("😀😀😀", 2));
        Assert.Equal("😀😀", VisibleText.Start("😀😀", 2));
    }
}
