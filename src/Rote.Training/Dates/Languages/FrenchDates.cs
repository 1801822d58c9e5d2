namespace Rote.Training.Dates.Languages;

/// <summary>French.</summary>
internal static class FrenchDates
{
    private static readonly string[] Units =
    [
        "", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
        "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
    ];

    /// <summary>The seventies count on from sixty and the nineties from eighty.</summary>
    private static readonly string[] Tens = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"];

    private static readonly DateField[] Fields =
    [
        DateField.OfMonth("month",
            ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]),
        DateField.OfMonth("mon", ["janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc"]),
        DateField.OfMonth("mon.", ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]),
        DateField.OfWeekday("weekday", ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"]),
        DateField.OfWeekday("wkd", ["dim", "lun", "mar", "mer", "jeu", "ven", "sam"]),
        // Only the first is an ordinal.
        DateField.OfDay("nth", ["1er", .. Enumerable.Range(2, 30).Select(day => $"{day}")]),
        DateField.OfDay("spelled day", ["premier", .. Enumerable.Range(2, 30).Select(Number)]),
        DateField.OfYear("spelled year", Year),
    ];

    /// <summary>The forms.</summary>
    public static IReadOnlyList<DateForm> Forms { get; } = DateGrammar.Forms(DateLanguage.French, Fields,
    [
        ("day-month", "{nth} {month} {yyyy}"),
        ("le", "le {nth} {month} {yyyy}"),
        ("plain-day", "{d} {month} {yyyy}"),
        ("weekday-before", "{weekday} {nth} {month} {yyyy}"),
        ("le-weekday", "le {weekday} {nth} {month} {yyyy}"),
        ("weekday-abbreviated", "{wkd}. {nth} {mon.} {yyyy}"),
        ("weekday-in-brackets", "{nth} {month} {yyyy} ({weekday})"),
        ("weekday-abbreviated-in-brackets", "{dd}.{mm}.{yyyy} ({wkd}.)"),
        ("en-date-du", "en date du {nth} {month} {yyyy}"),
        ("abbreviated-dot", "{nth} {mon.} {yyyy}"),
        ("abbreviated", "{d} {mon} {yyyy}"),
        ("abbreviated-short-year", "{d} {mon} {yy}"),
        ("short-year", "[le |]{nth} {month} {yy}"),
        ("spelled-day", "le {spelled day} {month} {yyyy}"),
        ("spelled-year", "le {nth} {month} {spelled year}"),
        ("slashes", "{dd-or-mm}/{mm-or-dd}/{yyyy}"),
        ("slashes-short-year", "{d-or-m}/{m-or-d}/{yy}"),
        ("dots", "{dd}.{mm}.{yyyy}"),
        ("dots-short-year", "{dd}.{mm}.{yy}"),
        ("dashes", "{dd}-{mm}-{yyyy}"),
        ("abbreviated-dashes", "{dd}-{mon}-{yyyy}"),
        ("iso", "{yyyy}-{mm}-{dd}"),
    ]);

    private static string Year(int year) => $"{(year < 2000 ? "mille neuf cent" : "deux mille")} {Number(year % 100)}".TrimEnd();

    /// <summary>1 to 99; nothing for 0.</summary>
    private static string Number(int number)
    {
        if (number < 20)
            return Units[number];
        if (number == 80)
            return "quatre-vingts";
        string tens = Tens[number / 10];
        int rest = number % (number is >= 60 and < 80 or > 80 ? 20 : 10);
        return rest switch
        {
            0 => tens,
            // "vingt et un" to "soixante et onze", but "quatre-vingt-un".
            1 or 11 when number < 80 => $"{tens} et {Units[rest]}",
            _ => $"{tens}-{Units[rest]}",
        };
    }
}
