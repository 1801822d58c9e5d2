using System.Net;
using System.Text;
using Rote.Lab.Plots;
using Rote.Lab.Rules;

namespace Rote.Lab.Reports;

/// <summary>All runs of a folder as one HTML page that needs nothing else, in both languages.</summary>
public static partial class HtmlReport
{
    /// <summary>The page.</summary>
    /// <param name="reports">The reports, by number.</param>
    /// <param name="language">The language that is shown first.</param>
    /// <returns>The document.</returns>
    public static string Text(IReadOnlyList<LabReport> reports, Language language)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var text = new StringBuilder();
        text.Append($"<!doctype html>\n<html lang=\"{(language == Language.Chinese ? "zh" : "en")}\">\n<head>\n<meta charset=\"utf-8\">\n");
        text.Append($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Rote: {Escaped(Words.Laboratory.English)}</title>\n<style>{Style}</style>\n</head>\n");
        text.Append($"<body class=\"{(language == Language.Chinese ? "zh" : "en")}\">\n<header><h1>{Both(Words.Laboratory)}</h1>{Switch}</header>\n<main>\n");
        text.Append("<table class=\"summary\">\n");
        foreach (var report in reports)
        {
            int number = report.Experiment.Number;
            text.Append($"<tr><td class=\"number\">{number}</td><td><a href=\"#q{number}\">{Both(report.Experiment.Question)}</a></td><td>{Badge(report.Judgement)}</td></tr>\n");
        }
        text.Append("</table>\n");
        foreach (var report in reports)
            Section(text, report);
        text.Append($"</main>\n<script>{Script}</script>\n</body>\n</html>\n");
        return text.ToString();
    }

    private static void Section(StringBuilder text, LabReport report)
    {
        var experiment = report.Experiment;
        text.Append($"<section id=\"q{experiment.Number}\">\n<h2>{experiment.Number}. {Both(experiment.Question)}</h2>\n<p>{Badge(report.Judgement)}</p>\n");
        foreach (var missed in report.Judgement.Missed)
            text.Append($"<p>{Both(missed)}</p>\n");
        text.Append($"<p>{Both(experiment.Answer)}</p>\n");
        text.Append($"<div class=\"wide\"><table>\n<tr><th></th><th>{Both(Words.Claim)}</th><th>{Both(Words.Rule)}</th><th>{Both(Words.Found)}</th></tr>\n");
        foreach (var (claim, finding) in report.Judgement.Claims)
        {
            text.Append($"<tr><td>{Escaped(claim.Key)}</td><td>{Both(claim.Text)}{(claim.IsOurs ? $" {Both(Words.Ours)}" : "")}</td><td>{Both(claim.Rule)}</td>");
            text.Append($"<td><b class=\"{finding?.Outcome.ToString() ?? "Reported"}\">{Both(Words.Of(finding))}</b>{(finding is null ? "" : $"<br>{Both(finding.Evidence)}")}</td></tr>\n");
        }
        string picture = Convert.ToBase64String(FigureFiles.Png(report.Figure, Language.English));
        text.Append($"</table></div>\n<img src=\"data:image/png;base64,{picture}\" alt=\"{Escaped(experiment.Question.English)}\">\n");
        text.Append($"<h3>{Both(Words.Measured)}</h3>\n");
        foreach (var table in report.Tables)
        {
            text.Append($"<div class=\"wide\"><table>\n<tr><th>{Both(Words.Arm)}</th>{string.Concat(table.Columns.Select(column => $"<th>{Both(column.Header)}</th>"))}</tr>\n");
            foreach (var row in table.Rows)
                text.Append($"<tr><td class=\"arm\">{Both(row.Arm)}</td>{string.Concat(row.Cells.Select(cell => $"<td class=\"figure\">{Escaped(cell)}</td>"))}</tr>\n");
            text.Append("</table></div>\n");
        }
        if (experiment.Note is { } note)
            text.Append($"<p><b>{Both(Words.Note)}.</b> {Both(note)}</p>\n");
        text.Append($"<h3>{Both(Words.Code)}</h3>\n<ul>{string.Concat(experiment.Code.Select(place => $"<li>{Both(place.Part)} <code>{Escaped(place.Path)}</code></li>"))}</ul>\n");
        text.Append($"<h3>{Both(Words.Run)}</h3>\n<ul>");
        foreach (var (english, chinese) in report.Facts(Language.English).Zip(report.Facts(Language.Chinese)))
            text.Append($"<li>{Both(new($"{english.Name}: {english.Value}", $"{chinese.Name}：{chinese.Value}"))}</li>");
        text.Append("</ul>\n</section>\n");
    }

    private static string Badge(Judgement judgement) => $"<span class=\"badge {judgement.Verdict}\">{Both(Words.Of(judgement))}</span>";

    private static string Both(Bilingual both) => both.English == both.Chinese
        ? Escaped(both.English)
        : $"<span class=\"en\" lang=\"en\">{Escaped(both.English)}</span><span class=\"zh\" lang=\"zh\">{Escaped(both.Chinese)}</span>";

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
