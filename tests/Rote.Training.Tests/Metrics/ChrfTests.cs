using System.Text.Json;
using Rote.Training.Metrics;

namespace Rote.Training.Tests.Metrics;

public class ChrfTests
{
    [Fact]
    public void Score_by_hand()
    {
        // "abc" and "abd": 2 of 3 characters, 1 of 2 pairs, 0 of 1 triple on both sides; precision = recall = F.
        var score = Chrf.Corpus(["ab c"], [["a bd"]], new() { CharacterOrder = 3 });
        Assert.Equal(100 * (2 / 3.0 + 1 / 2.0 + 0) / 3, score.Score, 1e-9);
        Assert.Equal("chrF2", score.Name);
        Assert.Equal("nrefs:1|case:mixed|eff:yes|nc:3|nw:0|space:no|version:2.6.0", score.Signature);
    }

    [Fact]
    public void Recall_weighs_beta_times_as_much()
    {
        // "ab" against "abcd": precision 1, recall 1/2.
        Assert.Equal(100 * 5 * 0.5 / (4 + 0.5), Chrf.Corpus(["ab"], [["abcd"]], new() { CharacterOrder = 1 }).Score, 1e-9);
        Assert.Equal(100 * 2 * 0.5 / (1 + 0.5), Chrf.Corpus(["ab"], [["abcd"]], new() { CharacterOrder = 1, Beta = 1 }).Score, 1e-9);
        Assert.Equal("chrF3+", Chrf.Corpus(["ab"], [["abcd"]], new() { Beta = 3, WordOrder = 1 }).Name);
    }

    [Fact]
    public void White_space_counts_when_asked_to()
    {
        Assert.Equal(100, Chrf.Sentence("ab cd", ["abc d"]).Score, 1e-9);
        Assert.InRange(Chrf.Sentence("ab cd", ["abc d"], new() { WhiteSpace = true }).Score, 1, 99);
    }

    [Fact]
    public void One_mark_is_split_off_a_word()
    {
        // "(hi)" is "(hi" and ")", "(hi" is "(" and "hi": no word in common, three characters of four and of three.
        double precision = (3 / 4.0 + 0) / 2, recall = (1 + 0) / 2.0;
        Assert.Equal(100 * 5 * precision * recall / (4 * precision + recall), Chrf.Sentence("(hi)", ["(hi"], new() { CharacterOrder = 1, WordOrder = 1 }).Score, 1e-9);
        // "a." is "a" and ".", and a mark alone stays.
        Assert.Equal(100, Chrf.Sentence("a. !", ["a . !"], new() { CharacterOrder = 1, WordOrder = 2 }).Score, 1e-9);
    }

    [Fact]
    public void Each_line_takes_the_reference_that_suits_it_best()
    {
        Assert.Equal(100, Chrf.Corpus(["one line", "two lines"], [["one line", "x"], ["y", "two lines"]]).Score, 1e-9);
    }

    [Fact]
    public void Empty_lines_score_nothing()
    {
        Assert.Equal(0, Chrf.Corpus([""], [["a"]]).Score);
        Assert.Equal(0, Chrf.Corpus(["a"], [[""]]).Score);
        Assert.Equal(0, Chrf.Corpus([""], [[""]]).Score);
    }

    [Fact]
    public void Options_default_to_those_of_sacrebleu_and_survive_json()
    {
        Assert.Equal(new ChrfOptions { CharacterOrder = 6, WordOrder = 0, Beta = 2, LowerCase = false, WhiteSpace = false, EpsSmoothing = false }, new ChrfOptions());
        var written = new ChrfOptions { CharacterOrder = 5, WordOrder = 2, Beta = 3, LowerCase = true, WhiteSpace = true, EpsSmoothing = true };
        Assert.Equal(written, JsonSerializer.Deserialize<ChrfOptions>(JsonSerializer.Serialize(written)));
    }

    [Fact]
    public void Wrong_options_are_all_named_at_once() => Assert.Equal(
        "CharacterOrder must be positive; got 0. WordOrder must not be negative; got -1. Beta must be positive; got 0.",
        Assert.Throws<ArgumentException>(() => Chrf.Corpus(["a"], [["a"]], new() { CharacterOrder = 0, WordOrder = -1, Beta = 0 })).Message);
}
