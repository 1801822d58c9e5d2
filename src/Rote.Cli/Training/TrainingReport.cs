using System.Diagnostics;
using Rote.Training.Runs;
using Rote.Training.Translation;
using Spectre.Console;

namespace Rote.Cli.Training;

/// <summary>What <c>rote train</c> says at the end.</summary>
internal static class TrainingReport
{
    /// <summary>Writes the table, the examples and how to use the model; or one JSON line.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="outcome">How the run ended.</param>
    public static void Write(Terminal terminal, TrainingOutcome outcome)
    {
        long peakMemory = Process.GetCurrentProcess().PeakWorkingSet64;
        if (terminal.Json)
        {
            terminal.WriteJson(new
            {
                outcome.Test.ExactMatch,
                outcome.Seconds,
                PeakMemoryBytes = peakMemory,
                outcome.Parameters,
                outcome.Steps,
                Output = outcome.Directory,
                outcome.BestStep,
                outcome.EndedBecause,
                Bleu = outcome.Test.Bleu.Score,
                outcome.Test.Chrf,
                outcome.Test.Loss,
                outcome.ExactMatchByGroup,
            });
            return;
        }
        terminal.Heading("Result");
        terminal.Facts(
        [
            ("exactly right", $"{outcome.Test.ExactMatch:P2} of {outcome.Test.Pairs:N0} held-out pairs"),
            .. outcome.ExactMatchByGroup.Select(group => ($"  {group.Key}", $"{group.Value:P1}")),
            ("BLEU, chrF", $"{outcome.Test.Bleu.Score:F2}, {outcome.Test.Chrf:F2}"),
            ("loss, perplexity", $"{outcome.Test.Loss:F4} nats per token, {outcome.Test.Perplexity:F3}"),
            ("steps", $"{outcome.Steps:N0} (best {outcome.BestStep:N0}): {outcome.EndedBecause}"),
            ("time", $"{outcome.Seconds:F1} s for training, validation and test"),
            ("parameters", $"{outcome.Parameters:N0}"),
            ("peak memory", $"{peakMemory / 1e6:F0} MB"),
        ]);
        terminal.Heading("Examples");
        var table = new Table().Border(TableBorder.Simple).AddColumns("read", "written", "right?");
        foreach (var (source, written, reference) in outcome.Examples)
            table.AddRow(new Text(source), new Text(written), new Text(written == reference ? "yes" : $"no: {reference}"));
        terminal.Write(table);
        terminal.Line();
        terminal.Line($"Model, measurements and loss curve: {outcome.Directory} ({Path.GetFileName(new RunDirectory(outcome.Directory).LossCurve)})");
        terminal.Line("Use it:");
        terminal.Line($"  {Invocation()} translate --model {outcome.Directory} {Quote(outcome.Examples[0].Source)}");
    }

    // From a checkout the program is started through dotnet run.
    private static string Invocation() => AppContext.BaseDirectory.Replace('\\', '/').Contains("/src/Rote.Cli/bin/", StringComparison.Ordinal)
        ? "dotnet run --project src/Rote.Cli -c Release --"
        : "rote";

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
