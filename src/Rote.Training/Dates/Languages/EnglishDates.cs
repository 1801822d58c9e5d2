namespace Rote.Training.Dates.Languages;

/// <summary>English.</summary>
internal static class EnglishDates
{
    private static readonly string[] Units =
    [
        "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly DateField[] Fields =
    [
        DateField.OfMonth("month", ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]),
        DateField.OfMonth("mon", ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep|Sept", "Oct", "Nov", "Dec"]),
        DateField.OfMonth("mon.", ["Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]),
        DateField.OfWeekday("weekday", ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]),
        DateField.OfWeekday("wkd", ["Sun", "Mon", "Tue|Tues", "Wed", "Thu|Thurs", "Fri", "Sat"]),
        DateField.OfDay("nth",
        [
            "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th",
            "11th", "12th", "13th", "14th", "15th", "16th", "17th", "18th", "19th", "20th",
            "21st", "22nd", "23rd", "24th", "25th", "26th", "27th", "28th", "29th", "30th", "31st",
        ]),
        DateField.OfDay("ordinal",
        [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
            "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
            "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth",
            "twenty-ninth", "thirtieth", "thirty-first",
        ]),
        DateField.OfYear("spelled year", Year),
    ];

    /// <summary>The forms.</summary>
    public static IReadOnlyList<DateForm> Forms { get; } = DateGrammar.Forms(DateLanguage.English, Fields,
    [
        ("day-month", "{d} {month} {yyyy}"),
        ("month-day", "{month} {d}[,|] {yyyy}"),
        ("ordinal-month", "{nth} {month} {yyyy}"),
        ("month-ordinal", "{month} {nth}[,|] {yyyy}"),
        ("ordinal-of", "[the |]{nth} of {month}[,|] {yyyy}"),
        ("spelled-of", "the {ordinal} of {month} {yyyy}"),
        ("spelled-after-month", "{month} {ordinal}, {yyyy}"),
        ("spelled-year", "the {ordinal} of {month} {spelled year}"),
        ("weekday-day-month", "{weekday}, {d} {month} {yyyy}"),
        ("weekday-month-day", "{weekday}, {month} {d}, {yyyy}"),
        ("weekday-ordinal", "{weekday} the {nth} of {month} {yyyy}"),
        ("weekday-abbreviated", "{wkd}[,|] {d} {mon} {yyyy}"),
        ("weekday-after", "{d} {month} {yyyy}, {weekday}"),
        ("weekday-in-brackets", "{d} {month} {yyyy} ({wkd})"),
        ("abbreviated", "{d} {mon} {yyyy}"),
        ("abbreviated-dot", "{mon.} {d}, {yyyy}"),
        ("apostrophe-year", "{d} {month} ['|’]{yy}"),
        ("ordinal-apostrophe-year", "{mon} {nth}, '{yy}"),
        ("abbreviated-dashes", "[{d}|{dd}]-{mon}-[{yyyy}|{yy}]"),
        ("slashes", "{m}/{d}/{yyyy}"),
        ("slashes-padded", "{mm}/{dd}/{yyyy}"),
        ("slashes-short-year", "{m}/{d}/{yy}"),
        ("slashes-day-first", "{dd-or-mm}/{mm-or-dd}/[{yyyy}|{yy}]"),
        ("dots", "{d}.{m}.[{yyyy}|{yy}]"),
        ("dashes", "{dd}-{mm}-[{yyyy}|{yy}]"),
        ("year-month-day", "{yyyy} {month} {d}"),
        ("iso", "{yyyy}-{mm}-{dd}"),
        ("iso-slashes", "{yyyy}/{mm}/{dd}"),
        ("iso-compact", "{yyyy}{mm}{dd}"),
    ]);

    private static string Year(int year) => (year / 100, year % 100) switch
    {
        (19, var rest) => $"nineteen {Number(rest)}",
        (_, 0) => "two thousand",
        (_, < 10 and var rest) => $"two thousand and {Number(rest)}|two thousand {Number(rest)}",
        (_, var rest) => $"twenty {Number(rest)}",
    };

    /// <summary>1 to 99.</summary>
    private static string Number(int number) =>
        number < 20 ? Units[number] : number % 10 == 0 ? Tens[number / 10] : $"{Tens[number / 10]}-{Units[number % 10]}";
}
