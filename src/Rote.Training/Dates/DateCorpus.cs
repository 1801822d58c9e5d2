namespace Rote.Training.Dates;

/// <summary>The built-in corpus: dates as people write them in six languages, and the dates in ISO 8601.</summary>
public static class DateCorpus
{
    private const int TestCount = 1_000;
    private const int TestSeed = 1000;
    private const int ValidationSeed = 1500;

    private static readonly Lazy<IReadOnlyList<DateExample>> FixedTest = new(() => [.. Balanced(DateSplit.TestDays, TestSeed).Take(TestCount)]);

    /// <summary>
    /// The test set: 1,000 examples, always the same, each on its own day of <see cref="DateSplit.TestDays"/>. Languages take turns, and so do
    /// the forms of a language, so that their counts differ by one at most.
    /// </summary>
    public static IReadOnlyList<DateExample> Test => FixedTest.Value;

    /// <summary>Examples to validate on, always the same, balanced like <see cref="Test"/>, on <see cref="DateSplit.ValidationDays"/>.</summary>
    /// <param name="count">How many, ≥ 0; past 1,500 the days come round again. Fewer are the first of more.</param>
    /// <returns>The examples.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static IReadOnlyList<DateExample> Validation(int count)
    {
        CheckCount(count);
        return [.. Balanced(DateSplit.ValidationDays, ValidationSeed).Take(count)];
    }

    /// <summary>
    /// Examples to train on, without end: a language, one of its forms and a day of <see cref="DateSplit.TrainingDays"/>, each drawn evenly.
    /// They are made as they are read.
    /// </summary>
    /// <param name="seed">The same seed gives the same sequence, every time it is read.</param>
    /// <returns>The examples.</returns>
    public static IEnumerable<DateExample> Training(int seed)
    {
        var random = new Random(seed);
        while (true)
        {
            var forms = DateForms.Of(DateForms.Languages[random.Next(DateForms.Languages.Count)]);
            var form = forms[random.Next(forms.Count)];
            yield return Example(form, DateSplit.TrainingDays[random.Next(DateSplit.TrainingDays.Count)], random);
        }
    }

    /// <summary>The first examples of <see cref="Training(int)"/>.</summary>
    /// <param name="seed">The same seed gives the same sequence, every time it is read.</param>
    /// <param name="count">How many, ≥ 0.</param>
    /// <returns>The examples, made as they are read.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static IEnumerable<DateExample> Training(int seed, int count)
    {
        CheckCount(count);
        return Training(seed).Take(count);
    }

    private static IEnumerable<DateExample> Balanced(IReadOnlyList<DateOnly> days, int seed)
    {
        var random = new Random(seed);
        for (int index = 0; ; index = checked(index + 1))
        {
            var forms = DateForms.Of(DateForms.Languages[index % DateForms.Languages.Count]);
            yield return Example(forms[index / DateForms.Languages.Count % forms.Count], days[index % days.Count], random);
        }
    }

    private static DateExample Example(DateForm form, DateOnly day, Random random) =>
        new(DateSlips.Apply(form.Write(day, random), random), $"{day:O}", form.Language, form.Name);

    private static void CheckCount(int count)
    {
        if (count < 0)
            throw new ArgumentOutOfRangeException(nameof(count), count, "`count` must be ≥ 0.");
    }
}
