using System.Diagnostics;
using System.Runtime.InteropServices;
using Rote.Testing;

namespace Rote.Cli.Tests.Tokenizers;

public class ClosedPipe
{
    [Fact]
    public async Task Program_ends_without_a_word_when_nobody_reads_any_more()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("pipes there are closed in another way");
        var token = TestContext.Current.CancellationToken;
        string host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        string program = Path.Combine(AppContext.BaseDirectory, "Rote.Cli.dll");
        using var process = Process.Start(new ProcessStartInfo(host, [program, "tokenizer", "encode", GoldenFolder.Tokenizer("bert-uncased")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync(token);
        await process.StandardInput.WriteLineAsync("Hello world");
        await process.StandardInput.FlushAsync(token);
        Assert.Equal("2 685 89 93 1343 3", await process.StandardOutput.ReadLineAsync(token));
        process.StandardOutput.Close();
        // The program reads on, and finds out when it writes.
        await process.StandardInput.WriteLineAsync("Hello world");
        await process.StandardInput.FlushAsync(token);
        await process.WaitForExitAsync(token);
        Assert.Equal((141, ""), (process.ExitCode, await error));
    }
}
