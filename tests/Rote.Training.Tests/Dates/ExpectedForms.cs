using Rote.Training.Dates;

namespace Rote.Training.Tests.Dates;

/// <summary>What every form must write for three days, written by hand; where it has a choice, all choices with " | " between.</summary>
internal static class ExpectedForms
{
    /// <summary>A Wednesday, a Wednesday and a Monday: the columns of the tables.</summary>
    public static readonly DateOnly[] Days = [new(1987, 7, 22), new(2021, 3, 3), new(2008, 9, 1)];

    public static IReadOnlyDictionary<DateLanguage, (string Form, string[] Texts)[]> All { get; } = new Dictionary<DateLanguage, (string, string[])[]>
    {
        [DateLanguage.English] = ExpectedEnglish.Forms,
        [DateLanguage.German] = ExpectedGerman.Forms,
        [DateLanguage.French] = ExpectedFrench.Forms,
        [DateLanguage.Spanish] = ExpectedSpanish.Forms,
        [DateLanguage.Chinese] = ExpectedChinese.Forms,
        [DateLanguage.Japanese] = ExpectedJapanese.Forms,
    };
}
