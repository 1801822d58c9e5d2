namespace Rote.Training.Tests.Dates;

internal static class ExpectedSpanish
{
    public static readonly (string Form, string[] Texts)[] Forms =
    [
        ("day-month", ["22 de julio de 1987", "3 de marzo de 2021", "1 de septiembre de 2008 | 1 de setiembre de 2008"]),
        ("el", ["el 22 de julio de 1987", "el 3 de marzo de 2021", "el 1 de septiembre de 2008 | el 1 de setiembre de 2008"]),
        ("el-día", ["el día 22 de julio de 1987", "el día 3 de marzo de 2021", "el día 1 de septiembre de 2008 | el día 1 de setiembre de 2008"]),
        ("a", ["a 22 de julio de 1987", "a 3 de marzo de 2021", "a 1 de septiembre de 2008 | a 1 de setiembre de 2008"]),
        ("ordinal-first", ["22 de julio de 1987", "3 de marzo de 2021", "1º de septiembre de 2008 | 1º de setiembre de 2008"]),
        ("del-año", ["22 de julio del año 1987", "3 de marzo del año 2021", "1 de septiembre del año 2008 | 1 de setiembre del año 2008"]),
        ("month-day", ["julio 22 de 1987", "marzo 3 de 2021", "septiembre 1 de 2008 | setiembre 1 de 2008"]),
        ("weekday-before",
        [
            "miércoles, 22 de julio de 1987 | miércoles 22 de julio de 1987",
            "miércoles, 3 de marzo de 2021 | miércoles 3 de marzo de 2021",
            "lunes, 1 de septiembre de 2008 | lunes 1 de septiembre de 2008 | lunes, 1 de setiembre de 2008 | lunes 1 de setiembre de 2008",
        ]),
        ("el-weekday",
        [
            "el miércoles 22 de julio de 1987",
            "el miércoles 3 de marzo de 2021",
            "el lunes 1 de septiembre de 2008 | el lunes 1 de setiembre de 2008",
        ]),
        ("weekday-abbreviated",
        [
            "mié. 22 jul 1987 | mié 22 jul 1987",
            "mié. 3 mar 2021 | mié 3 mar 2021",
            "lun. 1 sep 2008 | lun 1 sep 2008 | lun. 1 sept 2008 | lun 1 sept 2008",
        ]),
        ("weekday-in-brackets",
        [
            "22 de julio de 1987 (miércoles)",
            "3 de marzo de 2021 (miércoles)",
            "1 de septiembre de 2008 (lunes) | 1 de setiembre de 2008 (lunes)",
        ]),
        ("weekday-abbreviated-in-brackets", ["22-07-1987 (mié)", "03-03-2021 (mié)", "01-09-2008 (lun)"]),
        ("abbreviated", ["22 jul 1987", "3 mar 2021", "1 sep 2008 | 1 sept 2008"]),
        ("abbreviated-dot", ["22 jul. 1987", "3 mar. 2021", "1 sept. 2008"]),
        ("short-year", ["22 de julio del 87", "3 de marzo del 21", "1 de septiembre del 08 | 1 de setiembre del 08"]),
        ("spelled-day",
        [
            "el veintidós de julio de 1987 | veintidós de julio de 1987",
            "el tres de marzo de 2021 | tres de marzo de 2021",
            "el primero de septiembre de 2008 | primero de septiembre de 2008 | el uno de septiembre de 2008 | uno de septiembre de 2008 | "
            + "el primero de setiembre de 2008 | primero de setiembre de 2008 | el uno de setiembre de 2008 | uno de setiembre de 2008",
        ]),
        ("spelled-year",
        [
            "22 de julio de mil novecientos ochenta y siete",
            "3 de marzo de dos mil veintiuno",
            "1 de septiembre de dos mil ocho | 1 de setiembre de dos mil ocho",
        ]),
        ("slashes", ["22/07/1987", "03/03/2021", "09/01/2008"]),
        ("slashes-short-year", ["22/7/87", "3/3/21", "9/1/08"]),
        ("dots", ["22.7.1987", "3.3.2021", "1.9.2008"]),
        ("dashes", ["22-07-1987", "03-03-2021", "01-09-2008"]),
        ("dashes-short-year", ["22-07-87", "03-03-21", "01-09-08"]),
        ("abbreviated-dashes", ["22-jul-1987", "03-mar-2021", "01-sep-2008 | 01-sept-2008"]),
        ("roman-month", ["22-VII-1987", "3-III-2021", "1-IX-2008"]),
        ("iso", ["1987-07-22", "2021-03-03", "2008-09-01"]),
    ];
}
