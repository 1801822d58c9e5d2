using Rote.Lab.Runs;
using Rote.Testing;

namespace Rote.Lab.Tests.Experiments;

public class CatalogueTests
{
    public static TheoryData<int> Numbers() => [.. Catalogue.All.Select(experiment => experiment.Number)];

    [Fact]
    public void Numbers_are_those_of_the_questions_and_each_has_one_experiment()
    {
        Assert.NotEmpty(Catalogue.All);
        Assert.All(Catalogue.All, experiment => Assert.InRange(experiment.Number, 1, 28));
        Assert.Equal(Catalogue.All.Count, Catalogue.All.Select(experiment => experiment.Number).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Experiment_speaks_both_languages_and_names_code_that_is_there(int number)
    {
        var experiment = Catalogue.Find(number)!;
        Bilingual[] texts = [experiment.Question, experiment.Answer, .. experiment.Claims.SelectMany(claim => new[] { claim.Text, claim.Rule })];
        Assert.All(texts, text => Assert.True(text.English.Length > 0 && text.Chinese.Any(sign => sign is >= '\u4E00' and <= '\u9FFF'), text.English));
        Assert.All(experiment.Code, place => Assert.True(Path.Exists(Path.Combine(GoldenFolder.RepositoryRoot(), place.Path)), place.Path));
        Assert.Equal(experiment.Claims.Count, experiment.Claims.Select(claim => claim.Key).Distinct().Count());
    }

    [Fact]
    public void Same_seed_gives_the_same_statistics()
    {
        TrialRecord Measured(int seed)
        {
            var trial = new Trial("statistics", seed, Extent.Quick);
            Catalogue.Find(4)!.Body(trial);
            return trial.Finish(0);
        }
        Assert.Equal(Measured(1).Values, Measured(1).Values);
        Assert.NotEqual(Measured(1).Values, Measured(2).Values);
    }
}
