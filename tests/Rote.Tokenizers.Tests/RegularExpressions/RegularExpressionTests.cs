namespace Rote.Tokenizers.Tests.RegularExpressions;

public class RegularExpressionTests
{
    private static string Matches(string regex, string text)
    {
        var matches = new List<string>();
        foreach (var (start, length, isMatch) in new SplitPattern.RegularExpression(regex).Parts(text))
        {
            if (isMatch)
                matches.Add($"{start}-{start + length}");
        }
        return string.Join(' ', matches);
    }

    // What Oniguruma 6.9.10 finds, in UTF-16 units; an empty match directly after another one does not count.
    [Theory]
    // Repetition
    [InlineData("a*", "ab", "0-1 2-2")]
    [InlineData("", "ab", "0-0 1-1 2-2")]
    [InlineData("a||b", "ab", "0-1 2-2")]
    [InlineData("a??", "a", "0-0 1-1")]
    [InlineData("a+?", "aa", "0-1 1-2")]
    [InlineData("a{1,2}?", "aa", "0-1 1-2")]
    [InlineData("a{2}?", "aaaaa", "0-2 2-4 5-5")]
    [InlineData("a{2}+", "aaaaa", "0-4")]
    [InlineData("a{,2}b", "aaab", "1-4")]
    [InlineData("a{1,2}{3}", "aaaaaaa", "0-6")]
    [InlineData("a++b", "aab", "0-3")]
    [InlineData("a*+a", "aaa", "")]
    [InlineData("(?>a|ab)c", "abc", "")]
    [InlineData("a{x}{,}{", "a{x}{,}{", "0-8")]
    [InlineData("a{0}b", "ab", "1-2")]
    [InlineData(@"([-=])\1*|x", "--==-x", "0-2 2-4 4-5 5-6")]
    [InlineData(@"(ab|c)\1{2}", "abababccc", "0-6 6-9")]
    // Places
    [InlineData("^", "a\nb\n", "0-0 2-2")]
    [InlineData("$", "a\nb\n", "1-1 3-3 4-4")]
    [InlineData(@"\A|\z", "a\n", "0-0 2-2")]
    [InlineData(@"\Z", "a\n", "1-1 2-2")]
    [InlineData(@"\b", "ab c", "0-0 2-2 3-3 4-4")]
    [InlineData(@"\B", "ab", "1-1")]
    [InlineData("(?<!a)b", "ab b", "3-4")]
    [InlineData("(?<=a|bc)d", "ad bcd", "1-2 5-6")]
    [InlineData("(?<=a+)b", "ab", "1-2")]
    [InlineData(@"(?<=\d)(?=\p{L})", "1a2b", "1-1 3-3")]
    [InlineData("(?!a)", "a😀", "1-1 3-3")]
    // Characters
    [InlineData(".", "\r\u2028\n😀", "0-1 1-2 3-5")]
    [InlineData("(?m).|a", "\n", "0-1")]
    [InlineData(@"\N\O", "\n\n", "")]
    [InlineData(@"\R", "\r\n\r\u2028", "0-2 2-3 3-4")]
    [InlineData(@"\h+", "fgF0", "0-1 2-4")]
    [InlineData(@"\x41\x{1F600}\u00e9\0\07", "A😀é\0\a", "0-6")]
    [InlineData(@"\t\n\r\f\v\a\e", "\t\n\r\f\v\a\e", "0-7")]
    [InlineData(@"\_\-\/\""\'\é\i", "_-/\"'éi", "0-7")]
    [InlineData(@"\w+", "aé²\u0301_\u200D1漢", "0-5 6-8")]
    [InlineData(@"[\w]+", "a²b¼", "0-1 2-3")]
    [InlineData(@"[^\w]+", "a²b¼", "1-2 3-4")]
    [InlineData(@"\s+", "a\u0085\u3000\u200Bb", "1-3")]
    [InlineData(@"\d", "1٣²½", "0-1 1-2")]
    [InlineData(@"\p{^L}\P{L}\P{^L}", "12a", "0-3")]
    [InlineData(@"\pNd", "1d", "0-2")]
    [InlineData(@"\p{ Upper_case-Letter}", "aA", "1-2")]
    [InlineData(@"\p{Lowercase Letter}|\p{LC}", "ǅa", "0-1 1-2")]
    [InlineData(@"\p{Han}+", "漢字かな𠀀", "0-2 4-6")]
    [InlineData(@"\p{Hiragana}\p{Katakana}\p{Hangul}", "かカ한", "0-3")]
    // Sets
    [InlineData("[]a]", "a]", "0-1 1-2")]
    [InlineData("[-a]|[b-]", "-ab", "0-1 1-2 2-3")]
    [InlineData("[a-c-e]", "-bde", "0-1 1-2 3-4")]
    [InlineData("[a[b]c]", "abc]", "0-1 1-2 2-3")]
    [InlineData("[^a&&b]", "abc", "0-1 1-2 2-3")]
    [InlineData("[[a-c]&&[^b]]", "abc", "0-1 2-3")]
    [InlineData("[a-w&&[^c-g]z]", "azdh", "0-1 3-4")]
    [InlineData("[[:^space:]]", "a ", "0-1")]
    [InlineData("[[:punct:]]", "!$€a", "0-1 1-2 2-3")]
    [InlineData(@"[\b\]\B]", "\bB]", "0-1 1-2 2-3")]
    [InlineData("[😀-😂]+", "😀😁😃", "0-4")]
    [InlineData("[^😀]", "😀😁", "2-4")]
    [InlineData(@"[^\n]", "\n\r", "1-2")]
    [InlineData(@" ?[^(\s|[.,!?…。，、।۔،])]+", "Hi (there), 你好。", "0-2 4-9 11-14")]
    // Case
    [InlineData("(?i:'s|'ll)", "'ſ'S'lL", "0-2 2-4 4-7")]
    [InlineData("(?i)[a-k]", "K\u212A", "0-1 1-2")]
    [InlineData("(?i)[^k]", "\u212Ax", "1-2")]
    [InlineData("a(?i)b|c", "aC aB C", "0-2 3-5")]
    [InlineData("(?:a(?i)b)c", "aBC aBc", "4-7")]
    [InlineData("(?i:a(?-i:b))c", "Abc ABc", "0-3")]
    [InlineData(@"(?i)\p{Lu}漢", "A漢a漢", "0-2")]
    // Groups
    [InlineData(@"(\p{L})\1", "aab", "0-2")]
    [InlineData(@"(?:(a)|b)*\1", "aba", "0-3")]
    [InlineData(@"(a)|b\1", "b", "")]
    [InlineData("(?<n>a)(?'m'b)(?#c)", "ab", "0-2")]
    public void Matches_are_those_of_oniguruma(string regex, string text, string expected) => Assert.Equal(expected, Matches(regex, text));

    [Theory]
    [InlineData("a\\", 2, "a backslash stands at the end; write it twice for the character")]
    [InlineData("a)", 2, "a bracket closes that none opened; write \\) for the character")]
    [InlineData("(a", 1, "a bracket does not close; write \\( for the character")]
    [InlineData("(?i", 1, "a bracket does not close; write \\( for the character")]
    [InlineData("(?#a", 1, "a comment does not end; close it with )")]
    [InlineData("(*FAIL)", 1, "(*...) is not supported; write it without")]
    [InlineData("(?~a)", 1, "(?~ is not supported; supported are (?:, (?=, (?!, (?<=, (?<!, (?>, (?#, (?<name>, and the options i and m")]
    [InlineData("(?s).", 1, "(?s is not supported; supported are (?:, (?=, (?!, (?<=, (?<!, (?>, (?#, (?<name>, and the options i and m")]
    [InlineData("(?<1>a)", 1, "the name of a group must be letters, digits and _, and begin with none of the digits")]
    [InlineData("*a", 1, "there is nothing to repeat; write it with a backslash for the character")]
    [InlineData("a|{2}", 3, "there is nothing to repeat; write \\{ for the character")]
    [InlineData("a{3,1}", 2, "{3,1} counts down; write the smaller number first")]
    [InlineData("a{100001}", 3, "a repetition may count to 100000; count less")]
    [InlineData(@"(a?)\1*", 5, "what is repeated may be empty, which is not supported; repeat what has at least one character")]
    [InlineData(@"(a\1*)", 3, "what is repeated may be empty, which is not supported; repeat what has at least one character")]
    [InlineData("(?:a*)*", 1, "what is repeated may be empty, which is not supported; repeat what has at least one character")]
    [InlineData("(?=a)?", 1, "what is repeated may be empty, which is not supported; repeat what has at least one character")]
    [InlineData("(?:a+?)*", 8, "a lazy repetition is repeated, which is not supported; repeat once")]
    [InlineData("(?<=a++)b", 7, "a possessive repetition in a lookbehind is not supported; write it without")]
    [InlineData("(?<=(?>a))b", 5, "(?>...) in a lookbehind is not supported; write (?:...)")]
    [InlineData("(?<=a(?=b))", 6, "a lookaround in a lookbehind is not supported; write it without")]
    [InlineData(@"(?<=\R)", 5, "\\R in a lookbehind is not supported; write it without")]
    [InlineData(@"a\G", 2, "\\G is not supported; write it without")]
    [InlineData(@"\1", 1, "\\1 repeats a group that there is not, or that has a name; it has 0 groups without a name")]
    [InlineData(@"(?<n>a)(b)\1", 1, "\\1 repeats a group that there is not, or that has a name; it has 1 groups without a name")]
    [InlineData(@"(a)\12", 4, "\\ with several digits is not supported; write \\x{...} for a character")]
    [InlineData(@"(?i)(a)\1", 8, "\\1 without regard to case or in a lookbehind is not supported; write it without")]
    [InlineData(@"(b)(?<=(a))\1", 1, "a group in a lookbehind and \\1 are not supported together; write (?:...) in the lookbehind")]
    [InlineData(@"\p{Latin}", 1, "the property Latin is not supported; supported are general categories (L, Lu, Nd), Any, Assigned, ASCII, Space, Digit, XDigit, Word, Punct, Cntrl, Blank, Han, Hiragana, Katakana, Hangul")]
    [InlineData(@"\p{L", 1, "the name of a property does not end; close it with }")]
    [InlineData(@"\u12", 1, "4 hexadecimal digits of a character must follow")]
    [InlineData(@"\uD83D", 1, "4 hexadecimal digits of a character must follow")]
    [InlineData(@"\x{110000}", 1, "6 hexadecimal digits of a character must follow")]
    [InlineData(@"\x{}", 1, "\\x{ takes 1 to 8 hexadecimal digits and a }")]
    [InlineData(@"\xE9", 1, "\\x above 7F is a byte, not a character; write \\x{...}")]
    [InlineData(@"\cA", 1, "\\c is not supported; write \\x{...}")]
    [InlineData("[a", 1, "a set does not close; write \\[ for the character")]
    [InlineData("[]", 1, "a set is empty; write \\] for the character")]
    [InlineData("[z-a]", 2, "a range runs backwards; write the lower character first")]
    [InlineData(@"[a-\d]", 2, "a range must end with a character; write \\- for the hyphen")]
    [InlineData(@"[\w-.]", 4, "a hyphen follows a set; write \\- for the character")]
    [InlineData("[a-c--]", 5, "hyphens follow one another; write \\- for the character")]
    [InlineData("[a&&]", 5, "nothing stands on one side of &&; write \\& for the character")]
    [InlineData("[[:alpha:]]", 2, "[:...:] is not supported but for ascii, blank, cntrl, digit, graph, print, punct, space, xdigit; write \\[ for the character")]
    [InlineData("(?i)É", 5, "a letter outside ASCII without regard to case is not supported; write out its forms")]
    [InlineData(@"(?i)[\p{L}]", 5, "a letter outside ASCII without regard to case is not supported; write out its forms")]
    [InlineData("(?i)aSt", 7, "St without regard to case also means one character (such as ß or ﬁ), which is not supported; put [] around one")]
    public void What_is_refused_is_named_with_its_place(string regex, int character, string wrong)
    {
        string message = $"the regular expression {regex} cannot be used: at character {character}, {wrong}.";
        Assert.Equal($"`text`: {message} (Parameter 'text')", Assert.Throws<ArgumentException>(() => new SplitPattern.RegularExpression(regex)).Message);
    }

    [Fact]
    public void Hostile_patterns_are_refused_at_once()
    {
        string MessageOf(string regex) => Assert.Throws<ArgumentException>(() => new SplitPattern.RegularExpression(regex)).Message;
        Assert.Equal($"`text`: the regular expression {new string('a', 100)}… cannot be used: at character 1, it has 10001 UTF-16 units; at most 10000 are read. (Parameter 'text')", MessageOf(new string('a', 10_001)));
        Assert.Contains("at character 51, brackets are nested more than 50 deep; nest less.", MessageOf(new string('(', 1_000)), StringComparison.Ordinal);
        Assert.Contains("at character 51, brackets are nested more than 50 deep; nest less.", MessageOf("a" + new string('[', 1_000)), StringComparison.Ordinal);
        Assert.Contains("at character 1, half a surrogate pair stands; write Unicode text.", MessageOf("\uD83D"), StringComparison.Ordinal);
        Assert.Contains("cannot be used: it is too large once its sets are written out; name fewer.", MessageOf(string.Concat(Enumerable.Repeat(@"\p{L}a", 1_000))), StringComparison.Ordinal);
        Assert.Equal("", Matches("(?:(?:(?:a{100000}){100000}){100000}){100000}", "aaaa"));
    }

    [Fact]
    public void Patterns_that_backtrack_without_end_are_given_up()
    {
        const string regex = "(?:a|aa)+$";
        var hostile = Translated(regex, TimeSpan.FromMilliseconds(50));
        string text = new string('a', 200) + "!";
        Assert.Equal(
            $"The regular expression {regex} takes too long over a text of 201 UTF-16 units. Give shorter texts, or use a tokenizer whose pattern backtracks less.",
            Assert.Throws<TimeoutException>(() => Count(hostile, text)).Message);
        // Many matches together, each of them short.
        Assert.Throws<TimeoutException>(() => Count(Translated("a|b", TimeSpan.FromMilliseconds(1)), new string('a', 2_000_000)));
        Assert.Equal(200, Count(Translated("a|b", TimeSpan.FromMinutes(1)), text));
    }

    [Fact]
    public void Patterns_are_equal_when_their_texts_are()
    {
        var pattern = new SplitPattern.RegularExpression(@"\d|a");
        Assert.Equal(pattern, new SplitPattern.RegularExpression(@"\d|a"));
        Assert.Equal(pattern.GetHashCode(), new SplitPattern.RegularExpression(@"\d|a").GetHashCode());
        Assert.NotEqual(pattern, new SplitPattern.RegularExpression("a"));
    }

    private static TranslatedRegex Translated(string regex, TimeSpan limit)
    {
        Exception Fail(string wrong) => new InvalidDataException(wrong);
        return new TranslatedRegex(regex, RegexParser.Parse(regex, Fail), limit, Fail);
    }

    private static int Count(TranslatedRegex regex, string text)
    {
        var clock = default(MatchClock);
        int count = 0;
        for (int at = 0; regex.Next(text, at, ref clock, out int end) >= 0; at = end)
            count++;
        return count;
    }
}
