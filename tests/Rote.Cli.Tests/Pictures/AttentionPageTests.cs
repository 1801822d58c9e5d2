using System.Text.Json;
using System.Text.RegularExpressions;
using Rote.Cli.Pictures;

namespace Rote.Cli.Tests.Pictures;

public sealed partial class AttentionPageTests
{
    private static readonly string[] Hostile =
        ["</script><script>x</script>", "\"><img src=x onerror=x()>", "'onload='x()", "<!--", "]]>", "&lt;b&gt;", "\u202E<b>", "${x}", "\u2028", "\u3000"];

    [Fact]
    public void Hostile_tokens_stay_text()
    {
        string page = AttentionPage.Write(Maps.Random(Hostile, Hostile, 1, 2, seed: 1), string.Concat(Hostile), string.Concat(Hostile));
        // Every tag is one of ours, and every attribute too.
        string[] ours =
        [
            "html", "head", "meta", "title", "style", "body", "h1", "dl", "dt", "dd", "p", "span", "div", "figure", "figcaption", "svg", "image", "g", "text", "rect",
            "ol", "li", "script",
        ];
        Assert.Empty(TagNames().Matches(page).Select(tag => tag.Groups[1].Value).Except(ours));
        Assert.Equal(2, Regex.Count(page, "<script"));
        Assert.DoesNotContain("<img", page);
        Assert.DoesNotContain("<!--", page);
        Assert.DoesNotContain('\u202E', page);
        Assert.DoesNotContain('\u2028', page);
        Assert.Contains("&lt;/script&gt;&lt;script&gt;x&lt;/script&gt;", page);
        Assert.Contains("&quot;&gt;&lt;img␣src=x␣", page);
        Assert.Contains(">‹U+3000›<", page);
    }

    [Fact]
    public void The_page_needs_no_other_file()
    {
        string page = AttentionPage.Write(Maps.Random(["a", "b"], ["c"], 1, 2, seed: 2), "ab", "c");
        Assert.All(Addresses().Matches(page), address => Assert.StartsWith("data:image/png;base64,", address.Groups[1].Value));
        Assert.Equal(3, Addresses().Count(page));
        Assert.DoesNotContain("http://", page);
        Assert.DoesNotContain("https://", page);
        Assert.DoesNotContain("url(", page);
        Assert.Contains("default-src 'none'", page);
        Assert.Contains("prefers-color-scheme: dark", page);
    }

    [Fact]
    public void The_weights_under_the_pointer_are_the_mean_and_then_the_heads()
    {
        float[,] one = { { 0.25f, 0.75f }, { 1, 0 } };
        float[,] two = { { 0.5f, 0.5f }, { 0, 1 } };
        string page = AttentionPage.Write(new AttentionMaps(["a", " "], ["x", "</s>"], [[one], [two]]), "a ", "x");
        using var data = JsonDocument.Parse(Data().Match(page).Groups[1].Value);
        Assert.Equal(["a", "␣"], data.RootElement.GetProperty("source").EnumerateArray().Select(token => token.GetString()));
        Assert.Equal(["x", "</s>"], data.RootElement.GetProperty("target").EnumerateArray().Select(token => token.GetString()));
        Assert.Equal(10_000, data.RootElement.GetProperty("parts").GetInt32());
        Assert.Equal(
            [[3750, 6250, 5000, 5000], [2500, 7500, 10_000, 0], [5000, 5000, 0, 10_000]],
            data.RootElement.GetProperty("maps").EnumerateArray().Select(map => map.EnumerateArray().Select(weight => weight.GetInt32()).ToArray()));
        Assert.Contains("␣ is a space, &lt;/s&gt; is the end.", page);
    }

    [Fact]
    public void Each_head_has_its_title()
    {
        string page = AttentionPage.Write(Maps.Random(["a"], ["b"], 2, 3, seed: 3), "a", "b");
        string[] titles = ["mean of all heads", .. Enumerable.Range(0, 6).Select(at => $"layer {at / 3 + 1}, head {at % 3 + 1}")];
        Assert.Equal(titles, Titles().Matches(page).Select(title => title.Groups[1].Value));
    }

    [Fact]
    public void More_than_a_browser_opens_is_refused()
    {
        // 21 references to one map of a million weights.
        string[] tokens = [.. Enumerable.Repeat("a", 1000)];
        var map = new float[1000, 1000];
        var wrong = Assert.Throws<ArgumentException>(() => AttentionPage.Write(new AttentionMaps(tokens, tokens, [[.. Enumerable.Repeat(map, 21)]]), "", ""));
        Assert.Equal("`maps` holds 21000000 weights; a page shows at most 20000000. Draw fewer layers or a shorter text.", wrong.Message);
    }

    [GeneratedRegex("</?([a-zA-Z][^\\s/>]*)")]
    private static partial Regex TagNames();

    [GeneratedRegex("(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Addresses();

    [GeneratedRegex("id=\"data\">(.*?)</script>")]
    private static partial Regex Data();

    [GeneratedRegex("<figcaption[^>]*>([^<]*)<")]
    private static partial Regex Titles();
}
