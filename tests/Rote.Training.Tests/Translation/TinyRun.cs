using Rote.Training.Runs;
using Rote.Training.Schedules;
using Rote.Training.Translation;

namespace Rote.Training.Tests.Translation;

/// <summary>A job of seconds in a folder of its own: words of four letters, written backwards.</summary>
internal sealed class TinyRun : IDisposable
{
    private const string Letters = "abcde";

    private readonly TemporaryFolder _folder = new();

    public TinyRun(int pairs = 24)
    {
        var random = new Random(3);
        string[] words = [.. Enumerable.Range(0, pairs + 4).Select(_ => new string([.. Enumerable.Range(0, 2 + random.Next(3)).Select(_ => Letters[random.Next(Letters.Length)])]))];
        Write(words[..pairs], [.. words[..pairs].Select(Backwards)], words[pairs..], [.. words[pairs..].Select(Backwards)]);
    }

    public RunDirectory Directory => new(_folder.File("run"));

    /// <summary>Eight steps of about three an epoch, with dropout, so that the random generator counts; validated after steps 3, 6 and 8.</summary>
    public TranslationRecipe Recipe => new()
    {
        Corpus = new CorpusSpec.Files(_folder.File("source"), _folder.File("target"), _folder.File("held-source"), _folder.File("held-target")),
        Vocabulary = new VocabularySpec.Characters(),
        Model = TranslationRecipe.Original(width: 16, heads: 2, feedForward: 32, layers: 1, dropout: 0.2, maximumLength: 16),
        Optimization = new OptimizationSpec
        {
            MaximumSteps = 8,
            BatchTokens = 80,
            LearningRate = 1e-2,
            Schedule = new LearningRateSchedule.InverseSquareRoot { WarmupSteps = 3 },
            ValidateEverySteps = 3,
            TargetExactMatch = 1,
            Patience = 100,
        },
    };

    public TranslationRecipe With(Func<OptimizationSpec, OptimizationSpec> change) => Recipe with { Optimization = change(Recipe.Optimization) };

    /// <summary>Replaces the text.</summary>
    public void Write(string[] source, string[] target, string[] heldSource, string[] heldTarget)
    {
        foreach (var (name, lines) in new[] { ("source", source), ("target", target), ("held-source", heldSource), ("held-target", heldTarget) })
            _folder.Write(name, string.Join('\n', lines));
    }

    /// <summary>What was measured and saved, but for the time it took.</summary>
    public Measured Result() => new(
        [.. MetricsLog.Read(Directory.Metrics).Select(entry => entry with { TokensPerSecond = null })],
        Convert.ToHexString(File.ReadAllBytes(Path.Combine(Directory.Path, "model.safetensors"))),
        TrainingState.Read(Directory.State) with { Seconds = 0 });

    public void Dispose() => _folder.Dispose();

    private static string Backwards(string word) => new([.. word.Reverse()]);

    /// <summary>A run's measurements, its best model, and where it stands.</summary>
    public sealed record Measured(IReadOnlyList<MetricsEntry> Entries, string Model, TrainingState State)
    {
        public bool Equals(Measured? other) => other is not null && Entries.SequenceEqual(other.Entries) && Model == other.Model && State == other.State;

        public override int GetHashCode() => State.GetHashCode();
    }
}
