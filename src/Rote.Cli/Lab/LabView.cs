using Rote.Lab;
using Rote.Lab.Reports;
using Rote.Lab.Runs;
using Spectre.Console;

namespace Rote.Cli.Lab;

/// <summary>Runs experiments and shows what came out.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="language">The language.</param>
internal sealed class LabView(Terminal terminal, Language language)
{
    private static readonly Bilingual NotRun = new("not run yet", "尚未运行");

    /// <summary>The language.</summary>
    public Language Language => language;

    /// <summary>Lists experiments, with the verdicts of runs that are there.</summary>
    /// <param name="experiments">The experiments.</param>
    /// <param name="folder">Where runs may be.</param>
    public void List(IReadOnlyList<Experiment> experiments, string folder)
    {
        var rows = experiments.Select(experiment => (Experiment: experiment, Report: LabReport.Find(experiment, folder))).ToArray();
        if (terminal.Json)
        {
            terminal.WriteJson(rows.Select(row => new { row.Experiment.Number, Question = row.Experiment.Question, row.Report?.Judgement.Verdict }));
            return;
        }
        var table = Tables.New(">", $"~{In(new("question", "问题"))}", $"~{In(Words.Verdict)}");
        foreach (var (experiment, report) in rows)
            table.AddRow(new Text($"{experiment.Number}"), new Text(In(experiment.Question)), new Text(In(report is null ? NotRun : Words.Of(report.Judgement))));
        terminal.Write(table);
    }

    /// <summary>Runs experiments one after the other, and shows and writes each as soon as it is finished.</summary>
    /// <param name="experiments">The experiments.</param>
    /// <param name="options">How.</param>
    /// <param name="token">Stops the run; what is finished is kept.</param>
    public void Run(IReadOnlyList<Experiment> experiments, LabOptions options, CancellationToken token)
    {
        var documents = new List<LabDocument>();
        foreach (var experiment in experiments)
        {
            if (!terminal.Json)
                Introduce(experiment);
            var run = terminal.IsInteractive
                ? terminal.Watched(In(experiment.Question), say => new LabRunner().Run(experiment, options, progress => say(Line(progress)), token))
                : new LabRunner().Run(experiment, options, token: token);
            var report = new LabReport(experiment, run);
            string page = MarkdownReport.Write(report, language);
            if (terminal.Json)
                documents.Add(LabDocument.Of(report));
            else
                Show(report, page);
        }
        if (terminal.Json && experiments.Count == 1)
            terminal.WriteJson(documents[0]);
        else if (terminal.Json)
            terminal.WriteJson(documents);
    }

    /// <summary>Tells where the report is.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="reports">What it holds.</param>
    public void Wrote(string path, IReadOnlyList<LabReport> reports)
    {
        if (terminal.Json)
            terminal.WriteJson(new { Path = path, Experiments = reports.Select(report => report.Experiment.Number) });
        else
            terminal.Line(In(new($"{path}: {reports.Count} experiment(s)", $"{path}：{reports.Count} 个实验")));
    }

    private void Introduce(Experiment experiment)
    {
        terminal.Heading($"{experiment.Number}. {In(experiment.Question)}");
        foreach (var claim in experiment.Claims)
            terminal.Line($"  {claim.Key}. {In(claim.Text)}{(claim.IsOurs ? $" {In(Words.Ours)}" : "")}");
    }

    private void Show(LabReport report, string page)
    {
        var experiment = report.Experiment;
        terminal.Line();
        terminal.Line(In(Words.Measured));
        foreach (var part in report.Tables)
        {
            var table = Tables.New([$"~{In(Words.Arm)}", .. part.Columns.Select(column => $"~{In(column.Header)}")]);
            foreach (var row in part.Rows)
                table.AddRow([new Text(In(row.Arm)), .. row.Cells.Select(cell => new Text(cell.Replace(" [", "\n[", StringComparison.Ordinal)))]);
            terminal.Write(table);
            terminal.Line();
        }
        foreach (var (claim, finding) in report.Judgement.Claims)
        {
            terminal.Line($"  {claim.Key}. {In(Words.Rule)}: {In(claim.Rule)}");
            terminal.Line($"     → {In(Words.Of(finding))}{(finding is null ? "" : $": {In(finding.Evidence)}")}");
        }
        foreach (var missed in report.Judgement.Missed)
            terminal.Line($"  ! {In(missed)}");
        terminal.Heading($"{In(Words.Verdict)}: {In(Words.Of(report.Judgement))}");
        terminal.Line();
        terminal.Line(In(experiment.Answer));
        if (experiment.Note is { } note)
            terminal.Line($"{In(Words.Note)}: {In(note)}");
        terminal.Line();
        terminal.Line($"{In(Words.Code)}:");
        terminal.Facts(experiment.Code.Select(place => ($"  {In(place.Part)}", place.Path)));
        terminal.Line();
        terminal.Facts([.. report.Facts(language), (In(new("files", "文件")), $"{page}, {Path.ChangeExtension(page, ".png")}, {Path.ChangeExtension(page, ".svg")}")]);
    }

    private static string Line(LabProgress progress) =>
        $"{progress.Done + 1}/{progress.Trials}: {progress.Part}, seed {progress.Seed}{(progress.Said.Length == 0 ? "" : $": {progress.Said}")}";

    private string In(Bilingual text) => text.In(language);
}
