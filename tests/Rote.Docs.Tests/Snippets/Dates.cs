using Rote.Training.Dates;

namespace Rote.Docs.Tests.Snippets;

/// <summary>The code of docs/dates.md.</summary>
public class Dates
{
    [Fact]
    public void Corpus_has_three_parts()
    {
        IReadOnlyList<DateExample> test = DateCorpus.Test;                    // 1,000, always the same
        IReadOnlyList<DateExample> validation = DateCorpus.Validation(500);   // always the same
        IEnumerable<DateExample> training = DateCorpus.Training(seed: 1);     // without end

        Assert.Equal(1000, test.Count);
        Assert.Equal(DateCorpus.Validation(500), validation);
        Assert.Equal(2000, training.Take(2000).Count());
    }
}
