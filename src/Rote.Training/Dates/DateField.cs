namespace Rote.Training.Dates;

/// <summary>A part of a date that a template names in braces: what it may read for a date. One field writes one of its spellings.</summary>
/// <param name="Name">The name between the braces.</param>
/// <param name="Spellings">The spellings for a date, at least one; the first is the usual one.</param>
internal sealed record DateField(string Name, Func<DateOnly, IReadOnlyList<string>> Spellings)
{
    /// <summary>A field computed from the date, with one spelling.</summary>
    public static DateField Computed(string name, Func<DateOnly, string> text) => new(name, date => [text(date)]);

    /// <summary>Thirty-one entries, from day 1.</summary>
    public static DateField OfDay(string name, IReadOnlyList<string> entries) => Table(name, entries, 31, date => date.Day - 1);

    /// <summary>Twelve entries, from January.</summary>
    public static DateField OfMonth(string name, IReadOnlyList<string> entries) => Table(name, entries, 12, date => date.Month - 1);

    /// <summary>Seven entries, from Sunday.</summary>
    public static DateField OfWeekday(string name, IReadOnlyList<string> entries) => Table(name, entries, 7, date => (int)date.DayOfWeek);

    /// <summary>One entry for each year of the corpus.</summary>
    public static DateField OfYear(string name, Func<int, string> entry) => Table(
        name,
        [.. Enumerable.Range(DateSplit.First.Year, DateSplit.Years).Select(entry)],
        DateSplit.Years,
        date => date.Year - DateSplit.First.Year);

    /// <summary>A table whose entries hold one spelling, or several with bars between.</summary>
    private static DateField Table(string name, IReadOnlyList<string> entries, int count, Func<DateOnly, int> index)
    {
        if (entries.Count != count)
            throw new ArgumentException($"`entries` of field '{name}' must hold {count} entries; got {entries.Count}.", nameof(entries));
        string[][] spellings = [.. entries.Select(entry => entry.Split('|'))];
        return new DateField(name, date => spellings[index(date)]);
    }
}
