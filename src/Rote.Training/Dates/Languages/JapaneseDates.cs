namespace Rote.Training.Dates.Languages;

/// <summary>Japanese.</summary>
internal static class JapaneseDates
{
    /// <summary>The eras since 1926: https://en.wikipedia.org/wiki/Japanese_era_name. Reiwa runs on to the end of the corpus.</summary>
    private static readonly (string Name, DateOnly From)[] Eras =
    [
        ("令和", new(2019, 5, 1)),
        ("平成", new(1989, 1, 8)),
        ("昭和", new(1926, 12, 25)),
    ];

    private static readonly DateField[] Fields =
    [
        .. EastAsianFields.All,
        DateField.OfWeekday("曜", ["日", "月", "火", "水", "木", "金", "土"]),
        DateField.OfWeekday("曜日", ["日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"]),
        DateField.OfYear("full numeral yyyy", Year),
        DateField.Computed("era", date => Era(date).Name),
        // The first year of an era is 元.
        new("era y", date => Era(date).Year is > 1 and var year ? [$"{year}"] : ["元", "1"]),
        DateField.Computed("era numeral", date => Era(date).Year is > 1 and var year ? EastAsianFields.Numeral(year) : "元"),
    ];

    /// <summary>The forms.</summary>
    public static IReadOnlyList<DateForm> Forms { get; } = DateGrammar.Forms(DateLanguage.Japanese, Fields,
    [
        ("digits", "{yyyy}年{m}月{d}日"),
        ("digits-padded", "{yyyy}年{mm}月{dd}日"),
        ("short-year", "['|]{yy}年{m}月{d}日"),
        ("西暦", "西暦{yyyy}年{m}月{d}日"),
        ("weekday-in-brackets", "{yyyy}年{m}月{d}日[({曜})|（{曜}）]"),
        ("weekday-full-in-brackets", "{yyyy}年{m}月{d}日[（{曜日}）|({曜日})]"),
        ("weekday-after", "{yyyy}年{m}月{d}日[| |\u3000]{曜日}"),
        ("numerals", "{numerals yyyy}年{numeral m}月{numeral d}日"),
        ("numerals-西暦", "西暦{numerals yyyy}年{numeral m}月{numeral d}日"),
        ("numerals-weekday", "{numerals yyyy}年{numeral m}月{numeral d}日[（{曜}）|\u3000{曜日}]"),
        ("numerals-full", "{full numeral yyyy}年{numeral m}月{numeral d}日"),
        ("full-width", "{wide yyyy}年{wide m}月{wide d}日"),
        ("full-width-weekday", "{wide yyyy}年{wide m}月{wide d}日（{曜}）"),
        ("full-width-slashes", "{wide yyyy}／{wide m}／{wide d}"),
        ("era", "{era}{era y}年{m}月{d}日"),
        ("era-weekday", "{era}{era y}年{m}月{d}日[({曜})|（{曜}）]"),
        ("era-numerals", "{era}{era numeral}年{numeral m}月{numeral d}日"),
        ("slashes", "{yyyy}/{m}/{d}"),
        ("slashes-weekday", "{yyyy}/{mm}/{dd}[ |]({曜})"),
        ("dots", "{yyyy}.{m}.{d}"),
        ("dots-weekday", "{yyyy}.{mm}.{dd}[ |]({曜})"),
        ("iso", "{yyyy}-{mm}-{dd}"),
        ("iso-weekday", "{yyyy}-{mm}-{dd}({曜})"),
        ("iso-compact", "{yyyy}{mm}{dd}"),
    ]);

    private static (string Name, int Year) Era(DateOnly date)
    {
        var (name, from) = Eras.First(era => date >= era.From);
        return (name, date.Year - from.Year + 1);
    }

    /// <summary>The year as a number: 千九百八十七, 二千二十一.</summary>
    private static string Year(int year) => (year < 2000 ? "千九百" : "二千") + (year % 100 == 0 ? "" : EastAsianFields.Numeral(year % 100));
}
