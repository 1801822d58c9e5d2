using System.Diagnostics;

namespace Rote.Lab.Runs;

/// <summary>Runs experiments, seed by seed and part by part, and keeps every trial as soon as it is finished.</summary>
public sealed class LabRunner
{
    private readonly TimeProvider _time;

    /// <summary>Makes a runner.</summary>
    /// <param name="time">What the date is taken from; null is the system's clock.</param>
    public LabRunner(TimeProvider? time = null) => _time = time ?? TimeProvider.System;

    /// <summary>Runs an experiment, or goes on with it.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told how far it is; null tells nobody.</param>
    /// <param name="token">Stops the run; what is finished is kept.</param>
    /// <returns>The run, with the trials of all its seeds.</returns>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    /// <exception cref="IOException">The measurements cannot be written.</exception>
    public RunFile Run(Experiment experiment, LabOptions options, Action<LabProgress>? progress = null, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(options);
        int seeds = options.Seeds ?? experiment.Seeds;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seeds);
        Directory.CreateDirectory(options.Output);
        var header = new RunHeader(experiment.Number, experiment.Version, options.Extent, Machine.RoteVersion, Machine.Description, DataOf(options), _time.GetUtcNow(), options.Command);
        var run = RunFile.Open(Path.Combine(options.Output, $"{RunFile.NameOf(experiment.Number, options.Extent)}.jsonl"), header, options.Fresh);
        var trials = Enumerable.Range(1, seeds).SelectMany(seed => experiment.Parts(options.Extent).Select(part => (part, seed))).ToArray();
        int done = trials.Count(trial => run.Has(trial.part, trial.seed));
        foreach (var (part, seed) in trials.Where(trial => !run.Has(trial.part, trial.seed)))
        {
            token.ThrowIfCancellationRequested();
            void Say(string said) => progress?.Invoke(new LabProgress(done, trials.Length, part, seed, said));
            Say("");
            var trial = new Trial(part, seed, options.Extent, options.DataFolder, Say, token);
            long start = Stopwatch.GetTimestamp();
            using (TorchSharp.torch.NewDisposeScope())
                experiment.Body(trial);
            run.Add(trial.Finish(Stopwatch.GetElapsedTime(start).TotalSeconds));
            done++;
        }
        return run;
    }

    private static string DataOf(LabOptions options) => options.DataFolder is null ? "built-in" : "folder";
}
