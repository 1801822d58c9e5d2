using CsCheck;
using Rote.Training.Schedules;

namespace Rote.Training.Tests.Schedules;

public class LearningRateScheduleTests
{
    private static readonly Gen<LearningRateSchedule> Valid = Gen.Select(
        Gen.Int[0, 50], Gen.Int[1, 200], Gen.Int[1, 4], Gen.Double[0, 1], Gen.Int[0, 6], (warmup, total, cycles, share, kind) => (kind switch
        {
            0 => (LearningRateSchedule)new LearningRateSchedule.Constant(),
            1 => new LearningRateSchedule.Linear(total),
            2 => new LearningRateSchedule.Cosine(total, share),
            3 => new LearningRateSchedule.CosineRestarts(total, cycles),
            4 => new LearningRateSchedule.Polynomial(total, 0.1 + 3 * share, share),
            5 => new LearningRateSchedule.InverseSquareRoot(),
            _ => new LearningRateSchedule.WarmupStableDecay(total, total, (DecayShape)(cycles % 3), share),
        }) with
        {
            WarmupSteps = warmup,
        });

    [Fact]
    public void Valid_schedule_gives_factors_from_0_to_1() => Gen.Select(Valid, Gen.Int[0, 400]).Sample(
        (schedule, step) => !schedule.Violations("S").Any() && schedule.Multiplier(step) is >= 0 and <= 1, seed: "000000000000");

    [Fact]
    public void Warm_up_rises_to_1_and_no_further()
    {
        var schedule = new LearningRateSchedule.InverseSquareRoot { WarmupSteps = 4 };
        Assert.Equal([0.25, 0.5, 0.75, 1, Math.Sqrt(4 / 5.0), Math.Sqrt(4 / 6.0)], Enumerable.Range(1, 6).Select(step => schedule.Multiplier(step)), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    public static TheoryData<LearningRateSchedule, string> Wrong() => new()
    {
        { new LearningRateSchedule.Constant { WarmupSteps = -1 }, "S.WarmupSteps must not be negative; got -1." },
        { new LearningRateSchedule.Linear(0), "S.TotalSteps must be positive; got 0." },
        { new LearningRateSchedule.Cosine(-3), "S.TotalSteps must be positive; got -3." },
        { new LearningRateSchedule.CosineRestarts(0, 2), "S.TotalSteps must be positive; got 0." },
        { new LearningRateSchedule.Polynomial(0, 1), "S.TotalSteps must be positive; got 0." },
        { new LearningRateSchedule.CosineRestarts(9, 0), "S.Cycles must be positive; got 0." },
        { new LearningRateSchedule.Polynomial(9, 0), "S.Power must be positive and finite; got 0." },
        { new LearningRateSchedule.Polynomial(9, double.PositiveInfinity), "S.Power must be positive and finite; got Infinity." },
        { new LearningRateSchedule.Polynomial(9, 1, 1.5), "S.End must be in [0, 1]; got 1.5." },
        { new LearningRateSchedule.WarmupStableDecay(-1, 2, DecayShape.Linear), "S.StableSteps must not be negative; got -1." },
        { new LearningRateSchedule.WarmupStableDecay(1, -2, DecayShape.Linear), "S.DecaySteps must not be negative; got -2." },
        { new LearningRateSchedule.WarmupStableDecay(1, 2, (DecayShape)7), "S.Shape must be one of Cosine, Linear, OneMinusSquareRoot; got 7." },
        { new LearningRateSchedule.WarmupStableDecay(1, 2, DecayShape.Linear, -0.1), "S.Minimum must be in [0, 1]; got -0.1." },
        { new LearningRateSchedule.Cosine(9, double.NaN), "S.Minimum must be in [0, 1]; got NaN." },
        { new LearningRateSchedule.Cosine(0, 2) { WarmupSteps = -1 }, "S.WarmupSteps must not be negative; got -1.|S.TotalSteps must be positive; got 0.|S.Minimum must be in [0, 1]; got 2." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Every_violation_is_said(LearningRateSchedule schedule, string expected) => Assert.Equal(expected.Split('|'), schedule.Violations("S"));
}
