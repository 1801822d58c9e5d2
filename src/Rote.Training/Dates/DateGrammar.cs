namespace Rote.Training.Dates;

/// <summary>What a language brings: its fields, and its forms as templates over them and the fields in digits.</summary>
internal static class DateGrammar
{
    /// <summary>Fields in digits, which every language has.</summary>
    private static readonly DateField[] Digits =
    [
        DateField.Computed("d", date => $"{date.Day}"),
        DateField.Computed("dd", date => $"{date.Day:00}"),
        DateField.Computed("m", date => $"{date.Month}"),
        DateField.Computed("mm", date => $"{date.Month:00}"),
        DateField.Computed("yy", date => $"{date.Year % 100:00}"),
        DateField.Computed("yyyy", date => $"{date.Year}"),
        // Around slashes the month comes first, unless the day cannot be taken for a month.
        DateField.Computed("d-or-m", date => $"{(date.Day > 12 ? date.Day : date.Month)}"),
        DateField.Computed("m-or-d", date => $"{(date.Day > 12 ? date.Month : date.Day)}"),
        DateField.Computed("dd-or-mm", date => $"{(date.Day > 12 ? date.Day : date.Month):00}"),
        DateField.Computed("mm-or-dd", date => $"{(date.Day > 12 ? date.Month : date.Day):00}"),
    ];

    /// <summary>Builds the forms of a language.</summary>
    /// <param name="language">The language.</param>
    /// <param name="fields">Its own fields.</param>
    /// <param name="templates">Names and templates.</param>
    /// <exception cref="ArgumentException">A field is named twice.</exception>
    /// <exception cref="FormatException">A template is malformed.</exception>
    public static IReadOnlyList<DateForm> Forms(DateLanguage language, IEnumerable<DateField> fields, IEnumerable<(string Name, string Template)> templates)
    {
        var byName = Digits.Concat(fields).ToDictionary(field => field.Name);
        return [.. templates.Select(form => new DateForm(language, form.Name, form.Template, byName))];
    }
}
