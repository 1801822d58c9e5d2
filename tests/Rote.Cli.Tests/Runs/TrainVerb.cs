using System.Text.Json;
using System.Text.RegularExpressions;
using Rote.Checkpoints;
using Rote.Training.Runs;

namespace Rote.Cli.Tests.Runs;

[Collection(nameof(OneAfterTheOther))]
public sealed partial class TrainVerb(TrainedModel trained) : IDisposable
{
    private static readonly string[] Files =
    [
        "config.json", "generation_config.json", "loss.png", "metrics.jsonl", "model.safetensors", "recipe.json", "tokenizer.json", "tokenizer_config.json",
        "training-state.safetensors",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Progress_and_report_go_to_standard_output()
    {
        string[] lines = trained.Training.Output.Split(Environment.NewLine);
        Assert.Equal($"Training into {trained.Folder}; Ctrl+C saves and exits, 'rote train --resume --output {trained.Folder}' goes on.", lines[0]);
        Assert.Matches(@"^[\d,]+ parameters, vocabulary 11; 64 pairs in \d+ steps an epoch, 20 held out\.$", lines[1]);
        Assert.Matches(StepLine(), lines[2]);
        Assert.Contains(lines, line => ValidationLine().IsMatch(line));
        Assert.Contains("Training ended after step 200: 200 steps were taken. Testing the best model ...", lines);
        string report = string.Join('\n', lines[Array.IndexOf(lines, "Result")..]);
        Assert.Matches(@"  exactly right     [\d.]+ % of 20 held-out pairs\n", report);
        Assert.Matches(@"  steps             200 \(best \d+\): 200 steps were taken\n", report);
        Assert.Matches(@"  time              [\d.]+ s for training, validation and test\n", report);
        Assert.Matches(@"  peak memory       \d+ MB\n", report);
        Assert.Contains("\nExamples\n", report, StringComparison.Ordinal);
        Assert.Contains($"\nModel, measurements and loss curve: {trained.Folder} (loss.png)\n", report, StringComparison.Ordinal);
        Assert.EndsWith($" translate --model {trained.Folder} \"{TinyText.Pairs[0].Source}\"\n", report, StringComparison.Ordinal);
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
        Assert.DoesNotContain('\u001b', trained.Training.Output);
    }

    [Fact]
    public void Folder_holds_the_model_the_measurements_and_the_state()
    {
        Assert.Equal(Files, Directory.GetFiles(trained.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("marian", HuggingFaceDirectory.Config(trained.Folder).GetProperty("model_type").GetString());
        Assert.Equal([0x89, .. "PNG"u8], File.ReadAllBytes(Path.Combine(trained.Folder, "loss.png"))[..4]);
        var entries = MetricsLog.Read(Path.Combine(trained.Folder, "metrics.jsonl"));
        Assert.Equal(Enumerable.Range(1, 200).Select(step => (long)step), entries.Where(entry => entry.Loss is not null).Select(entry => entry.Step));
        Assert.True(entries.Last(entry => entry.Loss is not null).Loss < entries[0].Loss / 2);
        using var tokenizer = JsonDocument.Parse(File.ReadAllText(Path.Combine(trained.Folder, "tokenizer_config.json")));
        Assert.Equal("</s>", tokenizer.RootElement.GetProperty("eos_token").GetString());
    }

    [Fact]
    public void Json_is_one_line_and_progress_goes_to_standard_error()
    {
        string output = _folder.File("run");
        var run = CliRun.Of(TinyText.Train(trained.Texts, output, 6, "--json"));
        Assert.Equal(0, run.Code);
        Assert.Single(run.Output, '\n');
        Assert.EndsWith("}" + Environment.NewLine, run.Output, StringComparison.Ordinal);
        string[] progress = run.Error.Split(Environment.NewLine);
        Assert.StartsWith($"Training into {output}; ", progress[0], StringComparison.Ordinal);
        Assert.Matches(StepLine(), progress[2]);
        Assert.Equal("Training ended after step 6: 6 steps were taken. Testing the best model ...", progress[^2]);
        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.InRange(root.GetProperty("exactMatch").GetDouble(), 0, 1);
        Assert.InRange(root.GetProperty("seconds").GetDouble(), 1e-3, 600);
        Assert.InRange(root.GetProperty("peakMemoryBytes").GetInt64(), 50L << 20, 1L << 40);
        Assert.Equal(6, root.GetProperty("steps").GetInt64());
        Assert.Equal(output, root.GetProperty("output").GetString());
        using var inspected = JsonDocument.Parse(CliRun.Of("inspect", output, "--json").Output);
        Assert.Equal(inspected.RootElement.GetProperty("parameters").GetInt64(), root.GetProperty("parameters").GetInt64());
        Assert.Equal(Files, Directory.GetFiles(output).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Printed_recipe_makes_the_same_run()
    {
        string first = _folder.File("first"), second = _folder.File("second"), recipe = _folder.File("recipe.json");
        string[] options = TinyText.Train(trained.Texts, first, 6, "--seed", "3", "--warmup", "2");
        var printed = CliRun.Of([.. options, "--print-spec"]);
        Assert.Equal((0, ""), (printed.Code, printed.Error));
        Assert.False(Directory.Exists(first));
        File.WriteAllText(recipe, printed.Output);
        Assert.Equal(0, CliRun.Of(options).Code);
        Assert.Equal(0, CliRun.Of("train", "--threads", "1", "--spec", recipe, "--output", second).Code);
        Assert.Equal(printed.Output, File.ReadAllText(Path.Combine(second, "recipe.json")));
        Assert.Equal(printed, CliRun.Of("train", "--spec", recipe, "--print-spec"));
        foreach (string file in new[] { "recipe.json", "model.safetensors", "tokenizer.json", "config.json" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(first, file)), File.ReadAllBytes(Path.Combine(second, file)));
        Assert.Equal(Measured(first), Measured(second));
    }

    [Fact]
    public void Dates_are_the_default_and_are_reported_by_language()
    {
        string recipe = _folder.File("recipe.json"), output = _folder.File("dates");
        string printed = CliRun.Of("train", "--print-spec", "--width", "16", "--heads", "2", "--layers", "1", "--feed-forward", "16", "--steps", "2", "--batch", "300").Output;
        Assert.Contains("\"kind\": \"dates\"", printed, StringComparison.Ordinal);
        File.WriteAllText(recipe, printed.Replace("200000", "40", StringComparison.Ordinal).Replace("\"validationPairs\": 500", "\"validationPairs\": 5", StringComparison.Ordinal));
        var run = CliRun.Of("train", "--threads", "1", "--spec", recipe, "--output", output);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("; 40 pairs in ", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"exactly right     [\d.]+ % of 1,000 held-out pairs", run.Output);
        Assert.All(["English", "German", "French", "Spanish", "Chinese", "Japanese"], language => Assert.Matches($@"\n    {language} +[\d.]+ %", run.Output));
    }

    [Fact]
    public void Schedule_that_has_an_end_ends_with_the_steps()
    {
        static void Has(string[] options, params string[] lines)
        {
            var printed = CliRun.Of(["train", "--print-spec", .. options]).Output.Split(Environment.NewLine).Select(line => line.Trim(' ', ',')).ToArray();
            Assert.All(lines, line => Assert.Contains(line, printed));
        }
        Has(["--steps", "70"], "\"maximumSteps\": 70", "\"totalSteps\": 70");
        Has(["--epochs", "3"], "\"maximumSteps\": 6500", "\"totalSteps\": 6500", "\"maximumEpochs\": 3");
        Has(["--epochs", "3", "--steps", "70"], "\"maximumSteps\": 70", "\"totalSteps\": 70", "\"maximumEpochs\": 3");
    }

    [Fact]
    public void Help_tells_the_default_of_every_option_that_has_one()
    {
        string help = CliRun.Of("train", "--help").Output;
        string[] defaults =
        [
            "--source <FILE> Default: the built-in dates.", "--validation-source <FILE> Default: the last hundredth of the pairs.",
            "--tokens <words|characters> Default: characters for dates, words for files.", "--min-count <N> Default: 2.", "--vocabulary <N> Default: no limit.",
            "--width <N> Default: 64 for dates, 256 for files.", "--heads <N> Default: 4 for dates, 8 for files.", "--feed-forward <N> Default: 256 for dates, 1024 for files.",
            "--layers <N> Default: 2 for dates, 3 for files.", "--dropout <X> Default: 0 for dates, 0.1 for files.", "--steps <N> Default: 6500 for dates, no limit for files.",
            "--epochs <N> Default: no limit for dates, 10 for files.", "--batch <N> Default: 2048 for dates, 4096 for files.", "--learning-rate <X> Default: 0.003 for dates, 0.001 for files.",
            "--warmup <N> Default: 300 for dates, 400 for files.", "--seed <N> Default: 1.", "--output <DIR> Default: a new one under runs/.",
            "--resume Default: the latest under runs/.", "--threads <N> Default: one a core.",
        ];
        var told = help.Split(Environment.NewLine).Where(line => line.Contains("Default: ", StringComparison.Ordinal))
            .Select(line => $"{Name().Match(line).Value} {line[line.IndexOf("Default: ", StringComparison.Ordinal)..]}");
        Assert.Equal(defaults, told);
    }

    /// <summary>What was measured, without what depends on the clock.</summary>
    internal static IReadOnlyList<MetricsEntry> Measured(string folder) =>
        [.. MetricsLog.Read(Path.Combine(folder, "metrics.jsonl")).Select(entry => entry with { TokensPerSecond = null })];

    [GeneratedRegex(@"^step     1  epoch  1  loss \d+\.\d{4}  rate \d\.\d\de-\d+  [ \d,]{7} tokens/s  \d:\d\d:\d\d left$")]
    private static partial Regex StepLine();

    [GeneratedRegex(@"^step +\d+  validation loss \d+\.\d{4}  \(best, saved\)$")]
    private static partial Regex ValidationLine();

    [GeneratedRegex(@"--\S+( <\S+>)?")]
    private static partial Regex Name();
}
