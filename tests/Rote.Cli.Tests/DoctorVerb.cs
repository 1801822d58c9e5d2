using System.Text.Json;

namespace Rote.Cli.Tests;

public class DoctorVerb
{
    [Fact]
    public void Json_is_one_document_with_a_passed_self_test()
    {
        var run = CliRun.Of("doctor", "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.True(root.GetProperty("healthy").GetBoolean());
        Assert.True(root.GetProperty("selfTest").GetProperty("matrixProduct").GetBoolean());
        Assert.True(root.GetProperty("selfTest").GetProperty("fusedAttention").GetBoolean());
        Assert.True(root.GetProperty("selfTest").GetProperty("gflopsPerSecond").GetDouble() > 0);
        Assert.Equal(3, root.GetProperty("native").GetProperty("libtorchVersion").GetString()!.Split('.').Length);
        Assert.True(File.Exists(root.GetProperty("native").GetProperty("path").GetString()));
        Assert.Equal(Environment.ProcessorCount, root.GetProperty("threads").GetProperty("cores").GetInt32());
        Assert.True(root.GetProperty("devices")[0].GetProperty("available").GetBoolean());
        Assert.InRange(root.GetProperty("room").GetProperty("memoryFree").GetInt64(), 1, root.GetProperty("room").GetProperty("memoryLimit").GetInt64());
    }

    [Fact]
    public void Text_has_every_section_and_no_escapes()
    {
        var run = CliRun.Of("doctor");
        Assert.Equal((0, ""), (run.Code, run.Error));
        string[] lines = run.Output.Split(Environment.NewLine);
        string[] headings = ["System", "Native library", "Speed", "Devices", "Room", "Self-test", "Everything needed is there."];
        Assert.Equal(headings, lines.Where(line => line.Length > 0 && char.IsUpper(line[0])));
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
    }
}
