using System.CommandLine;
using Rote.Cli;

namespace Rote.Docs.Tests;

/// <summary>What the pages and the program's own help tell people to type is understood by the program.</summary>
public class CommandLines
{
    public static TheoryData<string, string> Typed()
    {
        var rows = new TheoryData<string, string>();
        foreach (var page in Repository.Guides)
        {
            var lines = page.Blocks.Where(block => block.Language is "" or "sh" or "text").SelectMany(block => block.Lines).Concat(page.Spans);
            foreach (string line in lines.Where(line => ShellLine.RoteCommands(line).Any()).Distinct())
                rows.Add(page.Name, line);
        }
        foreach (string example in Verbs(Program.Verbs()).SelectMany(verb => verb.Examples))
            rows.Add("--help", example);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Typed))]
    public void Command_line_is_understood(string page, string line) =>
        Assert.All(ShellLine.RoteCommands(line), arguments => Assert.True(Fault(arguments) is not { } fault, $"{page}: '{line}': {Fault(arguments)}"));

    [Fact]
    public void Pages_tell_what_to_type()
    {
        string[] pages = [.. Typed().Select(row => row.Data.Item1).Distinct()];
        Assert.All(["README.md", "docs/guides/train-a-translator.md", "docs/guides/verify-a-checkpoint.md", "docs/guides/tokenizer-command.md", "--help"], page => Assert.Contains(page, pages));
    }

    [Fact]
    public void Wrong_command_line_is_a_fault() => Assert.Equal("unknown option '--lenght'. Did you mean '--length'? See rote inspect --help.", Fault(["inspect", "m", "--lenght", "3"]));

    [Fact]
    public void Training_guide_names_every_option_of_train()
    {
        string guide = Repository.Page("docs/guides/train-a-translator.md").Text;
        Assert.All(Program.Verbs().Single(verb => verb.Name == "train").Options, option => Assert.Contains($"`{option.Name}`", guide, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--width")]
    [InlineData("--heads")]
    [InlineData("--feed-forward")]
    [InlineData("--layers")]
    [InlineData("--dropout")]
    [InlineData("--steps")]
    [InlineData("--epochs")]
    [InlineData("--batch")]
    [InlineData("--learning-rate")]
    [InlineData("--warmup")]
    [InlineData("--seed")]
    public void Training_guide_states_the_defaults(string option)
    {
        string[] row = Assert.Single(Repository.Page("docs/guides/train-a-translator.md").Text.Split('\n'), line => line.StartsWith($"| `{option}` |", StringComparison.Ordinal)).Split(" | ");
        string description = Program.Verbs().Single(verb => verb.Name == "train").Options.Single(known => known.Name == option).Description!;
        string stated = row[1] == row[2] ? $"Default: {row[1]}." : $"Default: {row[1]} for dates, {row[2]} for files.";
        Assert.EndsWith(stated, description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("encode")]
    [InlineData("decode")]
    [InlineData("inspect")]
    [InlineData("verify")]
    [InlineData("train")]
    public void Tokenizer_guide_names_every_option_with_its_default(string verb)
    {
        string guide = Repository.Page("docs/guides/tokenizer-command.md").Text;
        string section = guide[guide.IndexOf($"\n## {char.ToUpperInvariant(verb[0])}{verb[1..]}\n", StringComparison.Ordinal)..];
        string[] rows = section[..(section.IndexOf("\n## ", 1, StringComparison.Ordinal) is >= 0 and var end ? end : section.Length)].Split('\n');
        foreach (var option in Program.Verbs().Single(group => group.Name == "tokenizer").Subcommands.Single(command => command.Name == verb).Options.Where(option => option.Name != "--json"))
        {
            string[] row = Assert.Single(rows, line => line.StartsWith($"| `{option.Name}` |", StringComparison.Ordinal)).Split(" | ");
            const string stated = "Default: ";
            string description = option.Description!;
            if (description.Contains(stated, StringComparison.Ordinal))
                Assert.Equal(description[(description.IndexOf(stated, StringComparison.Ordinal) + stated.Length)..].TrimEnd('.'), row[1].Trim());
            else if (option.HasDefaultValue && option.ValueType != typeof(bool))
                Assert.Equal($"{option.GetDefaultValue()}", row[1].Trim());
        }
    }

    private static IEnumerable<Verb> Verbs(IEnumerable<Command> commands) => commands.SelectMany(command => command is Verb verb ? [verb] : Verbs(command.Subcommands));

    private static string? Fault(string[] arguments)
    {
        var root = new RootCommand();
        foreach (var verb in Program.Verbs())
            root.Subcommands.Add(verb);
        root.SetAction(_ => 0);
        return Usage.Fault(root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null }));
    }
}
