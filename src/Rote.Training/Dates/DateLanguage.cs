namespace Rote.Training.Dates;

/// <summary>The language in which a date is written.</summary>
public enum DateLanguage
{
    /// <summary>English: American and British.</summary>
    English,

    /// <summary>German, with Austria's Jänner.</summary>
    German,

    /// <summary>French.</summary>
    French,

    /// <summary>Spanish: of Spain and of America.</summary>
    Spanish,

    /// <summary>Chinese: simplified and traditional.</summary>
    Chinese,

    /// <summary>Japanese.</summary>
    Japanese,
}
