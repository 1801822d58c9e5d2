using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Rote.Docs.Tests;

/// <summary>The samples run, as programs of their own.</summary>
public partial class Samples
{
    [Fact]
    public async Task Attention_by_hand_agrees()
    {
        var (code, output) = await Run("AttentionByHand");
        Assert.Equal(0, code);
        Assert.Equal(2, Difference().Count(output));
        Assert.Contains("·····\n·■···\n·■■··\n·■■■·\n·■■■■\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_and_translate_trains_and_translates()
    {
        var (code, output) = await Run("TrainAndTranslate", "2");
        string folder = Model().Match(output).Groups["folder"].Value;
        try
        {
            Assert.Equal(0, code);
            Assert.StartsWith("2 steps in ", output, StringComparison.Ordinal);
            Assert.Equal(3, output.Split('\n').Count(line => line.Contains(" → ", StringComparison.Ordinal)));
            Assert.True(File.Exists(Path.Combine(folder, "model.safetensors")));
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(int Code, string Output)> Run(string sample, params string[] arguments)
    {
        // The sample that was built together with these tests: bin/Release/net10.0, or Debug.
        string built = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Rote.Docs.Tests"), AppContext.BaseDirectory);
        string program = Path.Combine(Repository.Root, "samples", sample, built, $"{sample}.dll");
        // The runtime lies at shared/Microsoft.NETCore.App/10.0.x below its host.
        string host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        using var process = Process.Start(new ProcessStartInfo(host, [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        })!;
        var token = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        Assert.Equal("", await error);
        return (process.ExitCode, (await output).ReplaceLineEndings("\n"));
    }

    [GeneratedRegex(@"^largest difference, .*: \d\.\dE-\d+$", RegexOptions.Multiline)]
    private static partial Regex Difference();

    [GeneratedRegex(@"; model: (?<folder>.+)$", RegexOptions.Multiline)]
    private static partial Regex Model();
}
