namespace Rote.Training.Dates;

/// <summary>One way in which a language writes a date.</summary>
public sealed class DateForm
{
    private readonly DateTemplate _template;

    /// <summary>Reads a form from its template.</summary>
    /// <param name="language">The language.</param>
    /// <param name="name">The name, unique in the language.</param>
    /// <param name="template">The template, in the notation of <see cref="DateTemplate"/>.</param>
    /// <param name="fields">The fields that the template may name.</param>
    internal DateForm(DateLanguage language, string name, string template, IReadOnlyDictionary<string, DateField> fields)
    {
        Language = language;
        Name = name;
        Template = template;
        _template = DateTemplate.Parse(template, fields);
    }

    /// <summary>The language.</summary>
    public DateLanguage Language { get; }

    /// <summary>The name, unique in the language, such as <c>weekday-before</c>.</summary>
    public string Name { get; }

    /// <summary>The template, such as <c>{weekday}, {d} {month} {yyyy}</c>: fields in braces, choices in brackets with bars between.</summary>
    public string Template { get; }

    /// <summary>Writes a date, without slips; all choices that the template leaves are equally likely.</summary>
    /// <param name="date">A day of the corpus: <see cref="DateSplit.First"/> to <see cref="DateSplit.Last"/>.</param>
    /// <param name="random">Where the choices come from.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The date lies outside the corpus.</exception>
    public string Write(DateOnly date, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        DateSplit.Check(date);
        return _template.Write(date, random);
    }

    /// <summary>Every text that <see cref="Write"/> may give for a date, each once, the usual one first.</summary>
    /// <param name="date">A day of the corpus: <see cref="DateSplit.First"/> to <see cref="DateSplit.Last"/>.</param>
    /// <returns>The texts, in the order of the template's choices.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The date lies outside the corpus.</exception>
    public IEnumerable<string> Variants(DateOnly date)
    {
        DateSplit.Check(date);
        return _template.Variants(date);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Language} {Name}";
}
