using System.CommandLine;
using Rote.Testing;

namespace Rote.Cli.Tests;

/// <summary>One run of the program inside the test's process.</summary>
internal sealed record CliRun(int Code, string Output, string Error)
{
    public static CliRun Of(params string[] args) => Of(null, args, TestContext.Current.CancellationToken);

    /// <summary>Runs the program with a text as its standard input.</summary>
    public static CliRun WithInput(string input, params string[] args) => Of(null, args, TestContext.Current.CancellationToken, new StringReader(input));

    /// <summary>Runs a verb made for the test; null runs the program's own.</summary>
    public static CliRun Of(Command? verb, string[] args, CancellationToken token, TextReader? input = null, StringWriter? output = null)
    {
        using StringWriter error = new(), own = new();
        output ??= own;
        input ??= TextReader.Null;
        int code = verb is null ? Program.Run(args, input, output, error, token) : Program.Run([verb], args, input, output, error, token);
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>Asserts that the run failed with one line and nothing else.</summary>
    public void Fails(int code, string line) => Assert.Equal((code, "", $"rote: {line}{Environment.NewLine}"), (Code, Output, Error));

    public static string Model(string name) => GoldenFolder.Model(name);
}
