using Rote.Lab.Plots;
using Rote.Lab.Rules;
using Rote.Lab.Runs;

namespace Rote.Lab.Tests;

/// <summary>An experiment that measures nothing: two parts whose numbers are the seed and twice the seed.</summary>
internal static class TinyExperiment
{
    public static Experiment With(Action<Trial>? before = null) => new()
    {
        Number = 99,
        Question = new("Is b > a?", "b 大于 a 吗？"),
        Claims = [new Claim("a", new("b is more than a | always", "b 总比 a 大"), new("by 1", "至少 1"), results => Rule.Higher(results, "b", "a", "value", 1))],
        Columns = [new Column("value", new("value (pieces)", "值（个）"))],
        Parts = _ => ["a", "b"],
        Body = trial =>
        {
            before?.Invoke(trial);
            trial.Record("value", trial.Part == "a" ? trial.Seed : 2 * trial.Seed);
            trial.RecordCurve("path", [new CurvePoint(1, trial.Seed), new CurvePoint(10, 2 * trial.Seed)]);
            trial.Uses("nothing");
        },
        Plot = results => new Figure(
            new LinePanel(new("lines", "线"), "x", "y", [Line.Of(results, "a", "path"), Line.Of(results, "b", "path")]) { LogX = true, LogY = true, Level = 2 },
            BarPanel.Of(results, new("bars", "柱"), "value", ["a", "b"]),
            new GridPanel(new("grid", "格"), "key", "query", [[0, 1], [1, 0.5]], "weight")),
        Answer = new("It <is>.", "是。"),
        Code = [new(new("the rules", "判据"), "src/Rote.Lab/Rules/Rule.cs")],
        Seeds = 3,
    };
}
