using Rote.Checkpoints;
using Rote.Pipelines;
using Rote.Training.Runs;
using Rote.Training.Translation;

namespace Rote.Training.Tests.Translation;

/// <summary>What goes wrong is said, and what was there before stays.</summary>
[Collection(nameof(DefaultGenerator))]
public sealed class TrainerFails : IDisposable
{
    private readonly TinyRun _run = new();

    private string ModelFile => Path.Combine(_run.Directory.Path, "model.safetensors");

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Diverging_loss_ends_the_run_and_keeps_the_best_model()
    {
        // Three good steps and their validation; then the rate is raised beyond reason.
        Stop(told => told is TrainingEvent.Stepped { Step: 4 });
        byte[] best = File.ReadAllBytes(ModelFile);
        File.WriteAllText(_run.Directory.Recipe, _run.With(optimization => optimization with { LearningRate = 1e30 }).ToJson());
        Assert.Equal(
            "Step 6: the loss is NaN and the gradient's norm NaN, with a learning rate of 7.07E+29. Lower the learning rate or lengthen the warm-up. " +
            $"The best model, of step 3, is kept in '{_run.Directory.Path}'.",
            Assert.Throws<TrainingDivergedException>(Resume).Message);
        Assert.Equal(best, File.ReadAllBytes(ModelFile));
        using var translator = Translator.Load(_run.Directory.Path);
        Assert.NotNull(translator.Translate("abc").Text);
        Assert.Equal(4, TrainingState.Read(_run.Directory.State).Step);
    }

    [Fact]
    public void Diverging_step_says_loss_and_gradient()
    {
        var recipe = _run.With(optimization => optimization with { LearningRate = 1e30, ValidateEverySteps = 100 });
        Assert.Equal(
            "Step 2: the loss is NaN and the gradient's norm NaN, with a learning rate of 6.67E+29. Lower the learning rate or lengthen the warm-up. No model was saved.",
            Assert.Throws<TrainingDivergedException>(() => TranslationTrainer.Train(recipe, _run.Directory.Path, cancellation: TestContext.Current.CancellationToken)).Message);
        Assert.False(File.Exists(ModelFile));
        Assert.Single(MetricsLog.Read(_run.Directory.Metrics));
    }

    [Fact]
    public void Model_that_is_not_finite_is_never_the_best()
    {
        var recipe = _run.With(optimization => optimization with { LearningRate = 1e30, ValidateEverySteps = 1 });
        Assert.Equal(
            "Step 1: the validation loss is NaN, with a learning rate of 3.33E+29. Lower the learning rate or lengthen the warm-up. No model was saved.",
            Assert.Throws<TrainingDivergedException>(() => TranslationTrainer.Train(recipe, _run.Directory.Path, cancellation: TestContext.Current.CancellationToken)).Message);
        Assert.False(File.Exists(ModelFile));
    }

