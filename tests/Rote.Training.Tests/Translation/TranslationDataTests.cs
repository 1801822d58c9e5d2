using Rote.Training.Data;
using Rote.Training.Dates;
using Rote.Training.Translation;

namespace Rote.Training.Tests.Translation;

public sealed class TranslationDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Dates_hold_out_the_same_pairs_for_every_seed()
    {
        var corpus = new CorpusSpec.Dates(TrainingPairs: 50, ValidationPairs: 20);
        TranslationData one = TranslationData.Load(corpus, 1), again = TranslationData.Load(corpus, 1), two = TranslationData.Load(corpus, 2);
        Assert.Equal([50, 20, 1000, 1000], [one.Training.Count, one.Validation.Count, one.Test.Count, one.TestGroups.Count]);
        Assert.Equal(one.Training, again.Training);
        Assert.NotEqual(one.Training, two.Training);
        Assert.Equal(one.Validation, two.Validation);
        Assert.Equal(one.Test, two.Test);
        Assert.Equal(DateCorpus.Test.Select(example => (example.Source, example.Target, $"{example.Language}")), one.Test.Zip(one.TestGroups, (pair, group) => (pair.Source, pair.Target, group)));
        Assert.Empty(one.Training.Select(pair => pair.Target).Intersect(one.Test.Concat(one.Validation).Select(pair => pair.Target)));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(199, 1)]
    [InlineData(200, 2)]
    [InlineData(150_000, 1000)]
    public void Last_hundredth_is_held_out_where_no_files_are(int lines, int heldOut)
    {
        var data = TranslationData.Load(Files(string.Concat(Enumerable.Range(0, lines).Select(i => $"s{i}\n")), string.Concat(Enumerable.Range(0, lines).Select(i => $"t{i}\n"))), 1);
        Assert.Equal(lines - heldOut, data.Training.Count);
        Assert.Equal(Enumerable.Range(lines - heldOut, heldOut).Select(i => new TextPair($"s{i}", $"t{i}")), data.Validation);
        Assert.Same(data.Validation, data.Test);
        Assert.Empty(data.TestGroups);
    }

    [Fact]
    public void Validation_files_are_validated_and_tested_on()
    {
        var files = Files("a\nb\n", "1\n2\n") with { ValidationSource = _folder.Write("vs", "c\n\nd\n"), ValidationTarget = _folder.Write("vt", "3\n4\n5\n") };
        var data = TranslationData.Load(files, 1);
        Assert.Equal([new TextPair("a", "1"), new TextPair("b", "2")], data.Training);
        Assert.Equal([new TextPair("c", "3"), new TextPair("d", "5")], data.Validation);
        Assert.Equal(data.Validation, data.Test);
    }

    [Fact]
    public void Pairs_that_are_blank_on_a_side_are_left_out() =>
        Assert.Equal([new TextPair("a", "1"), new TextPair("d", "4")], TranslationData.Load(Files("a\n\nc\nd\n \t\ne\n", "1\n2\n \n4\n5\n6\n"), 1).Training);

    [Fact]
    public void Too_little_text_is_refused()
    {
        string source = _folder.File("source"), held = _folder.Write("held", "\n \n");
        Assert.Equal(
            $"'{source}' has 1 usable pair(s), too few to hold one out for validation. Add text, or name validation files.",
            Assert.Throws<InvalidDataException>(() => TranslationData.Load(Files("a\nb\n", "1\n\n"), 1)).Message);
        Assert.Equal(
            $"'{source}' and its translation have no line with text on both sides; expected at least one.", Assert.Throws<InvalidDataException>(() => TranslationData.Load(Files("a\n\n", "\n1\n"), 1)).Message);
        Assert.Equal(
            $"'{held}' and its translation have no line with text on both sides; expected at least one.",
            Assert.Throws<InvalidDataException>(() => TranslationData.Load(Files("a\n", "1\n") with { ValidationSource = held, ValidationTarget = held }, 1)).Message);
    }

    [Fact]
    public void Digest_tells_texts_apart()
    {
        TextPair[] one = [new("ab", "c")], other = [new("a", "bc")];
        string[] digests =
        [
            new TranslationData(one, one, one, []).Digest(), new TranslationData(other, one, one, []).Digest(), new TranslationData(one, other, one, []).Digest(),
            new TranslationData([.. one, .. one], one, one, []).Digest(), new TranslationData(one, [.. one, .. one], one, []).Digest(),
        ];
        Assert.Equal(digests.Length, digests.Distinct().Count());
        Assert.Equal(digests[0], new TranslationData([new("ab", "c")], one, one, ["group"]).Digest());
    }

    private CorpusSpec.Files Files(string source, string target) => new(_folder.Write("source", source), _folder.Write("target", target));
}
