namespace Rote.Cli.Tests;

public class HelpTexts
{
    public static TheoryData<string> Verbs() => [.. Program.Verbs().OfType<Verb>().Select(verb => verb.Name)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Help_of_every_verb_has_description_usage_and_an_example(string verb)
    {
        var run = CliRun.Of(verb, "--help");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith("Description:", run.Output, StringComparison.Ordinal);
        Assert.Contains($"rote {verb}", run.Output[run.Output.IndexOf("Usage:", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains($"  rote {verb}", run.Output[run.Output.IndexOf("Example", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains("--json", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbs_within_a_verb_have_their_help_and_are_listed_by_it()
    {
        var group = CliRun.Of("tokenizer");
        Assert.Equal(CliRun.Of("tokenizer", "--help"), group);
        Assert.Equal((0, ""), (group.Code, group.Error));
        foreach (string verb in new[] { "encode", "decode", "inspect", "verify", "train" })
        {
            Assert.Contains($"  {verb} ", group.Output, StringComparison.Ordinal);
            Assert.Contains($"  rote tokenizer {verb} ", group.Output, StringComparison.Ordinal);
            var run = CliRun.Of("tokenizer", verb, "--help");
            Assert.Equal((0, ""), (run.Code, run.Error));
            Assert.Contains($"rote tokenizer {verb}", run.Output[run.Output.IndexOf("Usage:", StringComparison.Ordinal)..], StringComparison.Ordinal);
            Assert.Contains("--json", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_arguments_show_the_same_as_help()
    {
        var run = CliRun.Of();
        Assert.Equal(CliRun.Of("--help"), run);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.All(Program.Verbs(), verb => Assert.Contains($"  {verb.Name} ", run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Help_shows_defaults() => Assert.Contains("[default: 8]", CliRun.Of("inspect", "--help").Output, StringComparison.Ordinal);

    [Fact]
    public void Help_is_shown_even_if_the_rest_is_wrong() => Assert.Equal(0, CliRun.Of("inspect", "--length", "abc", "--help").Code);

    [Fact]
    public void Version_is_name_and_number() => Assert.Matches(@"^rote \d+\.\d+\.\d+\s*$", CliRun.Of("--version").Output);
}
