using Rote.Training.Loops;
using Rote.Training.Schedules;

namespace Rote.Lab.Learning;

/// <summary>How the small models are trained: AdamW, a short warm-up, and a cosine down to a tenth.</summary>
public sealed record LearningSpec
{
    /// <summary>Steps, &gt; 0.</summary>
    public required int Steps { get; init; }

    /// <summary>B, rows of a batch. Default: 64.</summary>
    public int Rows { get; init; } = 64;

    /// <summary>The highest learning rate. Default: 1e-3.</summary>
    public double Rate { get; init; } = 1e-3;

    /// <summary>Steps of warm-up. Default: 20.</summary>
    public int Warmup { get; init; } = 20;

    /// <summary>The largest norm of a gradient. Default: 1.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>Rows that are measured after training, and wherever a curve has a point. Default: 512.</summary>
    public int TestRows { get; init; } = 512;

    /// <summary>Steps between points of the test curve; 0 measures at the end only. Default: 0.</summary>
    public int TestEvery { get; init; }

    internal TrainingLoopSpec Loop(int seed) => new()
    {
        Steps = Steps,
        LearningRate = Rate,
        Schedule = new LearningRateSchedule.Cosine(Steps, 0.1) { WarmupSteps = Math.Min(Warmup, Steps / 2) },
        ClipNorm = ClipNorm,
        Seed = seed,
    };
}
