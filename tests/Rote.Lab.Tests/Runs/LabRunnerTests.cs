using Rote.Lab.Runs;

namespace Rote.Lab.Tests.Runs;

public sealed class LabRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<(string Part, int Seed)> _measured = [];

    private string File => _folder.File("99-quick.jsonl");

    private LabOptions Options => new() { Output = _folder.Path, Command = "rote lab 99" };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_part_is_measured_with_every_seed_and_kept()
    {
        var said = new List<LabProgress>();
        var run = new LabRunner().Run(Counting(), Options, said.Add, TestContext.Current.CancellationToken);
        Assert.Equal([("a", 1), ("b", 1), ("a", 2), ("b", 2), ("a", 3), ("b", 3)], _measured);
        Assert.Equal([0, 1, 2, 3, 4, 5], said.Select(one => one.Done));
        var read = RunFile.Find(File)!;
        Assert.Equal(run.Header, read.Header);
        Assert.Equal([1.0, 2, 2, 4, 3, 6], read.Trials.Select(trial => trial.Values[0].Value));
        Assert.Equal([new CurvePoint(1, 1), new CurvePoint(10, 2)], read.Trials[0].Curves[0].Points);
    }

    [Fact]
    public void Interrupted_run_keeps_what_is_finished_and_goes_on()
    {
        using var stop = new CancellationTokenSource();
        var stopping = TinyExperiment.With(trial =>
        {
            if (trial is { Part: "b", Seed: 2 })
                stop.Cancel();
            trial.Token.ThrowIfCancellationRequested();
            _measured.Add((trial.Part, trial.Seed));
        });
        Assert.Throws<OperationCanceledException>(() => new LabRunner().Run(stopping, Options, token: stop.Token));
        Assert.Equal(3, RunFile.Find(File)!.Trials.Count);
        new LabRunner().Run(Counting(), Options with { Command = "again" }, token: TestContext.Current.CancellationToken);
        Assert.Equal([("a", 1), ("b", 1), ("a", 2), ("b", 2), ("a", 3), ("b", 3)], _measured);
        new LabRunner().Run(Counting(), Options, token: TestContext.Current.CancellationToken);
        Assert.Equal(6, _measured.Count);
    }

    [Fact]
    public void Half_a_last_line_is_measured_again()
    {
        new LabRunner().Run(Counting(), Options, token: TestContext.Current.CancellationToken);
        string[] lines = System.IO.File.ReadAllLines(File);
        System.IO.File.WriteAllText(File, string.Join('\n', lines[..^1]) + "\n" + lines[^1][..20]);
        _measured.Clear();
        new LabRunner().Run(Counting(), Options, token: TestContext.Current.CancellationToken);
        Assert.Equal([("b", 3)], _measured);
    }

    [Fact]
    public void What_cannot_be_gone_on_with_stays_beside()
    {
        new LabRunner().Run(Counting(), Options, token: TestContext.Current.CancellationToken);
        string first = System.IO.File.ReadAllText(File);
        new LabRunner().Run(Counting() with { Version = 2 }, Options, token: TestContext.Current.CancellationToken);
        Assert.Equal(12, _measured.Count);
        Assert.Equal(first, System.IO.File.ReadAllText(File + ".old"));
        System.IO.File.WriteAllText(File, "not a run");
        new LabRunner().Run(Counting(), Options, token: TestContext.Current.CancellationToken);
        Assert.Equal("not a run", System.IO.File.ReadAllText(File + ".old"));
        new LabRunner().Run(Counting(), Options with { Fresh = true }, token: TestContext.Current.CancellationToken);
        Assert.Equal(24, _measured.Count);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_kept()
    {
        var experiment = TinyExperiment.With(trial => trial.Record("odd", double.NegativeInfinity));
        new LabRunner().Run(experiment, Options with { Seeds = 1 }, token: TestContext.Current.CancellationToken);
        Assert.Equal(double.NegativeInfinity, RunFile.Find(File)!.Trials[0].Values[0].Value);
    }

    private Experiment Counting() => TinyExperiment.With(trial => _measured.Add((trial.Part, trial.Seed)));
}
