using Rote.Training.Translation;

namespace Rote.Training.Tests.Translation;

public class CorpusSpecTests
{
    private const string Both = "Corpus.Source and Corpus.Target must both name a file.";
    private const string Together = "Corpus.ValidationSource and Corpus.ValidationTarget must be given together.";
    private const string Named = "Corpus.ValidationSource and Corpus.ValidationTarget must both name a file, or be left out.";

    public static TheoryData<CorpusSpec, string> Wrong() => new()
    {
        { new CorpusSpec.Dates(0, 0), "Corpus.TrainingPairs must be positive; got 0.|Corpus.ValidationPairs must be positive; got 0." },
        { new CorpusSpec.Dates(TrainingPairs: -1), "Corpus.TrainingPairs must be positive; got -1." },
        { new CorpusSpec.Files("a", ""), Both },
        { new CorpusSpec.Files(" ", "b"), Both },
        { new CorpusSpec.Files(null!, null!), Both },
        { new CorpusSpec.Files("a", "b", "c"), Together },
        { new CorpusSpec.Files("a", "b", null, "d"), Together },
        { new CorpusSpec.Files("a", "b", "", "d"), Named },
        { new CorpusSpec.Files("a", "b", "c", " "), Named },
        { new CorpusSpec.Files("", "b", "c"), $"{Both}|{Together}" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Every_violation_is_said(CorpusSpec corpus, string expected) => Assert.Equal(expected.Split('|'), corpus.Violations());

    [Fact]
    public void Right_corpora_have_no_violations()
    {
        Assert.Empty(new CorpusSpec.Dates().Violations());
        Assert.Empty(new CorpusSpec.Files("a", "b").Violations());
        Assert.Empty(new CorpusSpec.Files("a", "b", "c", "d").Violations());
    }

    [Fact]
    public void Absolute_corpus_names_the_same_files_from_anywhere()
    {
        string here = Directory.GetCurrentDirectory(), elsewhere = Path.GetFullPath("/elsewhere/d");
        Assert.Equal(new CorpusSpec.Files(Path.Combine(here, "a"), Path.Combine(here, "x", "b")), new CorpusSpec.Files("a", Path.Combine("x", "y", "..", "b")).Absolute());
        var whole = new CorpusSpec.Files("a", "b", "c", elsewhere).Absolute();
        Assert.Equal(new CorpusSpec.Files(Path.Combine(here, "a"), Path.Combine(here, "b"), Path.Combine(here, "c"), elsewhere), whole);
        Assert.Equal(whole, whole.Absolute());
        Assert.Equal(new CorpusSpec.Dates(3, 4), new CorpusSpec.Dates(3, 4).Absolute());
    }
}
