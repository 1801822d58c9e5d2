namespace Rote.Training.Dates.Languages;

/// <summary>Japanese.</summary>
internal static class JapaneseDates
{
    private static readonly DateField[] Fields =
    [
        .. EastAsianFields.All,
        DateField.OfWeekday("曜", ["日", "月", "火", "水", "木", "金", "土"]),
        DateField.OfWeekday("曜日", ["日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"]),
        DateField.OfYear("full numeral yyyy", Year),
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
        ("slashes", "{yyyy}/{m}/{d}"),
        ("slashes-weekday", "{yyyy}/{mm}/{dd}[ |]({曜})"),
        ("dots", "{yyyy}.{m}.{d}"),
        ("dots-weekday", "{yyyy}.{mm}.{dd}[ |]({曜})"),
        ("iso", "{yyyy}-{mm}-{dd}"),
        ("iso-weekday", "{yyyy}-{mm}-{dd}({曜})"),
        ("iso-compact", "{yyyy}{mm}{dd}"),
    ]);

    /// <summary>The year as a number: 千九百八十七, 二千二十一.</summary>
    private static string Year(int year) => (year < 2000 ? "千九百" : "二千") + (year % 100 == 0 ? "" : EastAsianFields.Numeral(year % 100));
}
