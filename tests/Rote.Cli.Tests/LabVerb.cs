using System.Text.Json;

namespace Rote.Cli.Tests;

public sealed class LabVerb : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_has_every_experiment_in_both_languages()
    {
        var run = CliRun.Of("lab", "--output", _folder.Path);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("4   Why divide by √d_k?   not run yet", run.Output, StringComparison.Ordinal);
        Assert.Contains("为什么要除以 √d_k？", CliRun.Of("lab", "--language", "zh", "--output", _folder.Path).Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(CliRun.Of("lab", "--json", "--output", _folder.Path).Output);
        Assert.Equal(4, json.RootElement[0].GetProperty("number").GetInt32());
        Assert.Equal(JsonValueKind.Null, json.RootElement[0].GetProperty("verdict").ValueKind);
    }

    [Fact]
    public void Wrong_options_get_one_line()
    {
        string file = _folder.File("file");
        File.WriteAllText(file, "");
        foreach (var (args, expected) in new (string[] Args, string Line)[]
        {
            (["abc"], "'WHAT' must be 'all', 'report' or the number of an experiment ("),
            (["4", "--quick", "--full"], "'--quick' and '--full' exclude each other: give one."),
            (["4", "--language", "fr"], "'--language' must be en or zh; got 'fr'."),
            (["4", "--data", file], $"'--data' must be a folder; '{file}' is not there. Leave it out to use built-in texts."),
            (["4", "--output", file], $"'--output' must be a folder; '{file}' is a file. Name another folder."),
            (["report", "--output", _folder.Path], $"There is nothing to report in '{_folder.Path}': run 'rote lab 4' or 'rote lab all' first, with the same '--output'."),
        })
        {
            var run = CliRun.Of(["lab", .. args]);
            Assert.Equal((2, ""), (run.Code, run.Output));
            Assert.StartsWith($"rote: {expected}", run.Error, StringComparison.Ordinal);
            Assert.Single(run.Error.TrimEnd().Split('\n'));
        }
    }

    [Fact]
    public void Text_that_is_too_short_is_named()
    {
        File.WriteAllText(_folder.File("tinyshakespeare.txt"), "To be");
        var run = CliRun.Of("lab", "4", "--seeds", "1", "--json", "--data", _folder.Path, "--output", _folder.File("out"));
        Assert.Equal(1, run.Code);
        Assert.Equal($"rote: The text 'tiny Shakespeare' in '{_folder.Path}' has 5 characters; an experiment needs at least 10000.", run.Error.TrimEnd());
        Assert.True(File.Exists(_folder.File("out/04-quick.jsonl"))); // what needs no text was measured, and stays
    }
}
