using Spectre.Console;

namespace Rote.Cli.Tokenizers;

/// <summary>Two tokenizers on one text.</summary>
internal static class SideBySideView
{
    /// <summary>Writes them beside each other.</summary>
    /// <param name="sides">The tokens of both.</param>
    /// <param name="terminal">Where to.</param>
    public static void Show(SideBySide sides, Terminal terminal)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(sides);
            return;
        }
        terminal.Line();
        var table = Tables.New(["range", "~text", .. TokenizerLabels.Of(sides.First, sides.Second).Select(label => $"~{label}"), ""]);
        foreach (var stretch in sides.Stretches)
        {
            int more = stretch.Second.Count - stretch.First.Count;
            table.AddRow(
                new Text($"{stretch.Start}–{stretch.Start + stretch.Length}"), new Text(VisibleText.Of(stretch.Text)), new Text(Joined(stretch.First)), new Text(Joined(stretch.Second)),
                new Text(more == 0 ? "" : $"{more:+0;-0}"));
        }
        table.AddRow(new Text(""), new Text("tokens"), new Text(Units.Count(sides.FirstTokens)), new Text(Units.Count(sides.SecondTokens)), new Text(sides.SecondTokens == sides.FirstTokens ? "" : $"{sides.SecondTokens - sides.FirstTokens:+0;-0}"));
        terminal.Write(table);
    }

    private static string Joined(IReadOnlyList<string> tokens) => tokens.Count == 0 ? "–" : string.Join("  ", tokens.Select(VisibleText.Token));
}
