using Rote.Pipelines;
using Rote.Training.Data;
using Rote.Training.Runs;
using Rote.Training.Schedules;
using Rote.Training.Translation;

namespace Rote.Training.Tests.Translation;

/// <summary>When a run ends, which model is kept, and what it tells on the way.</summary>
[Collection(nameof(DefaultGenerator))]
public sealed class TrainerStops : IDisposable
{
    private readonly TinyRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Patience_counts_validations_that_are_not_better_and_the_best_model_is_kept()
    {
        // What is held out contradicts what is learnt: after a while each step makes it worse.
        _run.Write(["ab", "cd"], ["ab", "cd"], ["ab", "cd"], ["cc", "aa"]);
        var recipe = _run.With(optimization => optimization with { MaximumSteps = 200, ValidateEverySteps = 1, Patience = 4, TargetExactMatch = null });
        var outcome = TranslationTrainer.Train(recipe, _run.Directory.Path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("4 validations brought no improvement", outcome.EndedBecause);
        Assert.Equal(outcome.BestStep + 4, outcome.Steps);
        double[] losses = [.. MetricsLog.Read(_run.Directory.Metrics).Select(entry => entry.ValidationLoss).OfType<double>()];
        Assert.Equal(outcome.Steps, losses.Length);
        Assert.Equal(losses.Min(), losses[outcome.BestStep - 1]);
        Assert.True(losses[^1] > losses.Min() + 1e-3);
        Assert.Equal(losses.Min(), SavedLoss(), 1e-6); // and not the last one's
        Assert.Equal(losses.Min(), outcome.Test.Loss, 1e-6);
        Assert.Equal(Math.Exp(outcome.Test.Loss), outcome.Test.Perplexity, 1e-12);
        Assert.Null(TrainingState.Read(_run.Directory.State).BestExactMatch);
    }

    [Fact]
    public void Target_ends_the_run()
    {
        _run.Write(["ab", "ba"], ["c", "c"], ["ab"], ["c"]);
        var recipe = _run.With(optimization => optimization with { MaximumSteps = 500, ValidateEverySteps = 5, TargetExactMatch = 0.5, Patience = int.MaxValue });
        var outcome = TranslationTrainer.Train(recipe, _run.Directory.Path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("50.0 % of the validation outputs are exactly right", outcome.EndedBecause);
        Assert.Equal(outcome.Steps, outcome.BestStep);
        Assert.Equal(0, outcome.Steps % 5);
        Assert.Equal(1, outcome.Test.ExactMatch);
        Assert.Equal([("ab", "c", "c")], outcome.Examples);
        Assert.Equal(1, TrainingState.Read(_run.Directory.State).BestExactMatch);
    }

    [Fact]
    public void With_a_target_more_right_outputs_are_better_than_a_lower_loss()
    {
        var watcher = new Watcher<TrainingEvent>();
        var recipe = _run.With(optimization => optimization with { MaximumSteps = 60, ValidateEverySteps = 2 });
        TranslationTrainer.Train(recipe, _run.Directory.Path, watcher, TestContext.Current.CancellationToken);
        (double Exact, double Loss)? before = null;
        foreach (var validated in watcher.Reports.OfType<TrainingEvent.Validated>())
        {
            (double Exact, double Loss) now = (validated.ExactMatch!.Value, validated.Loss);
            bool better = before is not { } best || now.Exact > best.Exact || (now.Exact == best.Exact && now.Loss < best.Loss);
            Assert.Equal(better, validated.Best);
            before = better ? now : before;
        }
    }

    [Fact]
    public void Epochs_end_the_run_and_each_is_validated_at_its_end()
    {
        var watcher = new Watcher<TrainingEvent>();
        var recipe = _run.With(optimization => optimization with { MaximumSteps = null, MaximumEpochs = 3, ValidateEverySteps = null, TargetExactMatch = null });
        var outcome = TranslationTrainer.Train(recipe, _run.Directory.Path, watcher, TestContext.Current.CancellationToken);
        Assert.Equal("3 epochs were trained", outcome.EndedBecause);
        var steps = watcher.Reports.OfType<TrainingEvent.Stepped>().ToArray();
        Assert.Equal([1, 2, 3], steps.Select(step => step.Epoch).Distinct());
        Assert.Equal(steps.GroupBy(step => step.Epoch).Select(epoch => epoch.Max(step => step.Step)), watcher.Reports.OfType<TrainingEvent.Validated>().Select(validated => validated.Step));
        Assert.All(watcher.Reports.OfType<TrainingEvent.Validated>(), validated => Assert.Null(validated.ExactMatch));
        Assert.All(steps, step => Assert.True(step.SecondsLeft >= 0));
        Assert.Equal(0, steps[^1].SecondsLeft);
    }

    [Fact]
    public void Events_tell_the_run()
    {
        var watcher = new Watcher<TrainingEvent>();
        var outcome = TranslationTrainer.Train(_run.Recipe, _run.Directory.Path, watcher, TestContext.Current.CancellationToken);
        var started = Assert.IsType<TrainingEvent.Started>(watcher.Reports[0]);
        Assert.Equal((24, 0, 4, 0, 8L), (started.TrainingPairs, started.LeftOut, started.ValidationPairs, started.FirstStep, started.LastStep));
        Assert.Equal(8, started.Model.VocabularySize); // three special ones, five letters
        Assert.Equal(outcome.Parameters, started.Parameters);
        Assert.Equal(Enumerable.Range(1, 8), watcher.Reports.OfType<TrainingEvent.Stepped>().Select(step => (int)step.Step));
        Assert.Equal([3, 6, 8], watcher.Reports.OfType<TrainingEvent.Validated>().Select(validated => (int)validated.Step));
        Assert.Equal(new TrainingEvent.Ended(8, "8 steps were taken"), watcher.Reports[^1]);
    }

    [Fact]
    public void Step_t_has_the_multiplier_of_t()
    {
        var watcher = new Watcher<TrainingEvent>();
        var schedule = new LearningRateSchedule.Linear(8) { WarmupSteps = 4 };
        TranslationTrainer.Train(_run.With(optimization => optimization with { Schedule = schedule, LearningRate = 0.04 }), _run.Directory.Path, watcher, TestContext.Current.CancellationToken);
        Assert.Equal([0.01, 0.02, 0.03, 0.04, 0.03, 0.02, 0.01, 0], watcher.Reports.OfType<TrainingEvent.Stepped>().Select(step => step.LearningRate), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Pairs_that_are_too_long_are_left_out_and_said_and_tested_nonetheless()
    {
        _run.Write(["ab", "abcde", "ba"], ["ba", "e", "abcdeabcde"], ["ab", "abcdeabcdeabcdeabcde"], ["ba", new string('e', 40)]);
        var watcher = new Watcher<TrainingEvent>();
        var recipe = _run.With(optimization => optimization with { MaximumLength = 5, MaximumSteps = 2 });
        var outcome = TranslationTrainer.Train(recipe, _run.Directory.Path, watcher, TestContext.Current.CancellationToken);
        var started = Assert.IsType<TrainingEvent.Started>(watcher.Reports[0]);
        Assert.Equal((1, 2, 1), (started.TrainingPairs, started.LeftOut, started.ValidationPairs));
        Assert.Equal(2, outcome.Test.Pairs); // the second is beyond the reach of the positions, 16
        Assert.True(double.IsFinite(outcome.Test.Loss));
    }

    [Theory]
    [InlineData(3, "Raise Optimization.MaximumLength or split the lines.")]
    [InlineData(100, "Give the model positions that reach further, or split the lines.")]
    public void Nothing_short_enough_is_refused(int maximumLength, string remedy)
    {
        string[] shortOnes = ["a", "b"], longOnes = [new string('a', 30), new string('b', 30)];
        var recipe = _run.With(optimization => optimization with { MaximumLength = maximumLength });
        int limit = Math.Min(maximumLength, 16);
        _run.Write(longOnes, shortOnes, shortOnes, shortOnes);
        Assert.Equal($"All 2 training pairs are longer than {limit} tokens on a side: nothing is left to train on. {remedy}", Refused());
        _run.Write(shortOnes, shortOnes, shortOnes, longOnes);
        Assert.Equal($"All 2 validation pairs are longer than {limit} tokens on a side: nothing is left to validate on. {remedy}", Refused());
        Assert.False(Directory.Exists(_run.Directory.Path)); // nothing was begun

        string Refused() => Assert.Throws<InvalidDataException>(() => TranslationTrainer.Train(recipe, _run.Directory.Path, cancellation: TestContext.Current.CancellationToken)).Message;
    }

    private double SavedLoss()
    {
        using var translator = Translator.Load(_run.Directory.Path);
        TokenPair[] pairs = [.. TranslationData.Load(_run.Recipe.Corpus, 1).Validation.Select(pair => TranslationEvaluation.Tokens(translator.Tokenizer, pair))];
        return TranslationEvaluation.Loss(translator.Model, pairs, translator.PaddingId, translator.DecoderStartId, TestContext.Current.CancellationToken);
    }
}
