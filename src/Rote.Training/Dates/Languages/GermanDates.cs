namespace Rote.Training.Dates.Languages;

/// <summary>German.</summary>
internal static class GermanDates
{
    private static readonly string[] Units =
    [
        "", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
        "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
    ];

    private static readonly string[] Tens = ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];

    /// <summary>Ordinals without their ending: -e after the article der, -en after den and am, -er without an article.</summary>
    private static readonly string[] Ordinals =
    [
        "erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt",
        "elft", "zwölft", "dreizehnt", "vierzehnt", "fünfzehnt", "sechzehnt", "siebzehnt", "achtzehnt", "neunzehnt", "zwanzigst",
        "einundzwanzigst", "zweiundzwanzigst", "dreiundzwanzigst", "vierundzwanzigst", "fünfundzwanzigst", "sechsundzwanzigst",
        "siebenundzwanzigst", "achtundzwanzigst", "neunundzwanzigst", "dreißigst", "einunddreißigst",
    ];

    private static readonly DateField[] Fields =
    [
        DateField.OfMonth("month",
            ["Januar|Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]),
        DateField.OfMonth("mon", ["Jan", "Feb", "Mär|Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"]),
        DateField.OfMonth("mon.", ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."]),
        DateField.OfWeekday("weekday", ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag|Sonnabend"]),
        DateField.OfWeekday("wkd", ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"]),
        DateField.OfDay("ordinal-e", [.. Ordinals.Select(stem => stem + "e")]),
        DateField.OfDay("ordinal-en", [.. Ordinals.Select(stem => stem + "en")]),
        DateField.OfDay("ordinal-er", [.. Ordinals.Select(stem => stem + "er")]),
        DateField.OfYear("spelled year", Year),
    ];

    /// <summary>The forms.</summary>
    public static IReadOnlyList<DateForm> Forms { get; } = DateGrammar.Forms(DateLanguage.German, Fields,
    [
        ("day-month", "{d}. {month} {yyyy}"),
        ("day-month-no-dot", "{d} {month} {yyyy}"),
        ("padded-day", "{dd}. {month} {yyyy}"),
        ("den", "den {d}. {month} {yyyy}"),
        ("am", "am {d}. {month} {yyyy}"),
        ("weekday-before", "{weekday}, {d}. {month} {yyyy}"),
        ("weekday-den", "{weekday}, den {d}. {month} {yyyy}"),
        ("am-weekday", "am {weekday}, [dem|den] {d}. {month} {yyyy}"),
        ("weekday-abbreviated", "{wkd}[.|], {dd}.{mm}.{yyyy}"),
        ("weekday-after", "{dd}.{mm}.{yyyy}, {weekday}"),
        ("weekday-in-brackets", "{d}. {month} {yyyy} ({wkd})"),
        ("abbreviated-dot", "{d}. {mon.} {yyyy}"),
        ("abbreviated", "{d}. {mon} {yyyy}"),
        ("short-year", "{d}. {month} ['|]{yy}"),
        ("spelled-der", "der {ordinal-e} {month} {yyyy}"),
        ("spelled-am", "[am|den] {ordinal-en} {month} {yyyy}"),
        ("spelled", "{ordinal-er} {month} {yyyy}"),
        ("spelled-year", "{d}. {month} {spelled year}"),
        ("dots", "{d}.{m}.{yyyy}"),
        ("dots-padded", "{dd}.{mm}.{yyyy}"),
        ("dots-short-year", "[{dd}.{mm}.|{d}.{m}.]{yy}"),
        ("dots-spaced", "{d}. {m}. {yyyy}"),
        ("iso", "{yyyy}-{mm}-{dd}"),
    ]);

    private static string Year(int year) => (year < 2000 ? "neunzehnhundert" : "zweitausend") + Number(year % 100);

    /// <summary>1 to 99; nothing for 0.</summary>
    private static string Number(int number) => (number / 10, number % 10) switch
    {
        (0 or 1, _) => Units[number],
        (var tens, 0) => Tens[tens],
        (var tens, 1) => $"einund{Tens[tens]}",
        (var tens, var units) => $"{Units[units]}und{Tens[tens]}",
    };
}
