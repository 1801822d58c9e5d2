using Rote.Checkpoints;
using Rote.Pipelines;
using Rote.Testing;
using Rote.Training.Translation;
using Rote.Verification;

namespace Rote.Docs.Tests.Snippets;

/// <summary>The code of docs/guides and docs/architecture.md.</summary>
public sealed class Guides : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rote-docs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Translator_is_trained_watched_and_used()
    {
        using var written = new StringWriter();
        var Console = written;
        string directory = Path.Combine(_folder, "run"), source = Path.Combine(_folder, "a"), target = Path.Combine(_folder, "b");
        File.WriteAllLines(source, Enumerable.Repeat("der hund schläft .", 40));
        File.WriteAllLines(target, Enumerable.Repeat("the dog sleeps .", 40));
        var token = TestContext.Current.CancellationToken;
        var watch = new Watcher();

        var files = new CorpusSpec.Files(source, target);
        var recipe = TranslationRecipe.ForFiles(files) with
        {
            Model = TranslationRecipe.Original(width: 64, heads: 4, feedForward: 128, layers: 1, dropout: 0.1, maximumLength: 128),
        };
        recipe = recipe with { Optimization = recipe.Optimization with { MaximumSteps = 2, BatchTokens = 512 } };
        var outcome = TranslationTrainer.Train(recipe, directory, watch, token);

        Assert.Equal(2, outcome.Steps);
        Assert.Equal(recipe, TranslationRecipe.FromJson(File.ReadAllText(Path.Combine(directory, "recipe.json"))));
        Assert.Contains(watch.Seen, seen => seen is TrainingEvent.Validated { Best: true });

        using var translator = Translator.Load(directory);
        var translation = translator.Translate(["der Hund bellt ."], new TranslationOptions { Beams = 4 }, token)[0];
        Console.WriteLine($"{translation.Text} (not known: {string.Join(", ", translation.Unknown)})");

        Assert.Equal(["bellt"], translation.Unknown);
        Assert.EndsWith("(not known: bellt)", written.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Model_is_verified_from_a_program()
    {
        using var written = new StringWriter();
        var Console = written;
        string directory = GoldenFolder.Model("marian");
        var token = TestContext.Current.CancellationToken;

        var report = ModelVerifier.Verify(directory, token);
        Console.WriteLine(report.Summary());

        Assert.True(report.Passed);
        Assert.StartsWith("equal: ", written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Own_format_is_taken_where_no_family_fits()
    {
        var spec = TranslationRecipe.Original(width: 64, heads: 4, feedForward: 128, layers: 1, dropout: 0, maximumLength: 128) with { VocabularySize = 99, PaddingId = 0 };
        var ids = new SpecialTokenIds(0, 1, 0);
        Assert.Equal("marian", HuggingFaceDirectory.ConfigFor(spec, ids).GetProperty("model_type").GetString());
        var unpositioned = spec with { Encoder = spec.Encoder! with { Positions = new Positions.PositionSpec.None() } };
        Assert.Equal("rote", HuggingFaceDirectory.ConfigFor(unpositioned, ids).GetProperty("model_type").GetString());
    }

    private sealed class Watcher : IProgress<TrainingEvent>
    {
        public List<TrainingEvent> Seen { get; } = [];

        public void Report(TrainingEvent value) => Seen.Add(value);
    }
}
