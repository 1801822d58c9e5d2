namespace Rote.Training.Tests.Dates;

internal static class ExpectedEnglish
{
    public static readonly (string Form, string[] Texts)[] Forms =
    [
        ("day-month", ["22 July 1987", "3 March 2021", "1 September 2008"]),
        ("month-day", ["July 22, 1987 | July 22 1987", "March 3, 2021 | March 3 2021", "September 1, 2008 | September 1 2008"]),
        ("ordinal-month", ["22nd July 1987", "3rd March 2021", "1st September 2008"]),
        ("month-ordinal", ["July 22nd, 1987 | July 22nd 1987", "March 3rd, 2021 | March 3rd 2021", "September 1st, 2008 | September 1st 2008"]),
        ("ordinal-of",
        [
            "the 22nd of July, 1987 | the 22nd of July 1987 | 22nd of July, 1987 | 22nd of July 1987",
            "the 3rd of March, 2021 | the 3rd of March 2021 | 3rd of March, 2021 | 3rd of March 2021",
            "the 1st of September, 2008 | the 1st of September 2008 | 1st of September, 2008 | 1st of September 2008",
        ]),
        ("spelled-of", ["the twenty-second of July 1987", "the third of March 2021", "the first of September 2008"]),
        ("spelled-after-month", ["July twenty-second, 1987", "March third, 2021", "September first, 2008"]),
        ("spelled-year",
        [
            "the twenty-second of July nineteen eighty-seven",
            "the third of March twenty twenty-one",
            "the first of September two thousand and eight | the first of September two thousand eight",
        ]),
        ("weekday-day-month", ["Wednesday, 22 July 1987", "Wednesday, 3 March 2021", "Monday, 1 September 2008"]),
        ("weekday-month-day", ["Wednesday, July 22, 1987", "Wednesday, March 3, 2021", "Monday, September 1, 2008"]),
        ("weekday-ordinal", ["Wednesday the 22nd of July 1987", "Wednesday the 3rd of March 2021", "Monday the 1st of September 2008"]),
        ("weekday-abbreviated",
        [
            "Wed, 22 Jul 1987 | Wed 22 Jul 1987",
            "Wed, 3 Mar 2021 | Wed 3 Mar 2021",
            "Mon, 1 Sep 2008 | Mon, 1 Sept 2008 | Mon 1 Sep 2008 | Mon 1 Sept 2008",
        ]),
        ("weekday-after", ["22 July 1987, Wednesday", "3 March 2021, Wednesday", "1 September 2008, Monday"]),
        ("weekday-in-brackets", ["22 July 1987 (Wed)", "3 March 2021 (Wed)", "1 September 2008 (Mon)"]),
        ("abbreviated", ["22 Jul 1987", "3 Mar 2021", "1 Sep 2008 | 1 Sept 2008"]),
        ("abbreviated-dot", ["Jul. 22, 1987", "Mar. 3, 2021", "Sept. 1, 2008"]),
        ("apostrophe-year", ["22 July '87 | 22 July ’87", "3 March '21 | 3 March ’21", "1 September '08 | 1 September ’08"]),
        ("ordinal-apostrophe-year", ["Jul 22nd, '87", "Mar 3rd, '21", "Sep 1st, '08 | Sept 1st, '08"]),
        ("abbreviated-dashes",
        [
            "22-Jul-1987 | 22-Jul-87",
            "3-Mar-2021 | 03-Mar-2021 | 3-Mar-21 | 03-Mar-21",
            "1-Sep-2008 | 01-Sep-2008 | 1-Sept-2008 | 01-Sept-2008 | 1-Sep-08 | 01-Sep-08 | 1-Sept-08 | 01-Sept-08",
        ]),
        ("slashes", ["7/22/1987", "3/3/2021", "9/1/2008"]),
        ("slashes-padded", ["07/22/1987", "03/03/2021", "09/01/2008"]),
        ("slashes-short-year", ["7/22/87", "3/3/21", "9/1/08"]),
        ("slashes-day-first", ["22/07/1987 | 22/07/87", "03/03/2021 | 03/03/21", "09/01/2008 | 09/01/08"]),
        ("dots", ["22.7.1987 | 22.7.87", "3.3.2021 | 3.3.21", "1.9.2008 | 1.9.08"]),
        ("dashes", ["22-07-1987 | 22-07-87", "03-03-2021 | 03-03-21", "01-09-2008 | 01-09-08"]),
        ("year-month-day", ["1987 July 22", "2021 March 3", "2008 September 1"]),
        ("iso", ["1987-07-22", "2021-03-03", "2008-09-01"]),
        ("iso-slashes", ["1987/07/22", "2021/03/03", "2008/09/01"]),
        ("iso-compact", ["19870722", "20210303", "20080901"]),
    ];
}
