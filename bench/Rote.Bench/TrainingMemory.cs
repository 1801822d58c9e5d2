using Rote.Training.Translation;
using TorchSharp;

namespace Rote.Bench;

/// <summary>Live tensors and resident memory over a long run: both must stay flat after the first epoch.</summary>
internal static class TrainingMemory
{
    public static void Run(int steps)
    {
        var recipe = TranslationRecipe.Dates with { Corpus = new CorpusSpec.Dates(TrainingPairs: 20_000) };
        recipe = recipe with { Optimization = recipe.Optimization with { MaximumSteps = steps, ValidateEverySteps = steps, TargetExactMatch = null } };
        string folder = Path.Combine(Path.GetTempPath(), $"rote-memory-{Environment.ProcessId}");
        var watch = new Watch();
        try
        {
            _ = TranslationTrainer.Train(recipe, folder, watch);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        watch.Report();
    }

    private sealed class Watch : IProgress<TrainingEvent>
    {
        private readonly List<(long Step, int Epoch, long Live, long Resident)> _seen = [];
        private int _batches;

        public void Report(TrainingEvent value)
        {
            if (value is TrainingEvent.Started started)
                _batches = started.BatchesInEpoch;
            if (value is TrainingEvent.Stepped { Step: var step } stepped && (step % 50 == 0 || step == 1))
                _seen.Add((step, stepped.Epoch, DisposeScopeManager.Statistics.ThreadTotalLiveCount, Resident()));
        }

        public void Report()
        {
            Console.WriteLine($"{_batches} steps an epoch");
            Console.WriteLine("| step | epoch | live tensors | resident, MB |");
            Console.WriteLine("|---|---|---|---|");
            foreach (var (step, epoch, live, resident) in _seen.Where((_, index) => index % 4 == 0 || index == _seen.Count - 1))
                Console.WriteLine($"| {step} | {epoch} | {live} | {resident / 1e6:F0} |");
            var after = _seen.Where(point => point.Epoch > 1).ToArray();
            long least = after.Min(point => point.Resident), most = after.Max(point => point.Resident);
            Console.WriteLine($"After the first epoch: live tensors {after.Min(point => point.Live)} to {after.Max(point => point.Live)}, " +
                $"resident {least / 1e6:F0} to {most / 1e6:F0} MB ({(double)most / least - 1:P1} apart).");
        }

        // Working set as the system counts it, pages really held
        private static long Resident() => Environment.WorkingSet;
    }
}
