using Rote.Training.Translation;
using TorchSharp;

namespace Rote.Training.Tests.Translation;

[Collection(nameof(DefaultGenerator))]
public class TrainerMemory
{
    [Fact]
    public void Tensors_alive_stay_as_many_over_300_steps_validations_and_saves()
    {
        using var run = new TinyRun();
        var live = new List<(long Step, long Count)>();
        var watcher = new Watcher<TrainingEvent>(told =>
        {
            if (told is TrainingEvent.Stepped stepped)
                live.Add((stepped.Step, DisposeScopeManager.Statistics.ThreadTotalLiveCount));
        });
        var recipe = run.With(optimization => optimization with { MaximumSteps = 300, ValidateEverySteps = 20, LearningRate = 1e-3 });
        TranslationTrainer.Train(recipe, run.Directory.Path, watcher, TestContext.Current.CancellationToken);
        Assert.Equal(300, live.Count);
        long[] after = [.. live.Where(at => at.Step > 20).Select(at => at.Count).Distinct()];
        Assert.True(after.Length == 1, $"Tensors alive after steps 21 to 300: {string.Join(", ", after)}.");
    }

    [Fact]
    public void Whole_run_frees_what_it_made()
    {
        long Left()
        {
            using var run = new TinyRun();
            TranslationTrainer.Train(run.Recipe, run.Directory.Path, cancellation: TestContext.Current.CancellationToken);
            return DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        }
        long first = Left();
        Assert.Equal(first, Left());
    }
}
