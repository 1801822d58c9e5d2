namespace Rote.Training.Dates.Languages;

/// <summary>Fields that Chinese and Japanese share: full-width digits and numerals.</summary>
internal static class EastAsianFields
{
    private const string Digits = "〇一二三四五六七八九";

    /// <summary>The fields.</summary>
    public static IReadOnlyList<DateField> All { get; } =
    [
        DateField.Computed("wide d", date => Wide($"{date.Day}")),
        DateField.Computed("wide dd", date => Wide($"{date.Day:00}")),
        DateField.Computed("wide m", date => Wide($"{date.Month}")),
        DateField.Computed("wide mm", date => Wide($"{date.Month:00}")),
        DateField.Computed("wide yyyy", date => Wide($"{date.Year}")),
        DateField.Computed("numeral d", date => Numeral(date.Day)),
        DateField.Computed("numeral m", date => Numeral(date.Month)),
        DateField.Computed("numerals yyyy", date => Numerals($"{date.Year}")),
        DateField.Computed("numerals yy", date => Numerals($"{date.Year % 100:00}")),
    ];

    /// <summary>1 to 99 as a number: 二十一.</summary>
    public static string Numeral(int number) => (number / 10, number % 10) switch
    {
        (0, var units) => $"{Digits[units]}",
        (var tens, var units) => $"{(tens > 1 ? Digits[tens] : "")}十{(units > 0 ? Digits[units] : "")}",
    };

    /// <summary>Digit by digit: 二〇二一.</summary>
    private static string Numerals(string digits) => string.Concat(digits.Select(digit => Digits[digit - '0']));

    private static string Wide(string digits) => string.Concat(digits.Select(digit => (char)(digit - '0' + '０')));
}
