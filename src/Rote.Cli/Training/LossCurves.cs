using Rote.Cli.Pictures;
using Rote.Training.Runs;

namespace Rote.Cli.Training;

/// <summary>Draws a run's measurements.</summary>
internal static class LossCurves
{
    /// <summary>Draws <c>metrics.jsonl</c> as <c>loss.png</c>; nothing where nothing was measured.</summary>
    /// <param name="run">The run.</param>
    public static void Draw(RunDirectory run)
    {
        var entries = MetricsLog.Read(run.Metrics);
        LossPoint[] training = [.. entries.Where(entry => entry.Loss is not null).Select(entry => new LossPoint(entry.Step, entry.Loss!.Value, entry.LearningRate ?? double.NaN))];
        ValidationPoint[] validation =
        [
            .. entries.Where(entry => entry.ValidationLoss is not null)
                .Select(entry => new ValidationPoint(entry.Step, entry.ValidationLoss!.Value, entry.ValidationExactMatch ?? double.NaN)),
        ];
        if (training.Length > 0)
            _ = LossCurve.Save(run.LossCurve, training, validation);
    }
}
