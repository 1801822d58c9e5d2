using Rote.Checkpoints;
using Rote.Training.Runs;
using Rote.Training.Translation;

namespace Rote.Training.Tests.Translation;

/// <summary>The same recipe and seed give the same run, bit for bit: repeated, interrupted, or ended by force.</summary>
[Collection(nameof(DefaultGenerator))]
public class TrainerRepeats
{
    private static readonly Lazy<TinyRun.Measured> Whole = new(() => Train(run => run.Recipe));

    [Fact]
    public void Same_seed_gives_the_same_run() => Assert.Equal(Whole.Value, Train(run => run.Recipe));

    [Fact]
    public void Other_seed_gives_another_run()
    {
        var other = Train(run => run.With(optimization => optimization with { Seed = 2 }));
        Assert.NotEqual(Whole.Value.Model, other.Model);
        Assert.All(Whole.Value.Entries.Zip(other.Entries), pair => Assert.NotEqual(pair.First.Loss ?? pair.First.ValidationLoss, pair.Second.Loss ?? pair.Second.ValidationLoss));
    }

    [Fact]
    public void Run_is_what_the_tests_below_need()
    {
        Assert.Equal([1, 2, 3, 3, 4, 5, 6, 6, 7, 8, 8], Whole.Value.Entries.Select(entry => entry.Step));
        Assert.Equal(8, Whole.Value.State.Step);
        Assert.Equal("8 steps were taken", Whole.Value.State.EndedBecause);
        Assert.InRange(Whole.Value.State.Epoch, 2, 4); // epochs end inside
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)] // after its validation
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Interrupted_and_resumed_run_is_the_same(int step)
    {
        using var run = new TinyRun();
        Interrupt(step, (watch, token) => TranslationTrainer.Train(run.Recipe, run.Directory.Path, watch, token));
        Assert.Equal(step, TrainingState.Read(run.Directory.State).Step);
        Assert.All(MetricsLog.Read(run.Directory.Metrics), entry => Assert.True(entry.Step <= step));
        var watcher = new Watcher<TrainingEvent>();
        TranslationTrainer.Resume(run.Directory.Path, watcher, TestContext.Current.CancellationToken);
        Assert.Equal(step, Assert.IsType<TrainingEvent.Started>(watcher.Reports[0]).FirstStep);
        Assert.Equal(Whole.Value, run.Result());
    }

    [Fact]
    public void Interrupted_at_every_epochs_end_it_is_the_same()
    {
        using TinyRun whole = new(), run = new();
        var watcher = new Watcher<TrainingEvent>();
        TranslationTrainer.Train(whole.Recipe, whole.Directory.Path, watcher, TestContext.Current.CancellationToken);
        int[] ends = [.. watcher.Reports.OfType<TrainingEvent.Stepped>().GroupBy(step => step.Epoch).Select(epoch => (int)epoch.Max(step => step.Step)).SkipLast(1)];
        Assert.InRange(ends.Length, 2, 4);
        Interrupt(ends[0], (watch, token) => TranslationTrainer.Train(run.Recipe, run.Directory.Path, watch, token));
        foreach (int end in ends.Skip(1))
            Interrupt(end, (watch, token) => TranslationTrainer.Resume(run.Directory.Path, watch, token));
        TranslationTrainer.Resume(run.Directory.Path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(Whole.Value, run.Result());
    }

    [Fact]
    public void Interrupted_twice_it_is_the_same()
    {
        using var run = new TinyRun();
        Interrupt(2, (watch, token) => TranslationTrainer.Train(run.Recipe, run.Directory.Path, watch, token));
        Interrupt(5, (watch, token) => TranslationTrainer.Resume(run.Directory.Path, watch, token));
        Interrupt(5, (watch, token) => TranslationTrainer.Resume(run.Directory.Path, watch, token)); // at once again
        TranslationTrainer.Resume(run.Directory.Path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(Whole.Value, run.Result());
    }

    [Fact]
    public void Interrupted_before_the_test_it_is_only_tested()
    {
        using var run = new TinyRun();
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var stop = new Watcher<TrainingEvent>(told =>
        {
            if (told is TrainingEvent.Ended)
                source.Cancel();
        });
        Assert.Equal(
            $"Interrupted in the final test; the trained model is saved in '{run.Directory.Path}', and resuming repeats the test.",
            Assert.ThrowsAny<OperationCanceledException>(() => TranslationTrainer.Train(run.Recipe, run.Directory.Path, stop, source.Token)).Message);
        var watcher = new Watcher<TrainingEvent>();
        var outcome = TranslationTrainer.Resume(run.Directory.Path, watcher, TestContext.Current.CancellationToken);
        Assert.Equal([new TrainingEvent.Ended(8, "8 steps were taken")], watcher.Reports);
        Assert.Equal(4, outcome.Test.Pairs);
        Assert.Equal(Whole.Value, run.Result());
    }

    [Theory]
    [InlineData(1)] // nothing but the recipe is there
    [InlineData(4)] // the state is of step 3
    [InlineData(6)] // before its validation
    public void Ended_by_force_and_resumed_it_is_the_same(int step)
    {
        using var run = new TinyRun();
        var kill = new Watcher<TrainingEvent>(told =>
        {
            if (told is TrainingEvent.Stepped stepped && stepped.Step == step)
                throw new InvalidTimeZoneException("the power fails");
        });
        Assert.Throws<InvalidTimeZoneException>(() => TranslationTrainer.Train(run.Recipe, run.Directory.Path, kill, TestContext.Current.CancellationToken));
        Assert.Equal(step > 3, run.Directory.HoldsState);
        TranslationTrainer.Resume(run.Directory.Path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(Whole.Value, run.Result());
    }

    [Fact]
    public void Ended_by_force_after_the_model_was_saved_and_before_the_state_it_is_the_same()
    {
        using var run = new TinyRun();
        var kill = new Watcher<TrainingEvent>(told =>
        {
            if (told is TrainingEvent.Validated { Step: 6, Best: true })
                throw new InvalidTimeZoneException("the power fails");
        });
        Assert.Throws<InvalidTimeZoneException>(() => TranslationTrainer.Train(run.Recipe, run.Directory.Path, kill, TestContext.Current.CancellationToken));
        Assert.Equal(3, TrainingState.Read(run.Directory.State).Step);
        TranslationTrainer.Resume(run.Directory.Path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(Whole.Value, run.Result());
    }

    [Fact]
    public void Outcome_of_a_resumed_run_is_that_of_a_whole_one()
    {
        using TinyRun whole = new(), resumed = new();
        var expected = TranslationTrainer.Train(whole.Recipe, whole.Directory.Path, cancellation: TestContext.Current.CancellationToken);
        Interrupt(5, (watch, token) => TranslationTrainer.Train(resumed.Recipe, resumed.Directory.Path, watch, token));
        var actual = TranslationTrainer.Resume(resumed.Directory.Path, cancellation: TestContext.Current.CancellationToken);
        static (double, double, double, double) Numbers(TranslationScores scores) => (scores.Loss, scores.Chrf, scores.Bleu.Score, scores.ExactMatch);
        Assert.Equal(Numbers(expected.Test), Numbers(actual.Test));
        Assert.Equal(expected.Examples, actual.Examples);
        Assert.Equal((expected.Steps, expected.BestStep, expected.EndedBecause, expected.Parameters), (actual.Steps, actual.BestStep, actual.EndedBecause, actual.Parameters));
        Assert.True(actual.Seconds > 0);
    }

    [Fact]
    public void Paths_in_the_saved_recipe_are_absolute()
    {
        using var run = new TinyRun();
        var files = Assert.IsType<CorpusSpec.Files>(run.Recipe.Corpus);
        static string Relative(string? path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path!);
        var corpus = new CorpusSpec.Files(Relative(files.Source), Relative(files.Target), Relative(files.ValidationSource), Relative(files.ValidationTarget));
        var recipe = run.Recipe with { Corpus = corpus };
        Interrupt(1, (watch, token) => TranslationTrainer.Train(recipe, run.Directory.Path, watch, token));
        Assert.Equal(run.Recipe, TranslationRecipe.FromJson(File.ReadAllText(run.Directory.Recipe)));
    }

    [Fact]
    public void Changed_text_is_not_resumed()
    {
        using var run = new TinyRun();
        Interrupt(2, (watch, token) => TranslationTrainer.Train(run.Recipe, run.Directory.Path, watch, token));
        run.Write(["abc"], ["cba"], ["ab"], ["ba"]);
        Assert.Equal(
            $"The text that '{run.Directory.Path}' is trained on is no longer what it was. Bring the old text back, or start a new run.",
            Assert.Throws<CheckpointException>(() => TranslationTrainer.Resume(run.Directory.Path, cancellation: TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void Changed_recipe_is_not_resumed_where_it_does_not_fit()
    {
        using var run = new TinyRun();
        Interrupt(2, (watch, token) => TranslationTrainer.Train(run.Recipe, run.Directory.Path, watch, token));
        var one = run.With(optimization => optimization with { BatchTokens = 10_000 });
        File.WriteAllText(run.Directory.Recipe, one.ToJson());
        Assert.Equal(
            $"'{run.Directory.State}' is the state of another recipe: 2 batches of an epoch were trained on, and it has 1. Resume with the recipe it was started with.",
            Refused<CheckpointException>());
        File.WriteAllText(run.Directory.Recipe, (run.Recipe with { Model = TinyTranslator.Spec() }).ToJson());
        Assert.StartsWith($"'{run.Directory.State}' is the state of another model: ", Refused<CheckpointException>(), StringComparison.Ordinal);
        File.WriteAllText(run.Directory.Recipe, run.With(optimization => optimization with { Patience = 0 }).ToJson());
        Assert.Equal("The recipe has 1 violation(s): Optimization.Patience must be positive; got 0.", Refused<ArgumentException>());
        File.WriteAllText(run.Directory.Recipe, "{");
        Assert.StartsWith($"'{run.Directory.Recipe}' is not a recipe: ", Refused<CheckpointException>(), StringComparison.Ordinal);
        File.Delete(run.Directory.Recipe);
        Assert.Equal($"'{run.Directory.Path}' holds no training run. Start one, or name its directory.", Refused<CheckpointException>());

        string Refused<T>()
            where T : Exception => Assert.Throws<T>(() => TranslationTrainer.Resume(run.Directory.Path, cancellation: TestContext.Current.CancellationToken)).Message;
    }

    private static TinyRun.Measured Train(Func<TinyRun, TranslationRecipe> recipe)
    {
        using var run = new TinyRun();
        TranslationTrainer.Train(recipe(run), run.Directory.Path, cancellation: TestContext.Current.CancellationToken);
        return run.Result();
    }

    private static void Interrupt(int step, Action<Watcher<TrainingEvent>, CancellationToken> job)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var watcher = new Watcher<TrainingEvent>(told =>
        {
            if ((told is TrainingEvent.Started started && started.FirstStep == step) || (told is TrainingEvent.Stepped stepped && stepped.Step == step))
                source.Cancel();
        });
        var message = Assert.ThrowsAny<OperationCanceledException>(() => job(watcher, source.Token)).Message;
        Assert.StartsWith($"Interrupted after step {step}; the state is saved in '", message, StringComparison.Ordinal);
    }
}
