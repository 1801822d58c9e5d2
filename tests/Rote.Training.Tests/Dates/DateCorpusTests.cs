using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Rote.Training.Dates;

namespace Rote.Training.Tests.Dates;

public class DateCorpusTests
{
    [Fact]
    public void The_test_set_has_a_thousand_days_of_its_own()
    {
        Assert.Equal(1_000, DateCorpus.Test.Count);
        var days = DateCorpus.Test.Select(Day).ToHashSet();
        Assert.Equal(1_000, days.Count);
        Assert.Subset(DateSplit.TestDays.ToHashSet(), days);
    }

    [Fact]
    public void The_test_set_never_changes() =>
        Assert.Equal("3b1190128b453bef33d3bfa932477d3655cff697752dc76677c42cb5d3575a28", Digest(DateCorpus.Test));

    [Fact]
    public void Training_never_changes_with_the_platform() =>
        Assert.Equal("5ef42d516da223521768a74d9dc53cd2bea6ecac5902775870ae6096bead02f1", Digest(DateCorpus.Training(1, 1_000)));

    [Fact]
    public void The_fixed_sets_are_balanced()
    {
        foreach (var examples in new[] { DateCorpus.Test, DateCorpus.Validation(1_000) })
        {
            var languages = examples.GroupBy(example => example.Language).ToList();
            Assert.Equal(6, languages.Count);
            Assert.All(languages, language => Assert.InRange(language.Count(), 166, 167));
            foreach (var language in languages)
            {
                var forms = language.CountBy(example => example.Form).Select(form => form.Value).ToList();
                Assert.Equal(DateForms.Of(language.Key).Count, forms.Count);
                Assert.InRange(forms.Max() - forms.Min(), 0, 1);
            }
        }
    }

    [Fact]
    public void Validation_keeps_to_its_days_and_fewer_are_the_first_of_more()
    {
        var many = DateCorpus.Validation(1_600);
        Assert.Equal(DateSplit.ValidationDays.Concat(DateSplit.ValidationDays.Take(100)), many.Select(Day));
        Assert.Equal(many.Take(70), DateCorpus.Validation(70));
        Assert.Empty(DateCorpus.Validation(0));
    }

