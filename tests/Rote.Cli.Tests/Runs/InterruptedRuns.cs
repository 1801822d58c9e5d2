using Rote.Training.Runs;

namespace Rote.Cli.Tests.Runs;

[Collection(nameof(OneAfterTheOther))]
public sealed class InterruptedRuns(TrainedModel trained) : IDisposable
{
    private const int Steps = 12; // 5 to an epoch

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_that_was_interrupted_again_and_again_is_the_run_that_was_not()
    {
        string whole = _folder.File("whole"), parts = _folder.File("parts");
        Assert.Equal(0, CliRun.Of(TinyText.Train(trained.Texts, whole, Steps)).Code);

        Interrupted(0, "", parts, TinyText.Train(trained.Texts, parts, Steps));
        Assert.Equal([], MetricsLog.Read(Path.Combine(parts, "metrics.jsonl")));
        Interrupted(1, "step     1 ", parts, "train", "--resume", "--output", parts);
        Interrupted(2, "step     2 ", parts, "train", "--resume", "--output", parts);
        Interrupted(5, "step     5  validation", parts, "train", "--resume", "--output", parts); // at the end of an epoch
        Interrupted(6, "step     6 ", parts, "train", "--resume", "--output", parts);
        Assert.Equal(TrainVerb.Measured(whole).TakeWhile(entry => entry.Step <= 6), TrainVerb.Measured(parts));
        var last = CliRun.Of("train", "--resume", "--output", parts);
        Assert.Equal((0, ""), (last.Code, last.Error));
        Assert.StartsWith($"Training into {parts}, from step 6 on; ", last.Output, StringComparison.Ordinal);

        Assert.Equal(Steps + 3, TrainVerb.Measured(whole).Count); // and three validations
        Assert.Equal(TrainVerb.Measured(whole), TrainVerb.Measured(parts));
        foreach (string file in new[] { "model.safetensors", "tokenizer.json", "recipe.json" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(whole, file)), File.ReadAllBytes(Path.Combine(parts, file)));
    }

    [Fact]
    public void Json_is_left_out_and_the_loss_curve_is_drawn_where_a_run_was_interrupted()
    {
        string output = _folder.File("run");
        using var source = new CancellationTokenSource();
        using var error = new CancellingWriter("step     1 ", source);
        using var results = new StringWriter();
        int code = Program.Run(TinyText.Train(trained.Texts, output, Steps, "--json"), TextReader.Null, results, error, source.Token);
        Assert.Equal((130, ""), (code, results.ToString()));
        Assert.EndsWith(
            $"Interrupted after step 1; the state is saved in '{output}'.{Environment.NewLine}rote: interrupted.{Environment.NewLine}", error.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(output, "loss.png")));
    }

    [Fact]
    public void Interrupted_test_is_repeated()
    {
        string output = _folder.File("run");
        using var source = new CancellationTokenSource();
        using var progress = new CancellingWriter("Training ended", source);
        var first = CliRun.Of(null, TinyText.Train(trained.Texts, output, 2), source.Token, output: progress);
        Assert.Equal((130, $"rote: interrupted.{Environment.NewLine}"), (first.Code, first.Error));
        Assert.EndsWith($"Interrupted in the final test; the trained model is saved in '{output}', and resuming repeats the test.{Environment.NewLine}", first.Output, StringComparison.Ordinal);
        var again = CliRun.Of("train", "--resume", "--output", output);
        Assert.Equal((0, ""), (again.Code, again.Error));
        Assert.StartsWith("Training ended after step 2: 2 steps were taken. Testing the best model ...", again.Output, StringComparison.Ordinal);
        Assert.Contains("exactly right", again.Output, StringComparison.Ordinal);
    }

    private static void Interrupted(int step, string trigger, string folder, params string[] args)
    {
        using var source = new CancellationTokenSource();
        using var progress = new CancellingWriter(trigger, source);
        if (trigger.Length == 0)
            source.Cancel();
        var run = CliRun.Of(null, args, source.Token, output: progress);
        Assert.Equal((130, $"rote: interrupted.{Environment.NewLine}"), (run.Code, run.Error));
        Assert.EndsWith($"{Environment.NewLine}Interrupted after step {step}; the state is saved in '{folder}'.{Environment.NewLine}", run.Output, StringComparison.Ordinal);
    }
}
