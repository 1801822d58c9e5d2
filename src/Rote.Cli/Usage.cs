using System.CommandLine;
using System.CommandLine.Parsing;

namespace Rote.Cli;

/// <summary>What is wrong with a command line.</summary>
internal static class Usage
{
    /// <summary>Describes the first fault.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <returns>One line that names the fault and says where help is; null where there is none, or help was asked for.</returns>
    public static string? Fault(ParseResult parsed)
    {
        if (parsed.Action is { ClearsParseErrors: true })
            return null;
        var command = parsed.CommandResult.Command;
        if (MistakenForText(parsed) is { } option)
            return $"unknown option '{option}'.{Meant(option, OptionsOf(parsed, command))} A text that begins so comes after '--'. {SeeHelp(command)}";
        return parsed.Errors.Count == 0 ? null : $"{Describe(parsed, command)} {SeeHelp(command)}";
    }

    /// <summary>Says where help is.</summary>
    /// <param name="command">The verb, or the program.</param>
    /// <returns>A sentence.</returns>
    public static string SeeHelp(Command command) => $"See {PathOf(command)} --help.";

    // A verb may lie in another.
    private static string PathOf(Command command) => command is RootCommand ? "rote" : $"{(command.Parents.OfType<Command>().FirstOrDefault() is { } above ? PathOf(above) : "rote")} {command.Name}";

    private static string Describe(ParseResult parsed, Command command)
    {
        if (parsed.UnmatchedTokens is [var token, ..])
        {
            string kind = token.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "verb" : "argument";
            var known = kind switch
            {
                "option" => OptionsOf(parsed, command),
                "verb" => command.Subcommands.Select(verb => verb.Name),
                _ => [],
            };
            return $"unknown {kind} '{token}'.{Meant(token, known)}";
        }
        var error = parsed.Errors[0];
        return error.SymbolResult switch
        {
            ArgumentResult { Tokens.Count: 0 } missing => $"{missing.Argument.Name} is missing.",
            OptionResult { Implicit: true, Option.Required: true } missing => $"'{missing.Option.Name}' is missing.",
            OptionResult { Tokens.Count: 0 } missing when missing.Option.Arity.MinimumNumberOfValues > 0 => $"option '{missing.Option.Name}' needs a value.",
            OptionResult many when many.Tokens.Count > many.Option.Arity.MaximumNumberOfValues => $"'{many.Option.Name}' is given more than once.",
            _ => error.Message,
        };
    }

    // A verb that takes any number of texts takes an option that it does not know for one of them.
    private static string? MistakenForText(ParseResult parsed)
    {
        var before = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).ToHashSet();
        return parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .FirstOrDefault(token => token.Value.Length > 2 && token.Value.StartsWith("--", StringComparison.Ordinal) && before.Contains(token))?.Value;
    }

    private static IEnumerable<string> OptionsOf(ParseResult parsed, Command command) =>
        command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive)).Select(option => option.Name);

    private static string Meant(string typed, IEnumerable<string> known) => known.FirstOrDefault(name => Resembles(name, typed)) is { } meant ? $" Did you mean '{meant}'?" : "";

    // Edits by which one becomes the other, two letters in the wrong order counted as one: up to one in three letters is a slip.
    private static bool Resembles(string known, string typed)
    {
        int most = typed.Trim('-').Length / 3;
        if (Math.Abs(known.Length - typed.Length) > most)
            return false;
        int[,] edits = new int[known.Length + 1, typed.Length + 1];
        for (int i = 0; i <= known.Length; i++)
        {
            for (int j = 0; j <= typed.Length; j++)
            {
                int least = i == 0 || j == 0 ? i + j : Math.Min(Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1, edits[i - 1, j - 1] + (known[i - 1] == typed[j - 1] ? 0 : 1));
                bool swapped = i > 1 && j > 1 && known[i - 1] == typed[j - 2] && known[i - 2] == typed[j - 1];
                edits[i, j] = swapped ? Math.Min(least, edits[i - 2, j - 2] + 1) : least;
            }
        }
        return edits[known.Length, typed.Length] <= most;
    }
}