    [Fact]
    public void Training_keeps_to_its_days_and_draws_evenly()
    {
        var examples = DateCorpus.Training(3, 60_000).ToList();
        Assert.Subset(DateSplit.TrainingDays.ToHashSet(), examples.Select(Day).ToHashSet());
        foreach (var language in examples.GroupBy(example => example.Language))
        {
            // 10,000 expected of each language; five standard deviations are 456.
            Assert.InRange(language.Count(), 9_544, 10_456);
            var forms = language.CountBy(example => example.Form).ToList();
            int count = DateForms.Of(language.Key).Count;
            Assert.Equal(count, forms.Count);
            double expected = (double)language.Count() / count;
            Assert.All(forms, form => Assert.InRange(form.Value, expected - 5 * Math.Sqrt(expected), expected + 5 * Math.Sqrt(expected)));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_sequence_and_another_another()
    {
        var once = DateCorpus.Training(7, 500).ToList();
        Assert.Equal(once, DateCorpus.Training(7).Take(500));
        Assert.Equal(once.Take(20), DateCorpus.Training(7, 20));
        Assert.NotEqual(once, DateCorpus.Training(8, 500));
        var sequence = DateCorpus.Training(7, 20);
        Assert.Equal(sequence.ToList(), sequence.ToList());
    }

    [Fact]
    public void Every_example_reads_back_as_its_target_slips_and_all()
    {
        foreach (var example in DateCorpus.Training(11, 60_000).Concat(DateCorpus.Test).Concat(DateCorpus.Validation(1_500)))
            Assert.True(SimpleDateParser.Read(example.Source).Date == Day(example), $"{example} reads as {SimpleDateParser.Read(example.Source).Date:O}.");
    }

    [Fact]
    public void No_text_means_two_dates()
    {
        var exact = new Dictionary<string, string>();
        var folded = new Dictionary<string, string>();
        foreach (var example in DateCorpus.Training(13, 300_000).Concat(DateCorpus.Test).Concat(DateCorpus.Validation(1_500)))
        {
            Same(exact, example.Source, example);
            Same(folded, string.Concat(SimpleDateParser.Fold(example.Source).Where(mark => !char.IsWhiteSpace(mark))), example);
        }

        static void Same(Dictionary<string, string> seen, string key, DateExample example)
        {
            if (!seen.TryAdd(key, example.Target))
                Assert.True(seen[key] == example.Target, $"\"{key}\" is {seen[key]} and, as {example.Language} {example.Form}, {example.Target}.");
        }
    }

    [Fact]
    public void Texts_are_shorter_than_sixty_and_their_characters_are_those_of_the_documentation()
    {
        var characters = new HashSet<char>();
        foreach (var example in DateCorpus.Training(17, 100_000))
        {
            Assert.InRange(example.Source.Length, 6, 59);
            characters.UnionWith(example.Source.ToLowerInvariant());
        }
        Assert.Equal(DateDocument.Characters.Order(), characters.Where(mark => !char.IsWhiteSpace(mark)).Order());
        Assert.Equal([' ', '\u3000'], characters.Where(char.IsWhiteSpace).Order());
    }

    [Theory]
    [InlineData(@"^\d{1,2}[A-Z]+ \d{4}$", "3MARCH 2021")]
    [InlineData(@"^\d{1,2} \. \d{1,2} \. \d{4}$", "3 . 3 . 2021")]
    [InlineData(@"^[A-Z]+ \d{1,2} , ?\d{4}$", "MARCH 3 ,2021")]
    [InlineData(@"^\d{4} 年 \d{1,2} 月 \d{1,2} 日$", "2021 年 3 月 3 日")]
    [InlineData(@"\S  \S", "3  March 2021")]
    [InlineData(@"^[a-z]+, \d{1,2} [a-z]+ \d{4}$", "wednesday, 3 march 2021")]
    [InlineData("DREISSIGSTE", "DREISSIGSTER MÄRZ 2021")]
    public void Slips_happen(string pattern, string suchAs)
    {
        Assert.Matches(pattern, suchAs);
        Assert.Contains(DateCorpus.Training(19, 60_000), example => Regex.IsMatch(example.Source, pattern));
    }

    [Fact]
    public void Slips_change_case_and_spaces_only_and_join_no_numbers_or_words()
    {
        var random = new Random(23);
        foreach (var form in DateForms.Languages.SelectMany(DateForms.Of))
        {
            for (int draw = 0; draw < 100; draw++)
            {
                string text = form.Write(DateSplit.TrainingDays[draw], random);
                string slipped = DateSlips.Apply(text, random);
                Assert.Equal(Bare(text), Bare(slipped));
                Assert.Equal(Parts(text), Parts(slipped));
            }
        }

        static string Bare(string text) => text.ToLowerInvariant().Replace("ß", "ss").Replace(" ", "");
        static IEnumerable<string> Parts(string text) => Regex.Matches(text.ToLowerInvariant().Replace("ß", "ss"), @"\d+|\p{L}+").Select(match => match.Value);
    }

    [Fact]
    public void A_negative_count_is_refused_at_once()
    {
        const string message = "`count` must be ≥ 0. (Parameter 'count')\nActual value was -1.";
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(() => DateCorpus.Validation(-1)).Message.ReplaceLineEndings("\n"));
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(() => DateCorpus.Training(1, -1)).Message.ReplaceLineEndings("\n"));
    }

    private static DateOnly Day(DateExample example) => DateOnly.ParseExact(example.Target, "yyyy-MM-dd");

    private static string Digest(IEnumerable<DateExample> examples) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Concat(examples.Select(example => $"{example.Source}\t{example.Target}\t{example.Language}\t{example.Form}\n")))));
}
