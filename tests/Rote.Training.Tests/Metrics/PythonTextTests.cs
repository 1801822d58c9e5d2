using CsCheck;
using Rote.Training.Metrics;

namespace Rote.Training.Tests.Metrics;

public class PythonTextTests
{
    [Theory]
    [InlineData("ALL Caps", "all caps")]
    [InlineData("ÀÉÎ ẞ Ω K Å", "àéî ß ω k å")]
    [InlineData("İstanbul ISPARTA", "i\u0307stanbul isparta")]
    [InlineData("ΟΔΟΣ ΣΑΣ Σ", "οδος σας σ")]
    [InlineData("ΑΣ. ΑΣ.Β ΑΣ\u0301Β ΑΣ'", "ας. ασ.β ασ\u0301β ας'")]
    [InlineData("ⅣΣ ªΣ ⒶΣ 5Σ", "ⅳς ªς ⓐς 5σ")]
    public void Lower_case_is_that_of_python(string text, string expected) => Assert.Equal(expected, PythonText.Lower(text));

    [Fact]
    public void Lower_case_goes_beyond_the_first_plane_and_leaves_half_a_pair_alone() => Assert.Equal("𐐨\uD801é", PythonText.Lower("𐐀\uD801É"));

    [Fact]
    public void White_space_is_that_of_python()
    {
        const string Expected = "\t\n\u000B\u000C\r\u001C\u001D\u001E\u001F \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";
        Assert.Equal(Expected, string.Concat(Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(PythonText.IsSpace)));
    }

    [Fact]
    public void Words_are_what_stands_between_white_space()
    {
        Assert.Equal("a,b,c", PythonText.Join("\u001Ca\u0085 b\t\nc ", ","));
        Assert.Equal("", PythonText.Join(" \u3000", ","));
        Assert.Equal(" a", PythonText.TrimEnd(" a \u001F\u2028"));
        Gen.String.Sample(text => Assert.Equal(PythonText.Join(text, ""), string.Concat(text.Where(c => !PythonText.IsSpace(c)))));
    }

    [Fact]
    public void Code_points_go_back_into_the_same_text() => Gen.String.Sample(text =>
    {
        var builder = new System.Text.StringBuilder();
        foreach (int point in PythonText.CodePoints(text))
            PythonText.Append(builder, point);
        Assert.Equal(text, builder.ToString());
    });
}
