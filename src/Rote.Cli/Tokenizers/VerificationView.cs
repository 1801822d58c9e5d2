using Rote.Tokenizers;
using Spectre.Console;

namespace Rote.Cli.Tokenizers;

/// <summary>The report of a verification as text: counts, the first differences, the verdict.</summary>
internal static class VerificationView
{
    private const int MostDifferences = 20, LongestInput = 120;

    /// <summary>Runs a verification while a line says which tokenizer is under way.</summary>
    /// <param name="terminal">One that somebody watches.</param>
    /// <param name="verify">The verification.</param>
    /// <returns>Its report.</returns>
    public static TokenizerVerification Watch(Terminal terminal, Func<IProgress<string>, TokenizerVerification> verify) =>
        terminal.Watched("reading", show => verify(new Watcher(show)));

    /// <summary>Writes the report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="terminal">Where to.</param>
    public static void Show(TokenizerVerification report, Terminal terminal)
    {
        terminal.Heading(report.Directory);
        if (report.Kinds.Count > 1)
            ShowKinds(report, terminal);
        ShowFields(report, terminal);
        var failures = report.Kinds.Where(kind => kind.Failure is not null).Select(kind => (kind.Name, kind.Failure!))
            .Concat(report.Kinds.SelectMany(kind => kind.Files.Where(file => file.Failure is not null).Select(file => ($"{kind.Name}/{file.Name}", file.Failure!)))).ToList();
        if (failures.Count > 0)
        {
            terminal.Heading("Cannot be read");
            terminal.Facts(failures);
        }
        ShowDifferences(report, terminal);
        string[] notChecked =
        [
            .. report.Kinds.SelectMany(kind => kind.NotChecked.Select(file => $"{kind.Name}/{file}")),
            .. report.Kinds.SelectMany(kind => kind.Files.SelectMany(file => file.NotChecked.Select(name => $"{kind.Name}/{file.Name}: {name}"))),
        ];
        if (notChecked.Length > 0)
        {
            terminal.Heading("Not checked");
            foreach (string name in notChecked)
                terminal.Line($"  {VisibleText.Name(name)}");
        }
        terminal.Heading(Verdict(report, failures.Count));
    }

    private static string Verdict(TokenizerVerification report, int failures)
    {
        string counts = $"{Units.Count(report.Compared)} fields of {Units.Count(report.Rows)} rows compared";
        return report.Passed ? $"Equal to the reference: {counts}."
            : report.Differing > 0 ? $"DIFFERENT from the reference: {Units.Count(report.Differing)} of {counts}."
            : failures > 0 ? $"NOT all could be read; what could is equal: {counts}." : "NOTHING could be compared.";
    }

    private static void ShowKinds(TokenizerVerification report, Terminal terminal)
    {
        var table = Tables.New("tokenizer", ">files", ">rows", ">compared", ">differ");
        foreach (var kind in report.Kinds)
        {
            table.AddRow(
                new Text(kind.Name),
                new Text(Units.Count(kind.Files.Count)),
                new Text(Units.Count(kind.Files.Sum(file => (long)file.Rows))),
                new Text(Units.Count(kind.Files.Sum(file => file.Compared))),
                new Text(kind.Failure is null ? Units.Count(kind.Files.Sum(file => file.Differing)) : "unread"));
        }
        terminal.Write(table);
        terminal.Line();
    }

    // Files of the same name are counted together.
    private static void ShowFields(TokenizerVerification report, Terminal terminal)
    {
        var table = Tables.New("file", ">rows", "field", ">compared", ">differ");
        foreach (var same in report.Kinds.SelectMany(kind => kind.Files).GroupBy(file => file.Name).OrderBy(same => same.Key, StringComparer.Ordinal))
        {
            string name = same.Key, rows = Units.Count(same.Sum(file => (long)file.Rows));
            foreach (var counted in same.SelectMany(file => file.Fields).GroupBy(counted => counted.Name))
            {
                table.AddRow(
                    new Text(name), new Text(rows), new Text(counted.Key),
                    new Text(Units.Count(counted.Sum(one => (long)one.Compared))), new Text(Units.Count(counted.Sum(one => (long)one.Differing))));
                (name, rows) = ("", "");
            }
        }
        if (table.Rows.Count > 0)
            terminal.Write(table);
    }

    private static void ShowDifferences(TokenizerVerification report, Terminal terminal)
    {
        (string Place, RecordedDifference Difference)[] all =
            [.. report.Kinds.SelectMany(kind => kind.Files.SelectMany(file => file.Differences.Select(difference => ($"{kind.Name}/{file.Name}", difference))))];
        if (all.Length == 0)
            return;
        terminal.Heading(report.Differing > Math.Min(all.Length, MostDifferences) ? "First differences" : "Differences");
        // Some of every file, so that no file hides another.
        foreach (var (place, difference) in all.GroupBy(one => one.Place).SelectMany(file => file.Index().Select(one => (one.Index, one.Item))).OrderBy(one => one.Index).Take(MostDifferences).Select(one => one.Item))
        {
            terminal.Line($"  {VisibleText.Name(place)}, row {difference.Row}, {difference.Field} at {difference.At}");
            terminal.Line($"    input     {string.Join("  |  ", difference.Input.Where(text => text.Length > 0).Select(text => VisibleText.Start(text, LongestInput)))}");
            terminal.Line($"    expected  {Excerpt(difference, difference.Expected)}");
            terminal.Line($"    actual    {Excerpt(difference, difference.Actual)}");
        }
    }

    private static string Excerpt(RecordedDifference difference, IReadOnlyList<string> elements) =>
        (difference.First > 0 ? "… " : "") + (elements.Count == 0 ? "(nothing)" : string.Join("  ", elements.Select(element => element.Length == 0 ? "∅" : VisibleText.Of(element))));

    private sealed class Watcher(Action<string> show) : IProgress<string>
    {
        public void Report(string value) => show(value);
    }
}
