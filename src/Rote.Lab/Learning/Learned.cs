using Rote.Lab.Runs;
using Rote.Models;

namespace Rote.Lab.Learning;

/// <summary>A trained small model, and how it did.</summary>
public sealed class Learned : IDisposable
{
    internal Learned(Transformer model, IReadOnlyList<double> losses, double seconds, Scores test, IReadOnlyList<(int Step, Scores Scores)> tests)
    {
        Model = model;
        Losses = losses;
        Seconds = seconds;
        Test = test;
        Tests = tests;
    }

    /// <summary>The model, in evaluation mode.</summary>
    public Transformer Model { get; }

    /// <summary>The loss of each step's batch, in nats.</summary>
    public IReadOnlyList<double> Losses { get; }

    /// <summary>Time of the training steps alone.</summary>
    public double Seconds { get; }

    /// <summary>How it does on rows that it has not seen.</summary>
    public Scores Test { get; }

    /// <summary>The same along the way, where it was asked for.</summary>
    public IReadOnlyList<(int Step, Scores Scores)> Tests { get; }

    /// <summary>The first step after which a share of the labels was right.</summary>
    /// <param name="accuracy">The share, 0 to 1.</param>
    /// <returns>The step; infinity where it was never so.</returns>
    public double StepsTo(double accuracy) => Tests.Where(test => test.Scores.Accuracy >= accuracy).Select(test => (double)test.Step).FirstOrDefault(double.PositiveInfinity);

    /// <summary>The training loss, in averages of some steps.</summary>
    /// <param name="points">About how many points. Default: 50.</param>
    /// <returns>The curve.</returns>
    public IEnumerable<CurvePoint> LossCurve(int points = 50) =>
        Losses.Chunk(Math.Max(1, Losses.Count / points)).Select((chunk, index) => new CurvePoint((index + 1) * (double)Math.Max(1, Losses.Count / points), chunk.Average()));

    /// <summary>Frees the model.</summary>
    public void Dispose() => Model.Dispose();
}
