using System.Text.RegularExpressions;
using Rote.Verification;
using Spectre.Console;

namespace Rote.Cli.Verify;

/// <summary>The report as text: a line for each kind, then whatever differs and what was left out.</summary>
internal static partial class VerifyView
{
    private const int Shown = 20;

    /// <summary>Writes the report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="terminal">Where to.</param>
    public static void Show(VerificationReport report, Terminal terminal)
    {
        terminal.Heading(report.Directory);
        var table = Tables.New("what", ">compared", ">differ", ">largest error", ">tolerance");
        foreach (var kind in report.Checks.Where(check => check.Outcome is not CheckOutcome.NotChecked).GroupBy(check => check.Kind).OrderBy(kind => kind.Key))
        {
            var worst = kind.MaxBy(check => double.IsNaN(check.LargestError ?? 0) ? double.PositiveInfinity : check.LargestError ?? 0)!;
            table.AddRow(
                new Text(Words(kind.Key)),
                new Text(Units.Count(kind.Count())),
                new Text(Units.Count(kind.Count(check => check.Outcome is CheckOutcome.Differs))),
                new Text(worst.LargestError is { } error ? $"{error:G3}" : "–"),
                new Text($"{worst.Tolerance:G3}"));
        }
        if (table.Rows.Count > 0)
            terminal.Write(table);
        List("Differs", report.Checks.Where(check => check.Outcome is CheckOutcome.Differs).Select(check => (check.Name, VerifyDocument.DetailOf(check)!)), terminal);
        List(
            "Not checked",
            report.Checks.Where(check => check is { Outcome: CheckOutcome.NotChecked, Kind: not CheckKind.Input }).GroupBy(check => VerifyDocument.DetailOf(check)!)
                .Select(alike => (alike.Count() == 1 ? alike.First().Name : $"{alike.First().Name} and {alike.Count() - 1} more", alike.Key)),
            terminal);
        terminal.Heading(report.Passed
            ? $"Equal to the reference: {Units.Count(report.Compared)} compared."
            : report.Compared == 0 ? "Nothing could be compared." : $"DIFFERENT from the reference: {Units.Count(report.Differing)} of {Units.Count(report.Compared)} compared.");
    }

    private static void List(string title, IEnumerable<(string Name, string Detail)> checks, Terminal terminal)
    {
        (string, string)[] all = [.. checks];
        if (all.Length == 0)
            return;
        terminal.Heading(title);
        terminal.Facts(all.Take(Shown));
        if (all.Length > Shown)
            terminal.Line($"  and {Units.Count(all.Length - Shown)} more: --json lists all");
    }

    private static string Words(CheckKind kind) => Boundary().Replace(kind.ToString(), " $0").TrimStart().ToLowerInvariant();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Boundary();
}
