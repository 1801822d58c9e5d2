using Rote.Training.Dates;

namespace Rote.Training.Tests.Dates;

public class DateFormTests
{
    public static TheoryData<DateLanguage> Languages => [.. Enum.GetValues<DateLanguage>()];

    [Fact]
    public void Languages_are_in_the_order_of_the_enumeration() => Assert.Equal(Enum.GetValues<DateLanguage>(), DateForms.Languages);

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_fifteen_forms_with_names_of_their_own(DateLanguage language)
    {
        var forms = DateForms.Of(language);
        Assert.True(forms.Count >= 15, $"{language} has {forms.Count} forms.");
        Assert.Equal(forms.Count, forms.Select(form => form.Name).Distinct().Count());
        Assert.All(forms, form => Assert.Equal(language, form.Language));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_form_writes_what_was_written_by_hand(DateLanguage language)
    {
        var forms = DateForms.Of(language);
        var expected = ExpectedForms.All[language];
        Assert.Equal(expected.Select(row => row.Form), forms.Select(form => form.Name));
        foreach (var (form, row) in forms.Zip(expected))
        {
            for (int column = 0; column < ExpectedForms.Days.Length; column++)
            {
                string[] texts = row.Texts[column].Split(" | ");
                Assert.Equal(texts.Order(StringComparer.Ordinal), form.Variants(ExpectedForms.Days[column]).Order(StringComparer.Ordinal));
                Assert.Equal(texts[0], form.Variants(ExpectedForms.Days[column]).First());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_form_writes_all_of_its_variants_and_nothing_else(DateLanguage language)
    {
        var random = new Random(5);
        foreach (var form in DateForms.Of(language))
        {
            var day = ExpectedForms.Days[2];
            var written = Enumerable.Range(0, 300).Select(_ => form.Write(day, random)).Distinct().Order(StringComparer.Ordinal);
            Assert.Equal(form.Variants(day).Order(StringComparer.Ordinal), written);
        }
    }

    [Fact]
    public void The_parser_reads_what_was_written_by_hand()
    {
        foreach (var row in ExpectedForms.All.Values.SelectMany(rows => rows))
        {
            for (int column = 0; column < ExpectedForms.Days.Length; column++)
                Assert.All(row.Texts[column].Split(" | "), text => Assert.Equal(ExpectedForms.Days[column], SimpleDateParser.Read(text).Date));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_form_reads_back_as_its_date_with_the_true_weekday(DateLanguage language)
    {
        // 97 days apart: all years, months, days of the month and weekdays come up.
        var days = Enumerable.Range(0, 36_525 / 97).Select(step => DateSplit.First.AddDays(97 * step)).ToList();
        Assert.Equal(100, days.Select(day => day.Year).Distinct().Count());
        Assert.Equal(31, days.Select(day => day.Day).Distinct().Count());
        foreach (var form in DateForms.Of(language))
        {
            var weekdays = new HashSet<DayOfWeek>();
            foreach (var day in days)
            {
                foreach (string text in form.Variants(day))
                {
                    var (date, weekday) = SimpleDateParser.Read(text);
                    Assert.True(day == date, $"{form} wrote \"{text}\" for {day:O}.");
                    // Slips may add three spaces.
                    Assert.InRange(text.Length, 6, 56);
                    if (weekday is { } named)
                    {
                        Assert.True(Weekday(day) == named, $"{form} wrote \"{text}\", but it was a {Weekday(day)}.");
                        weekdays.Add(named);
                    }
                }
            }
            Assert.Equal(form.Name.Contains("weekday", StringComparison.Ordinal) ? 7 : 0, weekdays.Count);
        }
    }

    [Theory]
    [InlineData(DateLanguage.English, "spelled-of", 1999, 5, 12, "the twelfth of May 1999")]
    [InlineData(DateLanguage.English, "spelled-of", 1999, 5, 20, "the twentieth of May 1999")]
    [InlineData(DateLanguage.English, "spelled-of", 1999, 5, 31, "the thirty-first of May 1999")]
    [InlineData(DateLanguage.English, "spelled-year", 1950, 5, 9, "the ninth of May nineteen fifty")]
    [InlineData(DateLanguage.English, "spelled-year", 2000, 5, 8, "the eighth of May two thousand")]
    [InlineData(DateLanguage.English, "spelled-year", 2010, 5, 5, "the fifth of May twenty ten")]
    [InlineData(DateLanguage.English, "spelled-year", 2040, 5, 2, "the second of May twenty forty")]
    [InlineData(DateLanguage.German, "spelled", 1999, 5, 1, "erster Mai 1999")]
    [InlineData(DateLanguage.German, "spelled", 1999, 5, 7, "siebter Mai 1999")]
    [InlineData(DateLanguage.German, "spelled", 1999, 5, 8, "achter Mai 1999")]
    [InlineData(DateLanguage.German, "spelled", 1999, 5, 17, "siebzehnter Mai 1999")]
    [InlineData(DateLanguage.German, "spelled", 1999, 5, 20, "zwanzigster Mai 1999")]
    [InlineData(DateLanguage.German, "spelled", 1999, 5, 21, "einundzwanzigster Mai 1999")]
    [InlineData(DateLanguage.German, "spelled", 1999, 5, 31, "einunddreißigster Mai 1999")]
    [InlineData(DateLanguage.German, "spelled-year", 1976, 5, 1, "1. Mai neunzehnhundertsechsundsiebzig")]
    [InlineData(DateLanguage.German, "spelled-year", 2000, 5, 1, "1. Mai zweitausend")]
    [InlineData(DateLanguage.German, "spelled-year", 2001, 5, 1, "1. Mai zweitausendeins")]
    [InlineData(DateLanguage.German, "spelled-year", 2031, 5, 1, "1. Mai zweitausendeinunddreißig")]
    [InlineData(DateLanguage.French, "spelled-day", 1999, 5, 17, "le dix-sept mai 1999")]
    [InlineData(DateLanguage.French, "spelled-day", 1999, 5, 21, "le vingt et un mai 1999")]
    [InlineData(DateLanguage.French, "spelled-day", 1999, 5, 31, "le trente et un mai 1999")]
    [InlineData(DateLanguage.French, "spelled-year", 1961, 5, 2, "le 2 mai mille neuf cent soixante et un")]
    [InlineData(DateLanguage.French, "spelled-year", 1970, 5, 2, "le 2 mai mille neuf cent soixante-dix")]
    [InlineData(DateLanguage.French, "spelled-year", 1971, 5, 2, "le 2 mai mille neuf cent soixante et onze")]
    [InlineData(DateLanguage.French, "spelled-year", 1980, 5, 2, "le 2 mai mille neuf cent quatre-vingts")]
    [InlineData(DateLanguage.French, "spelled-year", 1981, 5, 2, "le 2 mai mille neuf cent quatre-vingt-un")]
    [InlineData(DateLanguage.French, "spelled-year", 1991, 5, 2, "le 2 mai mille neuf cent quatre-vingt-onze")]
    [InlineData(DateLanguage.French, "spelled-year", 1999, 5, 2, "le 2 mai mille neuf cent quatre-vingt-dix-neuf")]
    [InlineData(DateLanguage.French, "spelled-year", 2000, 5, 2, "le 2 mai deux mille")]
    [InlineData(DateLanguage.Spanish, "spelled-day", 1999, 5, 16, "el dieciséis de mayo de 1999")]
    [InlineData(DateLanguage.Spanish, "spelled-day", 1999, 5, 21, "el veintiuno de mayo de 1999")]
    [InlineData(DateLanguage.Spanish, "spelled-day", 1999, 5, 23, "el veintitrés de mayo de 1999")]
    [InlineData(DateLanguage.Spanish, "spelled-day", 1999, 5, 26, "el veintiséis de mayo de 1999")]
    [InlineData(DateLanguage.Spanish, "spelled-day", 1999, 5, 31, "el treinta y uno de mayo de 1999")]
    [InlineData(DateLanguage.Spanish, "spelled-year", 1950, 5, 2, "2 de mayo de mil novecientos cincuenta")]
    [InlineData(DateLanguage.Spanish, "spelled-year", 2000, 5, 2, "2 de mayo de dos mil")]
    [InlineData(DateLanguage.Spanish, "spelled-year", 2016, 5, 2, "2 de mayo de dos mil dieciséis")]
    [InlineData(DateLanguage.Spanish, "spelled-year", 2049, 5, 2, "2 de mayo de dos mil cuarenta y nueve")]
    [InlineData(DateLanguage.Chinese, "numerals", 2010, 10, 10, "二〇一〇年十月十日")]
    [InlineData(DateLanguage.Chinese, "numerals", 2010, 12, 31, "二〇一〇年十二月三十一日")]
    [InlineData(DateLanguage.Chinese, "numerals", 2010, 11, 20, "二〇一〇年十一月二十日")]
    [InlineData(DateLanguage.Chinese, "weekday-礼拜", 2021, 3, 7, "2021年3月7号礼拜天")]
    [InlineData(DateLanguage.Japanese, "numerals-full", 2000, 1, 1, "二千年一月一日")]
    [InlineData(DateLanguage.Japanese, "numerals-full", 2010, 1, 1, "二千十年一月一日")]
    public void Numbers_are_spelled_right(DateLanguage language, string form, int year, int month, int day, string expected) =>
        Assert.Equal(expected, DateForms.Of(language).Single(candidate => candidate.Name == form).Variants(new DateOnly(year, month, day)).First());

    [Fact]
    public void A_form_refuses_days_outside_the_corpus()
    {
        var form = DateForms.Of(DateLanguage.English)[0];
        const string message = "`date` must be in 1950-01-01 to 2049-12-31. (Parameter 'date')\nActual value was ";
        var early = Assert.Throws<ArgumentOutOfRangeException>(() => form.Write(new DateOnly(1949, 12, 31), new Random(1)));
        Assert.StartsWith(message, early.Message.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var late = Assert.Throws<ArgumentOutOfRangeException>(() => form.Variants(new DateOnly(2050, 1, 1)));
        Assert.StartsWith(message, late.Message.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_language_is_refused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => DateForms.Of((DateLanguage)6));
        Assert.Equal(
            "`language` must be one of English, German, French, Spanish, Chinese, Japanese. (Parameter 'language')\nActual value was 6.",
            error.Message.ReplaceLineEndings("\n"));
    }

    /// <summary>Sakamoto's rule, so that the calendar of .NET is not its own witness.</summary>
    private static DayOfWeek Weekday(DateOnly day)
    {
        int[] shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        int year = day.Month < 3 ? day.Year - 1 : day.Year;
        return (DayOfWeek)((year + year / 4 - year / 100 + year / 400 + shift[day.Month - 1] + day.Day) % 7);
    }
}
