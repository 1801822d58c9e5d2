using Rote.Lab.Plots;
using Rote.Lab.Rules;
using Rote.Lab.Runs;

namespace Rote.Lab.Reports;

/// <summary>A run with all that follows from it: nothing here is measured, so that reports can be made again at any time.</summary>
public sealed class LabReport
{
    private readonly TrialRecord[] _trials;

    /// <summary>Makes the report of a run, from the seeds that finished all parts.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="run">Its run.</param>
    /// <exception cref="ArgumentException">No seed finished all parts.</exception>
    public LabReport(Experiment experiment, RunFile run)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(run);
        Seeds = WholeSeeds(experiment, run);
        if (Seeds.Count == 0)
            throw new ArgumentException($"`run` must hold all parts of experiment {experiment.Number} for one seed at least; it holds {run.Trials.Count} trial(s).", nameof(run));
        Experiment = experiment;
        Run = run;
        _trials = [.. run.Trials.Where(trial => Seeds.Contains(trial.Seed))];
        Results = new Results(experiment, _trials);
        Judgement = experiment.Judge(Results);
        Figure = experiment.Plot(Results);
    }

    /// <summary>The experiment.</summary>
    public Experiment Experiment { get; }

    /// <summary>The run.</summary>
    public RunFile Run { get; }

    /// <summary>The measurements.</summary>
    public Results Results { get; }

    /// <summary>What the rules say.</summary>
    public Judgement Judgement { get; }

    /// <summary>The picture.</summary>
    public Figure Figure { get; }

    /// <summary>The seeds, ascending.</summary>
    public IReadOnlyList<int> Seeds { get; }

    /// <summary>How long all trials took, in seconds.</summary>
    public double Seconds => _trials.Sum(trial => trial.Seconds);

    /// <summary>Where data came from; empty where all was generated.</summary>
    public IReadOnlyList<string> Sources => [.. _trials.SelectMany(trial => trial.Sources).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The measurements as tables: arms that measured the same quantities stand in one.</summary>
    public IReadOnlyList<ReportTable> Tables =>
    [
        .. Results.Arms
            .Select(arm => (Arm: arm, Columns: Experiment.Columns.Where(column => Results.Has(arm, column.Metric)).ToArray()))
            .Where(arm => arm.Columns.Length > 0)
            .GroupBy(arm => string.Join('\n', arm.Columns.Select(column => column.Metric)))
            .Select(group => new ReportTable(group.First().Columns,
                [.. group.Select(arm => new ReportRow(Results.NameOfArm(arm.Arm), [.. arm.Columns.Select(column => Rule.Range(Results.Of(arm.Arm, column.Metric), column))]))])),
    ];

    /// <summary>How it was run, in facts.</summary>
    /// <param name="language">The language.</param>
    /// <returns>Names and values.</returns>
    public IEnumerable<(string Name, string Value)> Facts(Language language) =>
    [
        (Words.Command.In(language), Run.Header.Command),
        (Words.Date.In(language), Run.Header.Date.ToString("yyyy-MM-dd")),
        (Words.Seeds.In(language), string.Join(", ", Seeds)),
        (Words.Data.In(language), Sources.Count == 0 ? Words.Generated.In(language) : string.Join(", ", Sources)),
        (Words.Time.In(language), Words.Spent(Seconds, Experiment.Budget(Run.Header.Extent)).In(language)),
        (Words.Machine.In(language), Run.Header.Machine),
    ];

    /// <summary>The run of an experiment in a folder.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="extent">How much was run; null prefers a full run.</param>
    /// <returns>The report; null where there is no run, or it is not finished for any seed.</returns>
    public static LabReport? Find(Experiment experiment, string folder, Extent? extent = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        foreach (var tried in extent is { } one ? [one] : new[] { Extent.Full, Extent.Quick })
        {
            var run = RunFile.Find(Path.Combine(folder, $"{RunFile.NameOf(experiment.Number, tried)}.jsonl"));
            if (run is not null && run.Header.Experiment == experiment.Number && run.Header.Version == experiment.Version && WholeSeeds(experiment, run).Length > 0)
                return new LabReport(experiment, run);
        }
        return null;
    }

    private static int[] WholeSeeds(Experiment experiment, RunFile run)
    {
        var parts = experiment.Parts(run.Header.Extent);
        return [.. run.Trials.Select(trial => trial.Seed).Distinct().Where(seed => parts.All(part => run.Has(part, seed))).Order()];
    }
}
