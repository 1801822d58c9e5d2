using Rote.Training.Dates;

namespace Rote.Training.Tests.Dates;

public class DateTemplateTests
{
    private static readonly DateOnly Day = new(2021, 3, 3);

    private static readonly Dictionary<string, DateField> Fields = new()
    {
        ["day"] = DateField.Computed("day", date => $"{date.Day}"),
        ["month"] = DateField.OfMonth("month", ["a", "b", "c|C", "d", "e", "f", "g", "h", "i", "j", "k", "l"]),
    };

    [Fact]
    public void Choices_and_spellings_multiply() =>
        Assert.Equal(["3-c!", "3-C!", "3:c!", "3:C!", "c!", "C!"], DateTemplate.Parse("[{day}-|{day}:|]{month}!", Fields).Variants(Day));

    [Fact]
    public void Plain_text_stays() => Assert.Equal("on day 3", DateTemplate.Parse("on day {day}", Fields).Write(Day, new Random(1)));

    [Fact]
    public void An_open_brace_is_refused() =>
        Refused("the {day", "The template \"the {day\" opens '{' at character 4 and never closes it.");

    [Fact]
    public void An_open_bracket_is_refused() =>
        Refused("[a|b", "The template \"[a|b\" opens '[' at character 0 and never closes it.");

    [Fact]
    public void An_unknown_field_is_refused() =>
        Refused("{year}", "The template \"{year}\" names the field 'year', which is none of: day, month.");

    [Fact]
    public void A_table_of_the_wrong_length_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => DateField.OfWeekday("weekday", ["Sunday"]));
        Assert.Equal("`entries` of field 'weekday' must hold 7 entries; got 1. (Parameter 'entries')", error.Message);
    }

    private static void Refused(string template, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => DateTemplate.Parse(template, Fields)).Message);
}
