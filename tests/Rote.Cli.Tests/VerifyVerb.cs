using System.Text.Json;
using Rote.Checkpoints;
using Rote.Verification;

namespace Rote.Cli.Tests;

[Trait("Category", "Golden")]
public class VerifyVerb
{
    [Fact]
    public void Equal_model_returns_zero_and_lists_every_check()
    {
        var run = CliRun.Of("verify", CliRun.Model("bert-base"), "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.True(root.GetProperty("passed").GetBoolean());
        Assert.Equal(0, root.GetProperty("differing").GetInt32());
        var report = ModelVerifier.Verify(CliRun.Model("bert-base"), TestContext.Current.CancellationToken);
        Assert.Equal(report.Compared, root.GetProperty("compared").GetInt32());
        Assert.Equal(report.Checks.Select(check => check.Name), root.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()));
        Assert.Equal(report.Compared, root.GetProperty("checks").EnumerateArray().Count(check => check.GetProperty("outcome").GetString() == "equal"));
    }

    [Fact]
    public void Text_ends_in_the_verdict()
    {
        var run = CliRun.Of("verify", CliRun.Model("gpt2"));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Matches(@"Equal to the reference: \d+ compared\.\s*$", run.Output);
        Assert.Contains("hidden state", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public void Altered_weight_differs_and_returns_one()
    {
        using var copy = Reference();
        byte[] bytes = File.ReadAllBytes(copy.Weights);
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4), 100f);
        File.WriteAllBytes(copy.Weights, bytes);
        var run = CliRun.Of("verify", copy.Folder);
        Assert.Equal((1, ""), (run.Code, run.Error));
        Assert.Contains("Differs", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"DIFFERENT from the reference: \d+ of \d+ compared\.\s*$", run.Output);
        using var json = JsonDocument.Parse(CliRun.Of("verify", copy.Folder, "--json").Output);
        Assert.False(json.RootElement.GetProperty("passed").GetBoolean());
        Assert.Contains(json.RootElement.GetProperty("checks").EnumerateArray(), check => check.GetProperty("outcome").GetString() == "differs");
    }

    [Fact]
    public void Directory_without_a_reference_is_refused_in_one_line()
    {
        using var copy = new ModelCopy();
        string told = Assert.Throws<CheckpointException>(() => ModelVerifier.Verify(copy.Folder, TestContext.Current.CancellationToken)).Message;
        Assert.Contains("case.json", told, StringComparison.Ordinal);
        CliRun.Of("verify", copy.Folder).Fails(1, told);
    }

    [Fact]
    public void Cancelled_run_returns_130()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        CliRun.Of(null, ["verify", CliRun.Model("gpt2")], source.Token).Fails(130, "interrupted.");
    }

    private static ModelCopy Reference()
    {
        var copy = new ModelCopy();
        foreach (string file in new[] { "case.json", "expected.safetensors" })
            File.Copy(Path.Combine(CliRun.Model("bert-base"), file), Path.Combine(copy.Folder, file));
        return copy;
    }
}
