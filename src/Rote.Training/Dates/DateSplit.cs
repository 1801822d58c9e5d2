namespace Rote.Training.Dates;

/// <summary>
/// The days of 1950 to 2049, dealt once and for all by a seeded permutation to test, validation and training.
/// No day is in two of them; the seed of training has no part in it.
/// </summary>
public static class DateSplit
{
    /// <summary>The first day of the corpus.</summary>
    public static readonly DateOnly First = new(1950, 1, 1);

    /// <summary>The last day of the corpus.</summary>
    public static readonly DateOnly Last = new(2049, 12, 31);

    internal const int Years = 100;

    private const int Seed = 20170612;
    private const int TestCount = 2_000;
    private const int ValidationCount = 1_500;

    private static readonly DateOnly[] Days = Permuted();

    /// <summary>2,000 days, in the order of the permutation.</summary>
    public static IReadOnlyList<DateOnly> TestDays { get; } = Days[..TestCount].AsReadOnly();

    /// <summary>1,500 days, in the order of the permutation.</summary>
    public static IReadOnlyList<DateOnly> ValidationDays { get; } = Days[TestCount..(TestCount + ValidationCount)].AsReadOnly();

    /// <summary>The 33,025 days that are left, in the order of the permutation.</summary>
    public static IReadOnlyList<DateOnly> TrainingDays { get; } = Days[(TestCount + ValidationCount)..].AsReadOnly();

    internal static void Check(DateOnly date)
    {
        if (date < First || date > Last)
            throw new ArgumentOutOfRangeException(nameof(date), date, $"`date` must be in {First:O} to {Last:O}.");
    }

    private static DateOnly[] Permuted()
    {
        DateOnly[] days = [.. Enumerable.Range(0, Last.DayNumber - First.DayNumber + 1).Select(First.AddDays)];
        // Fisher and Yates by hand: seeded Next is stable across versions of .NET, while nothing is promised for Shuffle.
        var random = new Random(Seed);
        for (int left = days.Length; left > 1; left--)
        {
            int pick = random.Next(left);
            (days[left - 1], days[pick]) = (days[pick], days[left - 1]);
        }
        return days;
    }
}
