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
        foreach (string example in Program.Verbs().OfType<Verb>().SelectMany(verb => verb.Examples))
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
        Assert.All(["README.md", "docs/guides/train-a-translator.md", "docs/guides/verify-a-checkpoint.md", "--help"], page => Assert.Contains(page, pages));
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

    private static string? Fault(string[] arguments)
    {
        var root = new RootCommand();
        foreach (var verb in Program.Verbs())
            root.Subcommands.Add(verb);
        root.SetAction(_ => 0);
        return Usage.Fault(root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null }));
    }
}
