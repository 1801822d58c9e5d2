using System.CommandLine;
using System.Text;
using Rote.Cli.Commands;
using Rote.Training.Data;

namespace Rote.Cli;

/// <summary>The <c>rote</c> command.</summary>
internal static class Program
{
    /// <summary>Every verb, in the order in which help shows them.</summary>
    internal static IEnumerable<Command> Verbs() =>
    [
        TrainCommand.Create(),
        TranslateCommand.Create(),
        EvaluateCommand.Create(),
        InspectCommand.Create(),
        VerifyCommand.Create(),
        TokenizerCommand.Create(),
        LabCommand.Create(),
        DoctorCommand.Create(),
    ];

    public static int Main(string[] args)
    {
        using var interruption = new Interruption();
        // Texts are UTF-8 in and out, whatever the system's language is.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        RedirectedOutput.UsePipe();
        using var input = new StreamReader(Console.OpenStandardInput(), TextLines.Strict);
        return Run(args, input, Console.Out, Console.Error, interruption.Token);
    }

    /// <summary>Runs the program.</summary>
    /// <param name="args">The command line, without the program's name.</param>
    /// <param name="input">What a verb reads where no text is given.</param>
    /// <param name="output">Results.</param>
    /// <param name="error">One line, where the run fails.</param>
    /// <param name="token">Cancelled when the user interrupts.</param>
    /// <returns>0, or one of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, TextReader input, TextWriter output, TextWriter error, CancellationToken token) =>
        Run(Verbs(), args, input, output, error, token);

    /// <summary>Runs the program with other verbs.</summary>
    /// <param name="verbs">The verbs.</param>
    /// <param name="args">The command line, without the program's name.</param>
    /// <param name="input">What a verb reads where no text is given.</param>
    /// <param name="output">Results.</param>
    /// <param name="error">One line, where the run fails.</param>
    /// <param name="token">Cancelled when the user interrupts.</param>
    /// <returns>0, or one of <see cref="ExitCode"/>.</returns>
    internal static int Run(IEnumerable<Command> verbs, string[] args, TextReader input, TextWriter output, TextWriter error, CancellationToken token)
    {
        try
        {
            // No response files: a text argument may begin with '@'.
            var parsed = Root(verbs).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (Usage.Fault(parsed) is { } fault)
            {
                error.WriteLine($"rote: {fault}");
                return ExitCode.BadUsage;
            }
            // Exceptions and signals are handled here and in Main, not by the parser's defaults.
            var configuration = new Streams
            {
                Input = input,
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return parsed.InvokeAsync(configuration, token).GetAwaiter().GetResult();
        }
        catch (IOException wrong) when (RedirectedOutput.IsClosed(wrong))
        {
            return ExitCode.NobodyReads;
        }
#pragma warning disable CA1031 // The one place that turns any failure into one line.
        catch (Exception wrong)
#pragma warning restore CA1031
        {
            var failure = Failure.Of(wrong);
            error.WriteLine($"rote: {failure.Line}");
            if (Environment.GetEnvironmentVariable("ROTE_TRACE") == "1")
                error.WriteLine(wrong);
            return failure.Code;
        }
    }

    private static RootCommand Root(IEnumerable<Command> verbs)
    {
        var root = new RootCommand("Rote: build, train, load and understand Transformers, without Python.") { HelpName = "rote" };
        foreach (var verb in verbs)
            root.Subcommands.Add(verb);
        root.UseExamples();
        root.UseVersion();
        root.SetAction(parsed => parsed.ShowHelp());
        return root;
    }
}
