using Rote.Training.Metrics;

namespace Rote.Training.Tests.Metrics;

/// <summary>What metrics of texts say about lists that do not belong together.</summary>
public class TextPairsTests
{
    public static TheoryData<string[], string[][], string> Wrong() => new()
    {
        { [], [[]], "`hypotheses` must hold at least one line; got none. (Parameter 'hypotheses')" },
        { ["a", null!], [["a", "b"]], "`hypotheses[1]` must be a line, which may be empty; got null. (Parameter 'hypotheses')" },
        { ["a", "b"], [], "`references` must hold at least one reference set; got none. (Parameter 'references')" },
        { ["a", "b"], [["a", "b"], ["a"]], "`references[1]` must hold one line for each of the 2 hypotheses; got 1. (Parameter 'references')" },
        { ["a"], [null!], "`references[0]` must hold one line for each of the 1 hypotheses; got null. (Parameter 'references')" },
        { ["a"], [["a"], [null!]], "`references[1][0]` must be a line, which may be empty; got null. (Parameter 'references')" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Lists_that_do_not_belong_together_are_refused(string[] hypotheses, string[][] references, string message)
    {
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Bleu.Corpus(hypotheses, references)).Message);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Chrf.Corpus(hypotheses, references)).Message);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Ter.Corpus(hypotheses, references)).Message);
    }

    [Fact]
    public void A_sentence_needs_a_reference()
    {
        const string Message = "`references` must hold at least one reference; got none. (Parameter 'references')";
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => Bleu.Sentence("a", [])).Message);
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => Chrf.Sentence("a", [])).Message);
        Assert.Equal(Message, Assert.Throws<ArgumentException>(() => Ter.Sentence("a", [])).Message);
        Assert.Throws<ArgumentNullException>("hypothesis", () => Bleu.Sentence(null!, ["a"]));
        Assert.Throws<ArgumentNullException>("references", () => Chrf.Sentence("a", null!));
    }

    [Fact]
    public void Exact_match_needs_one_reference_for_each_hypothesis()
    {
        Assert.Equal("`hypotheses` must hold at least one line; got none. (Parameter 'hypotheses')", Assert.Throws<ArgumentException>(() => ExactMatch.Rate([], [])).Message);
        Assert.Equal(
            "`references` must hold one line for each of the 2 hypotheses; got 3. (Parameter 'references')",
            Assert.Throws<ArgumentException>(() => ExactMatch.Rate(["a", "b"], ["a", "b", "c"])).Message);
        Assert.Equal(
            "`references[0]` must be a line, which may be empty; got null. (Parameter 'references')",
            Assert.Throws<ArgumentException>(() => ExactMatch.Rate(["a"], [null!])).Message);
    }

    [Fact]
    public void Exact_match_folds_nothing()
    {
        Assert.Equal(0.25, ExactMatch.Rate(["a", "B", "c ", "\u00E9"], ["a", "b", "c", "e\u0301"]));
        Assert.Equal(1, ExactMatch.Rate(["", "x"], ["", "x"]));
    }
}
