using System.CommandLine;
using System.CommandLine.Parsing;

namespace Rote.Cli;

/// <summary>A verb: a command with examples, and a body that writes to a <see cref="Terminal"/>.</summary>
internal sealed class Verb : Command
{
    /// <summary>Makes the verb.</summary>
    /// <param name="name">What the user types.</param>
    /// <param name="description">What it does, in a short sentence: help lists it beside the name.</param>
    /// <param name="examples">Whole command lines for its help, at least one.</param>
    public Verb(string name, string description, params IReadOnlyList<string> examples)
        : base(name, description)
    {
        Examples = examples;
    }

    /// <summary>Whole command lines for the help.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>What else to know, for the verb's own help. Default: nothing.</summary>
    public string? Details { get; init; }

    private Option<bool>? Json { get; set; }

    /// <summary>Adds <c>--json</c>: exactly one JSON document on standard output in place of text.</summary>
    public void AddJson()
    {
        Json = new Option<bool>("--json") { Description = "Write one JSON document instead of text." };
        Options.Add(Json);
    }

    /// <summary>Sets the body. A failure is an exception: <see cref="Program"/> makes one line of it.</summary>
    /// <param name="body">Gets the parsed line, where to write, and a token that the first Ctrl+C cancels; returns the exit code.</param>
    public void Runs(Func<ParseResult, Terminal, CancellationToken, int> body) => SetAction((parsed, token) =>
    {
        try
        {
            return Task.FromResult(body(parsed, new Terminal((Streams)parsed.InvocationConfiguration, Json is not null && parsed.GetValue(Json)), token));
        }
        catch (UsageException wrong)
        {
            throw new UsageException($"{wrong.Message} {Usage.SeeHelp(this)}", wrong);
        }
    });

    /// <summary>An option that takes the path of a file or folder.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">What it is for, and what happens without it.</param>
    /// <param name="helpName">FILE or DIR.</param>
    /// <returns>The option; add it to the verb.</returns>
    public static Option<string?> Path(string name, string description, string helpName = "FILE") => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (string.IsNullOrWhiteSpace(text) || text.Contains('\0'))
                result.AddError($"'{name}' must be a path; got '{text}'.");
            return text;
        },
    };

    /// <summary>An option that takes a whole number.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">What it means, with its unit.</param>
    /// <param name="fallback">Its value where the user gives none.</param>
    /// <param name="least">The least value.</param>
    /// <param name="most">The greatest value.</param>
    /// <returns>The option; add it to the verb.</returns>
    public static Option<int> WholeNumber(string name, string description, int fallback, int least, int most) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => fallback, CustomParser = result => ParseWhole(result, name, least, most) ?? fallback };

    /// <summary>An option that takes a whole number and has no fixed default.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">What it means, with its unit, and what happens without it.</param>
    /// <param name="least">The least value.</param>
    /// <param name="most">The greatest value.</param>
    /// <returns>The option; add it to the verb.</returns>
    public static Option<int?> OptionalWholeNumber(string name, string description, int least, int most) =>
        new(name) { Description = description, HelpName = "N", CustomParser = result => ParseWhole(result, name, least, most) };

    /// <summary>An option that takes a number and has no fixed default.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">What it means, with its range, and what happens without it.</param>
    /// <param name="range">The range in words, such as <c>above 0</c>.</param>
    /// <param name="isInRange">The range.</param>
    /// <returns>The option; add it to the verb.</returns>
    public static Option<double?> OptionalNumber(string name, string description, string range, Func<double, bool> isInRange) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (double.TryParse(text, out double number) && double.IsFinite(number) && isInRange(number))
                return number;
            result.AddError($"'{name}' must be a number {range}; got '{text}'.");
            return null;
        },
    };

    private static int? ParseWhole(ArgumentResult result, string name, int least, int most)
    {
        string text = result.Tokens[^1].Value;
        if (int.TryParse(text, out int number) && number >= least && number <= most)
            return number;
        result.AddError($"'{name}' must be a whole number from {least} to {most}; got '{text}'.");
        return null;
    }
}
