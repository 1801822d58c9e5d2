using Rote.Lab;
using Rote.Lab.Reports;
using Rote.Lab.Rules;

namespace Rote.Cli.Lab;

/// <summary>A run as JSON.</summary>
internal sealed record LabDocument
{
    public required int Number { get; init; }

    public required Bilingual Question { get; init; }

    public required Verdict Verdict { get; init; }

    public required IReadOnlyList<ClaimDocument> Claims { get; init; }

    public required IReadOnlyList<Bilingual> Missed { get; init; }

    public required IReadOnlyList<ArmDocument> Arms { get; init; }

    public required IReadOnlyList<int> Seeds { get; init; }

    public required double Seconds { get; init; }

    public required string Date { get; init; }

    public required string Machine { get; init; }

    public required IReadOnlyList<string> Data { get; init; }

    public static LabDocument Of(LabReport report) => new()
    {
        Number = report.Experiment.Number,
        Question = report.Experiment.Question,
        Verdict = report.Judgement.Verdict,
        Claims = [.. report.Judgement.Claims.Select(claim => new ClaimDocument(claim.Claim.Key, claim.Claim.Text, claim.Claim.Rule, claim.Finding?.Outcome, claim.Finding?.Evidence))],
        Missed = report.Judgement.Missed,
        Arms =
        [
            .. report.Results.Arms.Select(arm => new ArmDocument(arm, report.Experiment.Columns.Where(column => report.Results.Has(arm, column.Metric))
                .ToDictionary(column => column.Metric, column => report.Results.Of(arm, column.Metric)))),
        ],
        Seeds = report.Seeds,
        Seconds = report.Seconds,
        Date = report.Run.Header.Date.ToString("O"),
        Machine = report.Run.Header.Machine,
        Data = report.Sources,
    };

    internal sealed record ClaimDocument(string Key, Bilingual Text, Bilingual Rule, Outcome? Outcome, Bilingual? Evidence);

    internal sealed record ArmDocument(string Name, IReadOnlyDictionary<string, IReadOnlyList<double>> Values);
}
