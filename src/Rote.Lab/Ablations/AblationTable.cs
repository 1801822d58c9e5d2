using System.Text;
using Rote.Lab.Rules;

namespace Rote.Lab.Ablations;

/// <summary>What an ablation measured, arm by arm, with ranges over the seeds.</summary>
/// <param name="Rows">All measurements.</param>
public sealed record AblationTable(IReadOnlyList<AblationRow> Rows)
{
    /// <summary>The arms, in order.</summary>
    public IReadOnlyList<string> Arms => [.. Rows.Select(row => row.Arm).Distinct()];

    /// <summary>The metrics, in order.</summary>
    public IReadOnlyList<string> Metrics => [.. Rows.SelectMany(row => row.Values.Keys).Distinct()];

    /// <summary>The numbers of an arm, one a seed.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="metric">The metric.</param>
    /// <returns>Empty where it was not measured.</returns>
    public IReadOnlyList<double> Of(string arm, string metric) => [.. Rows.Where(row => row.Arm == arm && row.Values.ContainsKey(metric)).Select(row => row.Values[metric])];

    /// <summary>The table as Markdown: medians with the least and the greatest.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var text = new StringBuilder($"| | {string.Join(" | ", Metrics)} |\n|---|{string.Concat(Enumerable.Repeat("---|", Metrics.Count))}\n");
        foreach (string arm in Arms)
        {
            var cells = Metrics.Select(metric => Of(arm, metric) is { Count: > 0 } values ? Rule.Range(values, new Column(metric, metric)) : "");
            text.Append($"| {arm} | {string.Join(" | ", cells)} |\n");
        }
        return text.ToString();
    }
}