    [Fact]
    public void Used_directory_is_refused()
    {
        Stop(told => told is TrainingEvent.Started);
        Assert.Equal(
            $"'{_run.Directory.Path}' holds a training run already: resume it, or choose another directory.",
            Assert.Throws<IOException>(() => TranslationTrainer.Train(_run.Recipe, _run.Directory.Path, cancellation: TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void File_or_model_of_somebody_else_is_not_written_over()
    {
        Directory.CreateDirectory(_run.Directory.Path);
        string file = Path.Combine(_run.Directory.Path, "config.json");
        File.WriteAllText(file, "theirs");
        Assert.Equal(
            $"'{_run.Directory.Path}' holds another model, which would be overwritten ('config.json' is there). Choose another directory.",
            Assert.Throws<IOException>(() => TranslationTrainer.Train(_run.Recipe, _run.Directory.Path, cancellation: TestContext.Current.CancellationToken)).Message);
        Assert.Equal(
            $"'{file}' is a file; expected a folder for the run, which may be missing. Choose another name.",
            Assert.Throws<IOException>(() => TranslationTrainer.Train(_run.Recipe, file, cancellation: TestContext.Current.CancellationToken)).Message);
        Assert.Equal("theirs", File.ReadAllText(file));
    }

    [Fact]
    public void Wrong_recipe_is_refused_before_anything_is_written()
    {
        var wrong = _run.With(optimization => optimization with { Patience = 0 });
        Assert.Equal(
            "The recipe has 1 violation(s): Optimization.Patience must be positive; got 0.",
            Assert.Throws<ArgumentException>(() => TranslationTrainer.Train(wrong, _run.Directory.Path, cancellation: TestContext.Current.CancellationToken)).Message);
        Assert.False(Directory.Exists(_run.Directory.Path));
    }

    [Fact]
    public void Missing_text_is_said_before_anything_is_written()
    {
        var recipe = _run.Recipe with { Corpus = new CorpusSpec.Files("/nowhere/at/all", "/nowhere/else") };
        Assert.Throws<FileNotFoundException>(() => TranslationTrainer.Train(recipe, _run.Directory.Path, cancellation: TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(_run.Directory.Path));
    }

    [Fact]
    public void Full_disk_while_the_model_is_saved_leaves_the_old_files_whole_and_the_run_resumable()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has a device that is always full.");
        byte[]? model = null, state = null;
        var fill = new Watcher<TrainingEvent>(told =>
        {
            if (told is not TrainingEvent.Stepped { Step: 6 })
                return;
            (model, state) = (File.ReadAllBytes(ModelFile), File.ReadAllBytes(_run.Directory.State));
            File.CreateSymbolicLink($"{ModelFile}.{Environment.ProcessId}.tmp", "/dev/full");
        });
        var failure = Assert.Throws<IOException>(() => TranslationTrainer.Train(_run.Recipe, _run.Directory.Path, fill, TestContext.Current.CancellationToken));
        Assert.Equal(
            $"'{ModelFile}' cannot be written: no space is left on its device. Free space or choose another folder; the old file, if any, is unchanged.", failure.Message);
        Assert.Equal(model, File.ReadAllBytes(ModelFile));
        Assert.Equal(state, File.ReadAllBytes(_run.Directory.State));
        Assert.Empty(Directory.GetFiles(_run.Directory.Path, "*.tmp"));
        Resume();
        AssertSameAsWhole();
    }

    [Fact]
    public void Directory_in_the_way_of_the_state_leaves_a_model_that_loads_and_a_run_that_can_be_resumed()
    {
        var block = new Watcher<TrainingEvent>(told =>
        {
            if (told is TrainingEvent.Validated { Step: 3 })
                Directory.CreateDirectory(_run.Directory.State);
        });
        var failure = Assert.Throws<IOException>(() => TranslationTrainer.Train(_run.Recipe, _run.Directory.Path, block, TestContext.Current.CancellationToken));
        Assert.StartsWith($"'{_run.Directory.State}' cannot be written: ", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_run.Directory.Path, "*.tmp"));
        using (Translator.Load(_run.Directory.Path))
            Directory.Delete(_run.Directory.State);
        Resume();
        AssertSameAsWhole();
    }

    [Fact]
    public void Damaged_state_is_said()
    {
        Stop(told => told is TrainingEvent.Stepped { Step: 4 });
        File.WriteAllBytes(_run.Directory.State, File.ReadAllBytes(_run.Directory.State)[..5000]);
        Assert.StartsWith($"'{_run.Directory.State}' is not a usable safetensors file: ", Assert.Throws<CheckpointException>(Resume).Message, StringComparison.Ordinal);
    }

    private void Resume() => TranslationTrainer.Resume(_run.Directory.Path, cancellation: TestContext.Current.CancellationToken);

    private void Stop(Func<TrainingEvent, bool> when)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var watcher = new Watcher<TrainingEvent>(told =>
        {
            if (when(told))
                source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => TranslationTrainer.Train(_run.Recipe, _run.Directory.Path, watcher, source.Token));
    }

    private void AssertSameAsWhole()
    {
        using var whole = new TinyRun();
        TranslationTrainer.Train(whole.Recipe, whole.Directory.Path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(whole.Result(), _run.Result());
    }
}
