using Rote.Training.Runs;

namespace Rote.Training.Tests.Runs;

public class SpeedMeterTests
{
    [Fact]
    public void Nothing_measured_is_no_speed()
    {
        var meter = new SpeedMeter(10, new HandClock());
        Assert.Equal(0, meter.TokensPerSecond);
        Assert.Equal(0, meter.SecondsPerStep);
    }

    [Fact]
    public void Speed_is_tokens_by_time()
    {
        var clock = new HandClock();
        var meter = new SpeedMeter(10, clock);
        Step(meter, clock, 2, 100);
        Step(meter, clock, 3, 400);
        Assert.Equal(100, meter.TokensPerSecond, 1e-9);
        Assert.Equal(2.5, meter.SecondsPerStep, 1e-9);
    }

    [Fact]
    public void Only_the_last_seconds_count()
    {
        var clock = new HandClock();
        var meter = new SpeedMeter(10, clock);
        for (int i = 0; i < 50; i++)
            Step(meter, clock, 1, 1000);
        for (int i = 0; i < 10; i++)
            Step(meter, clock, 1, 10);
        Assert.Equal(10, meter.TokensPerSecond, 1e-9);
    }

    [Fact]
    public void Steps_longer_than_the_window_are_averaged_over_two()
    {
        var clock = new HandClock();
        var meter = new SpeedMeter(10, clock);
        for (int i = 1; i <= 5; i++)
            Step(meter, clock, 100, i * 1000);
        Assert.Equal(45, meter.TokensPerSecond, 1e-9);
        Assert.Equal(100, meter.SecondsPerStep, 1e-9);
    }

    [Fact]
    public void Pause_does_not_count()
    {
        var clock = new HandClock();
        var meter = new SpeedMeter(10, clock);
        Step(meter, clock, 2, 100);
        clock.Seconds += 500; // a validation
        meter.Restart();
        Step(meter, clock, 2, 100);
        Assert.Equal(50, meter.TokensPerSecond, 1e-9);
    }

    private static void Step(SpeedMeter meter, HandClock clock, int seconds, int tokens)
    {
        clock.Seconds += seconds;
        meter.Add(tokens);
    }

    private sealed class HandClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
