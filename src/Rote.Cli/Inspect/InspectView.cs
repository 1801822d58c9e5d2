using Rote.Models;
using Spectre.Console;

namespace Rote.Cli.Inspect;

/// <summary>The report as text.</summary>
internal static class InspectView
{
    /// <summary>Writes the report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="terminal">Where to.</param>
    public static void Show(InspectReport report, Terminal terminal)
    {
        terminal.Heading(report.Directory);
        terminal.Facts(
            ("family", report.Architecture is null ? report.Family : $"{report.Family} ({report.Architecture})"),
            ("vocabulary", Units.Count(report.VocabularySize) + (report.DecoderVocabularySize is { } decoder ? $" encoder, {Units.Count(decoder)} decoder" : "")),
            ("context", report.ContextLength is { } context ? $"{Units.Count(context)} tokens" : "no limit"),
            ("tokenizer", report.TokenizerFiles.Count > 0 ? string.Join(", ", report.TokenizerFiles) : "none in the directory"),
            ("on disk", string.Join(" + ", report.StoredBytes.Select(pair => $"{Units.Bytes(pair.Value)} {pair.Key}"))));

        terminal.Heading("Architecture");
        var tree = Tables.New("module", ">parameters", "~shapes");
        AddPart(tree, report.Tree, "", "");
        terminal.Write(tree);

        terminal.Heading("Parameters");
        var roles = Tables.New("for", ">parameters", ">share");
        foreach (var (role, parameters) in report.ParametersByRole.Where(pair => pair.Value > 0))
            roles.AddRow(new Text(RoleName(role)), new Text(Units.Count(parameters)), new Text(Units.Share(parameters, report.Parameters)));
        roles.AddRow(new Text("all"), new Text(Units.Count(report.Parameters)), new Text(""));
        terminal.Write(roles);
        if (report.Buffers > 0)
            terminal.Line($"  and {Units.Count(report.Buffers)} saved numbers that are not trained");

        ShowOperations(report.Cost, terminal);
        ShowMemory(report, terminal);
    }

    private static void ShowOperations(ModelSummaryCost cost, Terminal terminal)
    {
        terminal.Heading($"Operations for a token at length {Units.Count(cost.Length)}");
        var table = Tables.New("part", ">projections", ">attention", ">feed-forward", ">output", ">all");
        foreach (var part in cost.PerToken)
        {
            long[] numbers = [part.Projections, part.Attention, part.FeedForward, part.Output, part.Total];
            table.AddRow([new Text(part.Part), .. numbers.Select(number => new Text(number == 0 ? "" : Units.Flops(number)))]);
        }
        terminal.Write(table);
        terminal.Line();
        terminal.Facts(
            ("a token", Units.Flops(cost.FlopsPerToken)),
            ("a whole sequence", Units.Flops(cost.FlopsPerPass) + (cost.FlopsPerSequence > 0 ? $", of which {Units.Flops(cost.FlopsPerSequence)} once for the sequence" : "")),
            ("counted", "forward pass; 2·in·out for each linear layer, 4·S·H·K for attention over S keys, all S of them; norms, softmax and activations are left out"));
    }

    private static void ShowMemory(InspectReport report, Terminal terminal)
    {
        var cost = report.Cost;
        terminal.Heading("Memory, float32");
        terminal.Facts([
            ("weights", Units.Bytes(report.WeightBytes)),
            ("weights, gradients, Adam", $"{Units.Bytes(report.TrainingBytes)} (16 bytes a parameter)"),
            ("activations in training", $"about {Units.Bytes(cost.ActivationBytes)} at batch {Units.Count(cost.Batch)} and length {Units.Count(cost.Length)}"),
            .. Cache("key/value cache", cost.CacheBytesPerToken, "token of a row"),
            .. Cache("cache of the source", cost.SourceCacheBytesPerToken, "source token of a row"),
        ]);
    }

    private static IEnumerable<(string Name, string Value)> Cache(string name, long bytes, string unit) => bytes == 0 ? [] : [(name, $"{Units.Bytes(bytes)} for each {unit}")];

    private static void AddPart(Table tree, ModelSummaryPart part, string lead, string below)
    {
        string[] told =
        [
            string.Join(" + ", part.Tensors.Select(Describe)),
            part.Repeats > 1 ? $"{Units.Count(part.Parameters / part.Repeats)} each" : "",
            part.Note ?? (part is { Tensors.Count: 0, Parts.Count: 0 } ? part.Module : ""),
        ];
        tree.AddRow(
            new Text(lead + part.Name + (part.Repeats > 1 ? $" ×{part.Repeats}" : "")),
            new Text(part is { Parameters: 0, Note: not null } ? "" : Units.Count(part.Parameters)),
            new Text(string.Join(", ", told.Where(text => text.Length > 0))));
        for (int i = 0; i < part.Parts.Count; i++)
        {
            bool last = i == part.Parts.Count - 1;
            AddPart(tree, part.Parts[i], below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "));
        }
    }

    // A weight and its bias need no names: the shapes tell.
    private static string Describe(ModelSummaryTensor tensor) =>
        $"{(tensor.Name is "weight" or "bias" ? "" : tensor.Name + " ")}[{string.Join(", ", tensor.Shape)}]{(tensor.Trained ? "" : " not trained")}";

    private static string RoleName(string role) => role switch { nameof(ModelSummaryRole.FeedForward) => "feed-forward", _ => role.ToLowerInvariant() };
}
