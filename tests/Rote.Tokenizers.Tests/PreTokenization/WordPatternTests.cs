using CsCheck;

namespace Rote.Tokenizers.Tests.PreTokenization;

public class WordPatternTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    public static TheoryData<string> KnownPatterns => [Gpt2Words.Regex, Gpt2Words.Shorter, Cl100kWords.ThreeDigits, Cl100kWords.Possessive, Cl100kWords.OneDigit,
        O200kWords.Contracted, O200kWords.Plain, ClipWords.Marked, ClipWords.Plain, DeepSeekWords.Regex];

    public static TheoryData<string> Runs => [" {2,}", @"\s+", "[.,!?]", @"(\d+)", @"[\p{L}\p{M}]+", @"\p{N}{1,3}", "[一-龥぀-ゟ゠-ヿ]+", "[^a-z]{3}", @"\p{Han}++", @"\W"];

    private static List<(int Start, int End)> Matches(string text, Func<int, (int Start, int End)> next)
    {
        var matches = new List<(int Start, int End)>();
        for (int at = 0; at < text.Length;)
        {
            var (start, end) = next(at);
            if (start < 0)
                break;
            matches.Add((start, end));
            at = end;
        }
        return matches;
    }

    private static List<(int Start, int End)> Matches(WordPattern words, string text) => Matches(text, at => (words.Next(text, at, out int end), end));

    private static WordPattern WordsOf(string regex) => new SplitPattern.RegularExpression(regex).Words!;

    private static void EqualsTranslation(string regex)
    {
        var words = WordsOf(regex);
        var translated = new TranslatedRegex(regex, RegexParser.Parse(regex, wrong => new InvalidDataException(wrong)), Long, wrong => new InvalidDataException(wrong));
        UnicodeTexts.Any.Sample(text =>
        {
            var expected = Matches(text, at =>
            {
                var clock = default(MatchClock);
                return (translated.Next(text, at, ref clock, out int end), end);
            });
            Assert.Equal(expected, Matches(words, text));
            foreach (var (start, end) in expected)
                Assert.Equal(end, words.End(text, start));
        }, iter: 3000);
    }

    [Theory]
    [MemberData(nameof(KnownPatterns))]
    public void Matcher_by_hand_equals_the_translation(string regex) => EqualsTranslation(regex);

    [Theory]
    [MemberData(nameof(Runs))]
    public void Run_equals_the_translation(string regex) => EqualsTranslation(regex);

    [Theory]
    [InlineData("a|b")]
    [InlineData(@"\s*")]
    [InlineData(@"\s+?")]
    [InlineData(@"\p{L}\p{N}")]
    public void Other_patterns_are_translated(string regex) => Assert.Null(new SplitPattern.RegularExpression(regex).Words);

    // A matcher that looked at every character again for every match would take minutes here.
    [Theory]
    [MemberData(nameof(KnownPatterns))]
    [MemberData(nameof(Runs))]
    public void Long_texts_take_time_in_proportion_to_their_length(string regex)
    {
        var words = WordsOf(regex);
        foreach (string unit in new[] { "a", "A", " ", "\n", "  \n", " \u0301", "'", "漢A", "Aé", "漢😀", "😀", "1", "\u0301", "!/", "!\n", "<|endoftext", "a ", "\u3000\r" })
        {
            string text = string.Concat(Enumerable.Repeat(unit, 300_000 / unit.Length));
            Assert.True(Matches(words, text).Count <= text.Length);
            Assert.True(Matches(words, text + "!").Count <= text.Length + 1);
            Assert.True(Matches(words, text + "x").Count <= text.Length + 1);
        }
    }

    [Fact]
    public void Matcher_starts_anywhere_in_a_text()
    {
        var words = WordsOf(Gpt2Words.Regex);
        Assert.Equal(5, words.End("Hello world", 0));
        Assert.Equal(11, words.End("Hello world", 5));
        Assert.Equal(11, words.End("Hello world", 8));
        Assert.Equal(1, WordsOf(ClipWords.Plain).End("a b", 1));
    }
}
