using Rote.Cli.Pictures;

namespace Rote.Cli.Tests.Pictures;

public sealed class TokenTextTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData(" ", "␣")]
    [InlineData("of the", "of␣the")]
    [InlineData("", "∅")]
    [InlineData("\r\n\t", "␍↵⇥")]
    [InlineData("</s>", "</s>")]
    [InlineData("abcdefghijklmnopqrstuvwx", "abcdefghijklmnopqrstuvwx")]
    [InlineData("abcdefghijklmnopqrstuvwxy", "abcdefghijklmnopqrstuvw…")]
    public void Tokens_are_shown(string token, string shown) => Assert.Equal(shown, TokenText.Shown(token));

    [Fact]
    public void A_token_of_any_length_has_a_short_label()
    {
        Assert.InRange(TokenText.Shown(new string('x', 1_000_000)).Length, 24, 24);
        // One letter under a million marks.
        Assert.InRange(TokenText.Shown("e" + new string('\u0301', 1_000_000)).Length, 1, 200);
    }

    [Theory]
    [InlineData("a\u200Bb", "a‹U+200B›b")]
    [InlineData("\u202E", "‹U+202E›")]
    [InlineData("\u00A0", "‹U+00A0›")]
    [InlineData("a b", "a b")]
    public void Invisible_characters_are_spelt(string text, string spelt) => Assert.Equal(spelt, TokenText.Spelt(text));

    [Fact]
    public void The_legend_explains_the_signs_that_are_used()
    {
        Assert.Equal("", TokenText.Legend(["a"]));
        Assert.Equal("␣ is a space, ∅ is an empty token, </s> is the end.", TokenText.Legend(["a b", "", "</s>"]));
    }

    [Fact]
    public void Text_is_wrapped_at_spaces_and_within_long_words_and_cut_after_the_last_line()
    {
        static bool Fits(string line) => line.Length <= 5;
        Assert.Equal(["ab cd", "ef"], TextWrap.Wrap("ab cd ef", 9, Fits));
        Assert.Equal(["a", "abcde", "fghij", "k b"], TextWrap.Wrap("a abcdefghijk b", 9, Fits));
        Assert.Equal(["ab cd", "ef g…"], TextWrap.Wrap("ab cd ef gh ij", 2, Fits));
        Assert.Equal([""], TextWrap.Wrap("", 2, Fits));
    }

    [Fact]
    public void A_text_is_put_on_one_line_and_cut()
    {
        Assert.Equal("a b c", TokenText.OneLine("a\nb\tc\n"));
        Assert.Equal(601, TokenText.OneLine(new string('x', 10_000)).Length);
    }
}
