namespace Rote.Training.Dates;

/// <summary>A date as somebody wrote it, and the date.</summary>
/// <param name="Source">What was written, shorter than 60 characters, in mixed case. It carries no mark of its language.</param>
/// <param name="Target">The date, <c>yyyy-MM-dd</c>.</param>
/// <param name="Language">The language of the form.</param>
/// <param name="Form">The name of the form in that language: see <see cref="DateForms"/>.</param>
public sealed record DateExample(string Source, string Target, DateLanguage Language, string Form);
