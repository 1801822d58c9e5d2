using Rote.Training.Loops;
using Rote.Training.Optimizers;
using Rote.Training.Schedules;

namespace Rote.Training.Tests.Loops;

public class TrainingLoopSpecTests
{
    [Fact]
    public void Defaults_are_these() => Assert.Equal(
        new TrainingLoopSpec { Steps = 9, LearningRate = 1e-3, Schedule = new LearningRateSchedule.Constant(), Adam = new AdamOptions(), WeightDecay = 0, ClipNorm = 1, Seed = 1 },
        new TrainingLoopSpec { Steps = 9 });

    public static TheoryData<TrainingLoopSpec, string> Wrong() => new()
    {
        { new() { Steps = 0 }, "Steps must be positive; got 0." },
        { new() { Steps = 1, LearningRate = double.NaN }, "LearningRate must be positive and finite; got NaN." },
        { new() { Steps = 1, Schedule = null! }, "Schedule must be given; got null." },
        { new() { Steps = 1, Schedule = new LearningRateSchedule.Linear(0) }, "Schedule.TotalSteps must be positive; got 0." },
        { new() { Steps = 1, ClipNorm = 0 }, "ClipNorm must be positive; got 0." },
        { new() { Steps = 1, WeightDecay = -1 }, "WeightDecay must not be negative; got -1." },
        { new() { Steps = 1, Adam = null! }, "Adam must be given; got null." },
        { new() { Steps = 1, Adam = new AdamOptions { Beta1 = 1 } }, "Adam.Beta1 must be in [0, 1); got 1." },
        { new() { Steps = -2, LearningRate = 0, WeightDecay = -1 }, "Steps must be positive; got -2. LearningRate must be positive and finite; got 0. WeightDecay must not be negative; got -1." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Every_violation_is_said_before_the_first_step(TrainingLoopSpec wrong, string expected)
    {
        Assert.Equal(expected, string.Join(" ", wrong.Violations()));
        using var bowl = new Bowl(1, 1);
        string message = Assert.Throws<ArgumentException>(() => TrainingLoop.Run(bowl, wrong, _ => throw new InvalidOperationException("A step was taken."), cancellation: TestContext.Current.CancellationToken)).Message;
        Assert.Equal($"The loop has {wrong.Violations().Count()} violation(s): {expected}", message);
    }
}
