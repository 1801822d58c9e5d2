using System.Text.Json;
using Rote.Training.Metrics;

namespace Rote.Training.Tests.Metrics;

public class TerTests
{
    [Theory]
    [InlineData("a b c d", "a b c d", 0)]
    [InlineData("a b x d", "a b c d", 1)]
    [InlineData("a b d", "a b c d", 1)]
    [InlineData("a b c x d", "a b c d", 1)]
    [InlineData("c d a b", "a b c d", 1)] // one run moved, not four words replaced
    [InlineData("d c b a", "a b c d", 3)]
    [InlineData("", "a b c d", 4)]
    public void Edits_by_hand(string hypothesis, string reference, int edits)
    {
        var score = Ter.Sentence(hypothesis, [reference]);
        Assert.Equal((edits, 4), (score.Edits, score.ReferenceLength));
        Assert.Equal(100 * edits / 4.0, score.Score, 1e-9);
    }

    [Fact]
    public void Edits_of_the_paper_s_example()
    {
        // Snover et al. 2006, section 3.1: a shift of "this week", "Saudis" replaced by "Saudi Arabia", "American" inserted.
        var score = Ter.Sentence("THIS WEEK THE SAUDIS denied information published in the new york times", ["SAUDI ARABIA denied THIS WEEK information published in the AMERICAN new york times"]);
        Assert.Equal((4, 13), (score.Edits, score.ReferenceLength));
    }

    [Fact]
    public void Of_several_references_the_nearest_gives_the_edits_and_the_mean_the_length()
    {
        var score = Ter.Corpus(["a b", "c"], [["a b c d", "c"], ["a b c", "c d e f"]]);
        Assert.Equal((1, 3.5 + 2.5), (score.Edits, score.ReferenceLength));
        Assert.Equal("nrefs:2|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:2.6.0", score.Signature);
    }

    [Fact]
    public void Without_reference_words_the_rate_is_all_or_nothing()
    {
        Assert.Equal(0, Ter.Sentence("", [""]).Score);
        Assert.Equal(100, Ter.Sentence("a b", [""]).Score);
        Assert.Equal(2, Ter.Sentence("a b", [""]).Edits);
    }

    [Fact]
    public void Case_and_punctuation_count_when_asked_to()
    {
        Assert.Equal((0, 1), (Ter.Sentence("A b", ["a B"]).Edits, Ter.Sentence("A b", ["a b"], new() { CaseSensitive = true }).Edits));
        Assert.Equal((2, 0), (Ter.Sentence("a, (b)", ["a b"]).Edits, Ter.Sentence("a, (b)", ["a b"], new() { WithoutPunctuation = true }).Edits));
        Assert.Contains("|case:mixed|tok:tercom|norm:no|punct:no|", Ter.Sentence("a", ["a"], new() { CaseSensitive = true, WithoutPunctuation = true }).Signature);
    }

    [Fact]
    public void Options_default_to_those_of_sacrebleu_and_survive_json()
    {
        Assert.Equal(new TerOptions { CaseSensitive = false, WithoutPunctuation = false }, new TerOptions());
        var written = new TerOptions { CaseSensitive = true, WithoutPunctuation = true };
        Assert.Equal(written, JsonSerializer.Deserialize<TerOptions>(JsonSerializer.Serialize(written)));
    }
}
