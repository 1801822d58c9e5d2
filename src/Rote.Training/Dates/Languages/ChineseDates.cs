namespace Rote.Training.Dates.Languages;

/// <summary>Chinese.</summary>
internal static class ChineseDates
{
    private static readonly DateField[] Fields =
    [
        .. EastAsianFields.All,
        .. EastAsianFields.All.Where(field => field.Name.StartsWith("numerals", StringComparison.Ordinal)).Select(WithZero),
        DateField.OfWeekday("星期", ["星期日|星期天", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"]),
        DateField.OfWeekday("礼拜", ["礼拜天", "礼拜一", "礼拜二", "礼拜三", "礼拜四", "礼拜五", "礼拜六"]),
        DateField.OfWeekday("周", ["周日", "周一", "周二", "周三", "周四", "周五", "周六"]),
        DateField.OfWeekday("週", ["週日", "週一", "週二", "週三", "週四", "週五", "週六"]),
        DateField.OfWeekday("wkd", ["日", "一", "二", "三", "四", "五", "六"]),
    ];

    /// <summary>The forms.</summary>
    public static IReadOnlyList<DateForm> Forms { get; } = DateGrammar.Forms(DateLanguage.Chinese, Fields,
    [
        ("digits", "{yyyy}年{m}月{d}日"),
        ("digits-padded", "{yyyy}年{mm}月{dd}日"),
        ("digits-号", "{yyyy}年{m}月{d}[号|號]"),
        ("short-year", "{yy}年{m}月{d}[日|号]"),
        ("公元", "[公元|西元]{yyyy}年{m}月{d}日"),
        ("weekday-after", "{yyyy}年{m}月{d}日[ |，|]{星期}"),
        ("weekday-short-after", "{yyyy}年{m}月{d}日[ |][{周}|{週}]"),
        ("weekday-礼拜", "{yyyy}年{m}月{d}号{礼拜}"),
        ("weekday-in-brackets", "{yyyy}年{m}月{d}日[（{星期}）|({周})]"),
        ("numerals", "{numerals yyyy}年{numeral m}月{numeral d}日"),
        ("numerals-零", "{numerals yyyy 零}年{numeral m}月{numeral d}日"),
        ("numerals-号", "{numerals yyyy 零}年{numeral m}月{numeral d}号"),
        ("numerals-short-year", "[{numerals yy}|{numerals yy 零}]年{numeral m}月{numeral d}日"),
        ("numerals-weekday", "{numerals yyyy}年{numeral m}月{numeral d}日[ |]{星期}"),
        ("full-width", "{wide yyyy}年{wide m}月{wide d}日"),
        ("full-width-slashes", "{wide yyyy}／{wide mm}／{wide dd}"),
        ("slashes", "{yyyy}/{m}/{d}"),
        ("slashes-weekday", "{yyyy}/{mm}/{dd}[ |]({wkd})"),
        ("dots", "{yyyy}.{m}.{d}"),
        ("dots-padded", "{yyyy}.{mm}.{dd}"),
        ("dashes", "{yyyy}-{m}-{d}"),
        ("iso", "{yyyy}-{mm}-{dd}"),
        ("iso-weekday", "{yyyy}-{mm}-{dd} [{星期}|{周}]"),
        ("iso-compact", "{yyyy}{mm}{dd}"),
    ]);

    /// <summary>The same field with 零 for nought in place of 〇.</summary>
    private static DateField WithZero(DateField field) =>
        new($"{field.Name} 零", date => [.. field.Spellings(date).Select(text => text.Replace('〇', '零'))]);
}
