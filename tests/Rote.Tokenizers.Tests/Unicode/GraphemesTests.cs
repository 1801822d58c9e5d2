namespace Rote.Tokenizers.Tests.Unicode;

public class GraphemesTests
{
    // A bar wherever a cluster ends; the rules are those of Unicode annex 29.
    [Theory]
    [InlineData("a|b| |c")]
    [InlineData("\r\n|\r|\r\n|\n|a")]
    [InlineData("\r|\u0301|\u0001|\u0301|a\u0301\u0302|b")]
    [InlineData("ᄀ\u1161\u11A8|ᄀᄀ가\u11A8|각\u11A8|각|\u1161\u1161\u11A8\u11A8|ᄀ|a")]
    [InlineData("e\u0301\u200D|e|a\u0903|\u0600a|\u0600\u0600b|\u0600|\n")]
    [InlineData("👩\u200D🔬|👩🏽\u200D🔬|👩|🔬|a\u200D|🔬|👩\u200D\u200D|🔬|👩\u200D\u0308|🔬")]
    [InlineData("🇩🇪|🇫🇷|🇮|a|🇩🇪|🇫\u0301|🇷🇷|🇮")]
    [InlineData("क्ष|क्\u200Dष|क\u094D\u200C|ष|क\u0301्ष|क|ष|a\u094D|क")]
    public void Clusters_end_where_the_rules_say(string marked)
    {
        string[] expected = marked.Split('|');
        string text = string.Concat(expected);
        var clusters = new List<string>();
        for (int at = 0; at < text.Length; at += clusters[^1].Length)
            clusters.Add(text.Substring(at, Graphemes.LengthOfFirst(text.AsSpan(at))));
        Assert.Equal(expected, clusters);
    }

    [Fact]
    public void Scripts_are_those_of_unicode_9_with_japanese_as_one()
    {
        Assert.Equal(Scripts.Of('漢'), Scripts.Of('ひ'));
        Assert.Equal(Scripts.Of('漢'), Scripts.Of('ー'));
        Assert.Equal(Scripts.Of('a'), Scripts.Of('é'));
        Assert.NotEqual(Scripts.Of('a'), Scripts.Of('я'));
        Assert.NotEqual(Scripts.Any, Scripts.Of('1'));
        Assert.Equal(Scripts.Any, Scripts.Of(' '));
        // Unassigned; and a letter of Unicode 11.
        Assert.Equal(Scripts.Any, Scripts.Of(0x0378));
        Assert.Equal(Scripts.Any, Scripts.Of(0x1C90));
    }
}
