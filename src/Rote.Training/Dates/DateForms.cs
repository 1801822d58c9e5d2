using System.Diagnostics;
using Rote.Training.Dates.Languages;

namespace Rote.Training.Dates;

/// <summary>The forms of each language. <c>docs/dates.md</c> lists them with an example each.</summary>
public static class DateForms
{
    /// <summary>The languages, in the order of the corpus.</summary>
    public static IReadOnlyList<DateLanguage> Languages { get; } =
    [
        DateLanguage.English,
        DateLanguage.German,
        DateLanguage.French,
        DateLanguage.Spanish,
        DateLanguage.Chinese,
        DateLanguage.Japanese,
    ];

    /// <summary>The forms of a language.</summary>
    /// <param name="language">The language.</param>
    /// <returns>The forms, at least 15, in the order of the corpus.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The language is none of the six.</exception>
    public static IReadOnlyList<DateForm> Of(DateLanguage language)
    {
        if (!Enum.IsDefined(language))
            throw new ArgumentOutOfRangeException(nameof(language), language, $"`language` must be one of {string.Join(", ", Languages)}.");
        return language switch
        {
            DateLanguage.English => EnglishDates.Forms,
            DateLanguage.German => GermanDates.Forms,
            DateLanguage.French => FrenchDates.Forms,
            DateLanguage.Spanish => SpanishDates.Forms,
            DateLanguage.Chinese => ChineseDates.Forms,
            DateLanguage.Japanese => JapaneseDates.Forms,
            _ => throw new UnreachableException(),
        };
    }
}
