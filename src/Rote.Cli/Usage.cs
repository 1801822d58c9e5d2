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
        if (parsed.Errors.Count == 0 || parsed.Action is { ClearsParseErrors: true })
            return null;
        var command = parsed.CommandResult.Command;
        bool root = parsed.CommandResult.Parent is null;
        return $"{Describe(parsed, command, root)} {SeeHelp(root ? null : command.Name)}";
    }

    /// <summary>Says where help is.</summary>
    /// <param name="verb">The verb, or null for the program.</param>
    /// <returns>A sentence.</returns>
    public static string SeeHelp(string? verb) => $"See {(verb is null ? "rote" : $"rote {verb}")} --help.";

    private static string Describe(ParseResult parsed, Command command, bool root)
    {
        if (parsed.UnmatchedTokens is [var token, ..])
        {
            string kind = token.StartsWith('-') ? "option" : root ? "verb" : "argument";
            var known = kind switch
            {
                "option" => command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive)).Select(option => option.Name),
                "verb" => command.Subcommands.Select(verb => verb.Name),
                _ => [],
            };
            int most = token.Trim('-').Length / 3;
            string nearest = known.Select(name => (Name: name, Distance: Distance(name, token)))
                .Where(pair => pair.Distance <= most)
                .OrderBy(pair => pair.Distance)
                .Select(pair => $" Did you mean '{pair.Name}'?")
                .FirstOrDefault("");
            return $"unknown {kind} '{token}'.{nearest}";
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

    // Levenshtein's edit distance
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
