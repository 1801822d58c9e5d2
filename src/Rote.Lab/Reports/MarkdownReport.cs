using System.Text;

namespace Rote.Lab.Reports;

/// <summary>A run as a Markdown page in both languages, with its pictures beside it.</summary>
public static class MarkdownReport
{
    /// <summary>Writes <c>NN.md</c>, <c>NN.png</c> and <c>NN.svg</c> beside the measurements.</summary>
    /// <param name="report">The report.</param>
    /// <param name="language">The language of the pictures.</param>
    /// <returns>The page's path.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static string Write(LabReport report, Language language = Language.English)
    {
        ArgumentNullException.ThrowIfNull(report);
        string page = Path.ChangeExtension(report.Run.Path, ".md"), name = Path.GetFileNameWithoutExtension(page);
        Save(Path.ChangeExtension(page, ".png"), Plots.FigureFiles.Png(report.Figure, language));
        Save(Path.ChangeExtension(page, ".svg"), Encoding.UTF8.GetBytes(Plots.FigureFiles.Svg(report.Figure, language)));
        Save(page, Encoding.UTF8.GetBytes(Text(report, name)));
        return page;
    }

    /// <summary>The page's text.</summary>
    /// <param name="report">The report.</param>
    /// <param name="picture">The picture's file name, without extension.</param>
    /// <returns>Markdown.</returns>
    public static string Text(LabReport report, string picture)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        foreach (var language in new[] { Language.English, Language.Chinese })
            Section(text, report, picture, language);
        return text.ToString();
    }

    private static void Section(StringBuilder text, LabReport report, string picture, Language language)
    {
        var experiment = report.Experiment;
        string In(Bilingual both) => both.In(language);
        void Say(string line = "") => text.Append(line).Append('\n');
        Say(language == Language.English ? $"# {experiment.Number}. {In(experiment.Question)}" : $"## {In(experiment.Question)}");
        Say();
        Say($"**{In(Words.Verdict)}: {In(Words.Of(report.Judgement))}**");
        foreach (var missed in report.Judgement.Missed)
            Say($"\n{In(missed)}");
        Say();
        Say(In(experiment.Answer));
        Say();
        Say($"| | {In(Words.Claim)} | {In(Words.Rule)} | {In(Words.Found)} |");
        Say("|---|---|---|---|");
        foreach (var (claim, finding) in report.Judgement.Claims)
        {
            string ours = claim.IsOurs ? $" {In(Words.Ours)}" : "", evidence = finding is null ? "" : $": {In(finding.Evidence)}";
            Say($"| {claim.Key} | {Cell(In(claim.Text))}{ours} | {Cell(In(claim.Rule))} | **{In(Words.Of(finding))}**{Cell(evidence)} |");
        }
        Say();
        if (language == Language.English)
        {
            Say($"![{In(experiment.Question)}]({picture}.png)");
            Say();
        }
        Say($"{In(Words.Measured)}");
        Say();
        foreach (var table in report.Tables)
        {
            Say($"| {In(Words.Arm)} | {string.Join(" | ", table.Columns.Select(column => Cell(In(column.Header))))} |");
            Say($"|---|{string.Concat(Enumerable.Repeat("---|", table.Columns.Count))}");
            foreach (var row in table.Rows)
                Say($"| {Cell(In(row.Arm))} | {string.Join(" | ", row.Cells.Select(Cell))} |");
            Say();
        }
        if (experiment.Note is { } note)
        {
            Say($"{In(Words.Note)}: {In(note)}");
            Say();
        }
        Say($"{In(Words.Code)}: {string.Join("; ", experiment.Code.Select(place => $"{In(place.Part)} `{place.Path}`"))}");
        Say();
        foreach (var (fact, value) in report.Facts(language))
            Say($"- {fact}: {value}");
        Say();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static void Save(string path, byte[] content) => Tokenizers.AtomicFile.Write(path, stream => stream.Write(content));
}
