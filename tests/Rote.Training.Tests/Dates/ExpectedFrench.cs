namespace Rote.Training.Tests.Dates;

internal static class ExpectedFrench
{
    public static readonly (string Form, string[] Texts)[] Forms =
    [
        ("day-month", ["22 juillet 1987", "3 mars 2021", "1er septembre 2008"]),
        ("le", ["le 22 juillet 1987", "le 3 mars 2021", "le 1er septembre 2008"]),
        ("plain-day", ["22 juillet 1987", "3 mars 2021", "1 septembre 2008"]),
        ("weekday-before", ["mercredi 22 juillet 1987", "mercredi 3 mars 2021", "lundi 1er septembre 2008"]),
        ("le-weekday", ["le mercredi 22 juillet 1987", "le mercredi 3 mars 2021", "le lundi 1er septembre 2008"]),
        ("weekday-abbreviated", ["mer. 22 juil. 1987", "mer. 3 mars 2021", "lun. 1er sept. 2008"]),
        ("weekday-in-brackets", ["22 juillet 1987 (mercredi)", "3 mars 2021 (mercredi)", "1er septembre 2008 (lundi)"]),
        ("weekday-abbreviated-in-brackets", ["22.07.1987 (mer.)", "03.03.2021 (mer.)", "01.09.2008 (lun.)"]),
        ("en-date-du", ["en date du 22 juillet 1987", "en date du 3 mars 2021", "en date du 1er septembre 2008"]),
        ("abbreviated-dot", ["22 juil. 1987", "3 mars 2021", "1er sept. 2008"]),
        ("abbreviated", ["22 juil 1987", "3 mars 2021", "1 sept 2008"]),
        ("abbreviated-short-year", ["22 juil 87", "3 mars 21", "1 sept 08"]),
        ("short-year", ["le 22 juillet 87 | 22 juillet 87", "le 3 mars 21 | 3 mars 21", "le 1er septembre 08 | 1er septembre 08"]),
        ("spelled-day", ["le vingt-deux juillet 1987", "le trois mars 2021", "le premier septembre 2008"]),
        ("spelled-year",
        [
            "le 22 juillet mille neuf cent quatre-vingt-sept",
            "le 3 mars deux mille vingt et un",
            "le 1er septembre deux mille huit",
        ]),
        ("slashes", ["22/07/1987", "03/03/2021", "09/01/2008"]),
        ("slashes-short-year", ["22/7/87", "3/3/21", "9/1/08"]),
        ("dots", ["22.07.1987", "03.03.2021", "01.09.2008"]),
        ("dots-short-year", ["22.07.87", "03.03.21", "01.09.08"]),
        ("dashes", ["22-07-1987", "03-03-2021", "01-09-2008"]),
        ("abbreviated-dashes", ["22-juil-1987", "03-mars-2021", "01-sept-2008"]),
        ("iso", ["1987-07-22", "2021-03-03", "2008-09-01"]),
    ];
}
