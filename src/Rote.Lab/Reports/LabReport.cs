using Rote.Lab.Plots;
using Rote.Lab.Rules;
using Rote.Lab.Runs;

namespace Rote.Lab.Reports;

/// <summary>A run with all that follows from it: nothing here is measured, so that reports can be made again at any time.</summary>
public sealed class LabReport
{
    /// <summary>Makes the report of a run.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="run">Its run, with at least one trial of each part.</param>
    public LabReport(Experiment experiment, RunFile run)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(run);
        Experiment = experiment;
        Run = run;
        Results = new Results(experiment, run.Trials);
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

    /// <summary>The seeds.</summary>
    public IReadOnlyList<int> Seeds => [.. Run.Trials.Select(trial => trial.Seed).Distinct().Order()];

    /// <summary>How long all trials took, in seconds.</summary>
    public double Seconds => Run.Trials.Sum(trial => trial.Seconds);

    /// <summary>Where data came from; empty where all was generated.</summary>
    public IReadOnlyList<string> Sources => [.. Run.Trials.SelectMany(trial => trial.Sources).Distinct().Order(StringComparer.Ordinal)];

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
            if (run is not null && run.Header.Experiment == experiment.Number && run.Header.Version == experiment.Version && experiment.Parts(tried).All(part => run.Trials.Any(trial => trial.Part == part)))
                return new LabReport(experiment, run);
        }
        return null;
    }
}
