using Rote.Training.Dates;

namespace Rote.Training.Tests.Dates;

public class DateSplitTests
{
    [Fact]
    public void Every_day_of_the_century_is_in_one_part()
    {
        Assert.Equal(2_000, DateSplit.TestDays.Count);
        Assert.Equal(1_500, DateSplit.ValidationDays.Count);
        Assert.Equal(33_025, DateSplit.TrainingDays.Count);
        var all = DateSplit.TestDays.Concat(DateSplit.ValidationDays).Concat(DateSplit.TrainingDays).Order().ToList();
        Assert.Equal(Enumerable.Range(0, 36_525).Select(new DateOnly(1950, 1, 1).AddDays), all);
    }

    [Fact]
    public void The_parts_never_move()
    {
        // Another split would put today's test days into tomorrow's training.
        Assert.Equal(new DateOnly(2030, 6, 14), DateSplit.TestDays[0]);
        Assert.Equal(new DateOnly(2044, 6, 5), DateSplit.ValidationDays[0]);
        Assert.Equal(new DateOnly(1959, 8, 14), DateSplit.TrainingDays[0]);
    }

    [Fact]
    public void No_part_favours_a_decade()
    {
        foreach (var part in new[] { DateSplit.TestDays, DateSplit.ValidationDays, DateSplit.TrainingDays })
        {
            var decades = part.CountBy(day => day.Year / 10).Select(decade => decade.Value).ToList();
            Assert.Equal(10, decades.Count);
            // Four standard deviations of a tenth of 1,500 are 46 days.
            Assert.All(decades, count => Assert.InRange((double)count / part.Count, 0.069, 0.131));
        }
    }
}
