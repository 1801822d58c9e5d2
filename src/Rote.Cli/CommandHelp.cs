using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Reflection;

namespace Rote.Cli;

/// <summary>Help with examples, and the version.</summary>
internal static class CommandHelp
{
    /// <summary>Lets every help end in the verb's examples.</summary>
    /// <param name="root">The root command.</param>
    public static void UseExamples(this RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new WithExamples((HelpAction)help.Action!);
    }

    /// <summary>Lets <c>--version</c> write the program's version.</summary>
    /// <param name="root">The root command.</param>
    public static void UseVersion(this RootCommand root) => root.Options.OfType<VersionOption>().Single().Action = new Version();

    /// <summary>Writes the help of what was typed.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>0.</returns>
    public static int ShowHelp(this ParseResult parsed) =>
        ((SynchronousCommandLineAction)parsed.RootCommandResult.Command.Options.OfType<HelpOption>().Single().Action!).Invoke(parsed);

    private sealed class WithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            int code = help.Invoke(parseResult);
            var command = parseResult.CommandResult.Command;
            var examples = command is Verb verb ? verb.Examples : [.. command.Subcommands.OfType<Verb>().Select(sub => sub.Examples[0])];
            var output = parseResult.InvocationConfiguration.Output;
            if (command is Verb { Details: { } details })
                output.WriteLine($"{details}{Environment.NewLine}");
            output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
            foreach (string example in examples)
                output.WriteLine($"  {example}");
            return code;
        }
    }

    private sealed class Version : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            string version = typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
            parseResult.InvocationConfiguration.Output.WriteLine($"rote {version.Split('+')[0]}");
            return 0;
        }
    }
}
