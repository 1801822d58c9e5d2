namespace Rote.Training.Tests.Dates;

internal static class ExpectedGerman
{
    public static readonly (string Form, string[] Texts)[] Forms =
    [
        ("day-month", ["22. Juli 1987", "3. März 2021", "1. September 2008"]),
        ("day-month-no-dot", ["22 Juli 1987", "3 März 2021", "1 September 2008"]),
        ("padded-day", ["22. Juli 1987", "03. März 2021", "01. September 2008"]),
        ("den", ["den 22. Juli 1987", "den 3. März 2021", "den 1. September 2008"]),
        ("am", ["am 22. Juli 1987", "am 3. März 2021", "am 1. September 2008"]),
        ("weekday-before", ["Mittwoch, 22. Juli 1987", "Mittwoch, 3. März 2021", "Montag, 1. September 2008"]),
        ("weekday-den", ["Mittwoch, den 22. Juli 1987", "Mittwoch, den 3. März 2021", "Montag, den 1. September 2008"]),
        ("am-weekday",
        [
            "am Mittwoch, dem 22. Juli 1987 | am Mittwoch, den 22. Juli 1987",
            "am Mittwoch, dem 3. März 2021 | am Mittwoch, den 3. März 2021",
            "am Montag, dem 1. September 2008 | am Montag, den 1. September 2008",
        ]),
        ("weekday-abbreviated", ["Mi., 22.07.1987 | Mi, 22.07.1987", "Mi., 03.03.2021 | Mi, 03.03.2021", "Mo., 01.09.2008 | Mo, 01.09.2008"]),
        ("weekday-after", ["22.07.1987, Mittwoch", "03.03.2021, Mittwoch", "01.09.2008, Montag"]),
        ("weekday-in-brackets", ["22. Juli 1987 (Mi)", "3. März 2021 (Mi)", "1. September 2008 (Mo)"]),
        ("abbreviated-dot", ["22. Juli 1987", "3. März 2021", "1. Sept. 2008"]),
        ("abbreviated", ["22. Jul 1987", "3. Mär 2021 | 3. Mrz 2021", "1. Sep 2008"]),
        ("short-year", ["22. Juli '87 | 22. Juli 87", "3. März '21 | 3. März 21", "1. September '08 | 1. September 08"]),
        ("spelled-der", ["der zweiundzwanzigste Juli 1987", "der dritte März 2021", "der erste September 2008"]),
        ("spelled-am",
        [
            "am zweiundzwanzigsten Juli 1987 | den zweiundzwanzigsten Juli 1987",
            "am dritten März 2021 | den dritten März 2021",
            "am ersten September 2008 | den ersten September 2008",
        ]),
        ("spelled", ["zweiundzwanzigster Juli 1987", "dritter März 2021", "erster September 2008"]),
        ("spelled-year", ["22. Juli neunzehnhundertsiebenundachtzig", "3. März zweitausendeinundzwanzig", "1. September zweitausendacht"]),
        ("dots", ["22.7.1987", "3.3.2021", "1.9.2008"]),
        ("dots-padded", ["22.07.1987", "03.03.2021", "01.09.2008"]),
        ("dots-short-year", ["22.07.87 | 22.7.87", "03.03.21 | 3.3.21", "01.09.08 | 1.9.08"]),
        ("dots-spaced", ["22. 7. 1987", "3. 3. 2021", "1. 9. 2008"]),
        ("iso", ["1987-07-22", "2021-03-03", "2008-09-01"]),
    ];
}
