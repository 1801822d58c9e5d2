using System.Text.RegularExpressions;
using Rote.Training.Stories;

namespace Rote.Training.Tests.Stories;

/// <summary>Stories keep what makes them worth learning: names, numbers and looks that stay, verbs that agree, places that are true.</summary>
public partial class StoryCorpusTests
{
    private static readonly string Text = StoryCorpus.Text();
    private static readonly string[] Stories = Text.Split("\n\n\n")[..^1]; // the last is cut

    [Fact]
    public void Same_seed_gives_the_same_text_and_another_seed_another()
    {
        Assert.Equal(Text, StoryCorpus.Text(seed: 1, length: 300_000));
        Assert.Equal(Text[..1000], StoryCorpus.Text(length: 1000));
        Assert.NotEqual(Text[..1000], StoryCorpus.Text(seed: 2, length: 1000));
        Assert.Equal("The story of ", Text[..13]);
    }

    [Fact]
    public void Length_must_be_positive() =>
        Assert.StartsWith("length ('0') must be a non-negative and non-zero value.", Assert.Throws<ArgumentOutOfRangeException>(() => StoryCorpus.Text(length: 0)).Message, StringComparison.Ordinal);

    [Fact]
    public void Text_is_plain_ascii_of_fewer_than_60_characters()
    {
        Assert.Equal(300_000, Text.Length);
        Assert.All(Text.Distinct(), character => Assert.True(character is '\n' or (>= ' ' and <= '~')));
        Assert.InRange(Text.Distinct().Count(), 40, 60);
        Assert.True(Stories.Length > 150);
    }

    [Fact]
    public void Every_story_ends_as_it_began() => Assert.All(Stories, story =>
    {
        string title = story[..story.IndexOf('\n')];
        Assert.EndsWith($"Here ends the story of {title["The story of ".Length..]}.", story, StringComparison.Ordinal);
    });

    [Fact]
    public void Names_are_new_in_every_story_and_say_he_or_she()
    {
        string[][] names = [.. Stories.Select(story => Name().Matches(story[..story.IndexOf('\n')]).Select(match => match.Value).ToArray())];
        Assert.All(names, inStory => Assert.InRange(inStory.Length, 2, 3));
        Assert.True(names.SelectMany(inStory => inStory).Distinct().Count() > 300);
        foreach (Match mood in Mood().Matches(Text))
            Assert.Equal(mood.Groups["name"].Value[^1] == 'a' ? "she" : "he", mood.Groups["they"].Value);
        Assert.DoesNotContain("a blamed himself", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbs_agree_with_the_thing_that_is_asked_for()
    {
        var questions = Question().Matches(Text);
        Assert.True(questions.Count > 300);
        foreach (Match question in questions)
            Assert.Equal(question.Groups["thing"].Value.EndsWith('s') ? "are" : "is", question.Groups["is"].Value);
        foreach (Match agreement in Agreement().Matches(Text))
            Assert.Equal(agreement.Groups["thing"].Value.EndsWith('s') ? "they were" : "it was", agreement.Groups["it"].Value);
    }

    [Fact]
    public void Things_are_as_many_all_through_a_story()
    {
        int repeated = 0;
        foreach (string story in Stories)
        {
            foreach (var counted in Number().Matches(story).GroupBy(match => match.Groups["thing"].Value))
            {
                Assert.Single(counted.Select(match => match.Groups["number"].Value).Distinct());
                repeated += counted.Count() - 1;
            }
        }
        Assert.True(repeated > 20);
    }

    // Between a question and the last move before it nothing says where the thing is: the answer follows from the story.
    [Fact]
    public void Whoever_took_a_thing_and_stayed_has_it()
    {
        var taken = TakenAndAsked().Matches(Text);
        Assert.NotEmpty(taken);
        foreach (Match match in taken)
        {
            string answer = match.Groups["answer"].Value, taker = match.Groups["taker"].Value;
            Assert.True(
                answer.StartsWith("I have", StringComparison.Ordinal) ? match.Groups["said"].Value == taker
                    : answer.EndsWith("with you", StringComparison.Ordinal) ? match.Groups["asked"].Value == taker
                    : answer.EndsWith($"with {taker}", StringComparison.Ordinal),
                match.Value);
        }
    }

    [GeneratedRegex(@"[A-Z][a-z]+[ao]\b")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<name>[A-Z]\w+) was (?:in|at|on) the \w+, and (?<they>he|she) was")]
    private static partial Regex Mood();

    [GeneratedRegex("\"Where (?<is>is|are) the (?<thing>\\w+)\\?\"")]
    private static partial Regex Question();

    [GeneratedRegex(@"\. The (?<thing>\w+)[^.]* (?:was|were) \w+, but (?<it>it was|they were) not")]
    private static partial Regex Agreement();

    [GeneratedRegex(@"There were (?<number>\w+) (?<thing>\w+)\.")]
    private static partial Regex Number();

    [GeneratedRegex("(?<taker>[A-Z]\\w+)(?: came to the \\w+ and)? took the (?<thing>\\w+), which \\w+ \\w+\\. \"Where \\w+ the \\k<thing>\\?\" asked (?<asked>\\w+)\\. \"(?<answer>[^\"]*),\" said (?<said>\\w+)\\.")]
    private static partial Regex TakenAndAsked();
}
