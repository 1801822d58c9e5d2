using System.Text.Json.Serialization;

namespace Rote.Training.Schedules;

/// <summary>How the learning rate moves with the step.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Constant), "constant")]
[JsonDerivedType(typeof(Linear), "linear")]
[JsonDerivedType(typeof(Cosine), "cosine")]
[JsonDerivedType(typeof(CosineRestarts), "cosine-restarts")]
[JsonDerivedType(typeof(Polynomial), "polynomial")]
[JsonDerivedType(typeof(InverseSquareRoot), "inverse-square-root")]
[JsonDerivedType(typeof(WarmupStableDecay), "warmup-stable-decay")]
public abstract record LearningRateSchedule
{
    private LearningRateSchedule()
    {
    }

    /// <summary>Steps in which the multiplier rises linearly to 1. Default: 0.</summary>
    public int WarmupSteps { get; init; }

    /// <summary>The factor on the base rate, with steps counted from 0, so that a warm-up begins at 0.</summary>
    /// <param name="step">Steps already taken.</param>
    /// <returns>In [0, 1].</returns>
    /// <remarks>The formulas are those of the schedules in Hugging Face's <c>transformers.optimization</c>.</remarks>
    public double Multiplier(long step)
    {
        if (step < WarmupSteps)
        {
            double risen = (double)step / Math.Max(1, WarmupSteps);
            // A stable-decay schedule with a floor warms up from the floor.
            return this is WarmupStableDecay floored ? floored.Minimum + (1 - floored.Minimum) * risen : risen;
        }
        double after = step - WarmupSteps;
        switch (this)
        {
            case Constant:
                return 1;
            case Linear linear:
                return 1 - Progress(after, linear.TotalSteps);
            case Cosine cosine:
                return cosine.Minimum + (1 - cosine.Minimum) * HalfWave(after / Math.Max(1, cosine.TotalSteps - WarmupSteps));
            case CosineRestarts restarts:
                double progress = Progress(after, restarts.TotalSteps);
                return progress >= 1 ? 0 : HalfWave(restarts.Cycles * progress % 1);
            case Polynomial polynomial:
                return polynomial.End + (1 - polynomial.End) * Math.Pow(1 - Progress(after, polynomial.TotalSteps), polynomial.Power);
            case InverseSquareRoot:
                int scale = WarmupSteps > 0 ? WarmupSteps : 10_000;
                return 1 / Math.Sqrt((step + scale - WarmupSteps) / (double)scale);
            case WarmupStableDecay stable:
                if (after < stable.StableSteps)
                    return 1;
                double fallen = (after - stable.StableSteps) / Math.Max(1, stable.DecaySteps);
                double height = fallen >= 1 ? 0 : stable.Shape switch
                {
                    DecayShape.Cosine => HalfWave(fallen),
                    DecayShape.Linear => 1 - fallen,
                    DecayShape.OneMinusSquareRoot => 1 - Math.Sqrt(fallen),
                    _ => throw new System.Diagnostics.UnreachableException(),
                };
                return stable.Minimum + (1 - stable.Minimum) * height;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <param name="path">Where this schedule stands, for the message.</param>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations(string path)
    {
        if (WarmupSteps < 0)
            yield return $"{path}.WarmupSteps must not be negative; got {WarmupSteps}.";
        int? total = this switch
        {
            Linear linear => linear.TotalSteps,
            Cosine cosine => cosine.TotalSteps,
            CosineRestarts restarts => restarts.TotalSteps,
            Polynomial polynomial => polynomial.TotalSteps,
            _ => null,
        };
        if (total is <= 0)
            yield return $"{path}.TotalSteps must be positive; got {total}.";
        if (this is CosineRestarts { Cycles: <= 0 } never)
            yield return $"{path}.Cycles must be positive; got {never.Cycles}.";
        if (this is Polynomial { Power: not (> 0 and < double.PositiveInfinity) } power)
            yield return $"{path}.Power must be positive and finite; got {power.Power}.";
        if (this is Polynomial { End: not (>= 0 and <= 1) } ending)
            yield return $"{path}.End must be in [0, 1]; got {ending.End}.";
        if (this is WarmupStableDecay { StableSteps: < 0 } stable)
            yield return $"{path}.StableSteps must not be negative; got {stable.StableSteps}.";
        if (this is WarmupStableDecay { DecaySteps: < 0 } decay)
            yield return $"{path}.DecaySteps must not be negative; got {decay.DecaySteps}.";
        if (this is WarmupStableDecay { Shape: var shape } && !Enum.IsDefined(shape))
            yield return $"{path}.Shape must be one of {string.Join(", ", Enum.GetNames<DecayShape>())}; got {shape}.";
        double? minimum = this switch
        {
            Cosine cosine => cosine.Minimum,
            WarmupStableDecay floored => floored.Minimum,
            _ => null,
        };
        if (minimum is not (null or (>= 0 and <= 1)))
            yield return $"{path}.Minimum must be in [0, 1]; got {minimum}.";
    }

    /// <summary>The 2017 learning rate itself, D^−0.5 · min(t^−0.5, t·warmup^−1.5): Vaswani et al. 2017, equation 3.</summary>
    /// <param name="step">t, counted from 1.</param>
    /// <param name="width">D.</param>
    /// <param name="warmupSteps">Steps until the peak.</param>
    /// <returns>The rate.</returns>
    public static double Noam(long step, int width, int warmupSteps) => Math.Pow(width, -0.5) * Math.Min(Math.Pow(step, -0.5), step * Math.Pow(warmupSteps, -1.5));

    /// <summary>True where the schedule is planned for a number of steps: training beyond it would be at a rate that nobody meant.</summary>
    /// <returns>True for a line, cosines and polynomials.</returns>
    public bool HasEnd() => this is Linear or Cosine or CosineRestarts or Polynomial;

    /// <summary>The schedule planned for another number of steps.</summary>
    /// <param name="totalSteps">Steps in all, warm-up counted; null changes nothing.</param>
    /// <returns>This schedule with its end there; itself where it has none.</returns>
    public LearningRateSchedule Until(int? totalSteps) => totalSteps is not { } total ? this : this switch
    {
        Linear linear => linear with { TotalSteps = total },
        Cosine cosine => cosine with { TotalSteps = total },
        CosineRestarts restarts => restarts with { TotalSteps = total },
        Polynomial polynomial => polynomial with { TotalSteps = total },
        _ => this,
    };

    private double Progress(double after, int total) => Math.Min(1, after / Math.Max(1, total - WarmupSteps));

    private static double HalfWave(double progress) => 0.5 * (1 + Math.Cos(Math.PI * progress));

    /// <summary>1 after the warm-up.</summary>
    public sealed record Constant : LearningRateSchedule;

    /// <summary>Falls to 0 in a straight line.</summary>
    /// <param name="TotalSteps">Steps in all, warm-up counted.</param>
    public sealed record Linear(int TotalSteps) : LearningRateSchedule;

    /// <summary>Falls along half a cosine, and past its end rises again, as Hugging Face's does.</summary>
    /// <param name="TotalSteps">Steps in all, warm-up counted.</param>
    /// <param name="Minimum">Where it ends, in [0, 1].</param>
    public sealed record Cosine(int TotalSteps, double Minimum = 0) : LearningRateSchedule;

    /// <summary>Falls along half a cosine several times, jumping back to 1 between.</summary>
    /// <param name="TotalSteps">Steps in all, warm-up counted.</param>
    /// <param name="Cycles">How many times.</param>
    public sealed record CosineRestarts(int TotalSteps, int Cycles) : LearningRateSchedule;

    /// <summary>Falls as a power of what is left.</summary>
    /// <param name="TotalSteps">Steps in all, warm-up counted.</param>
    /// <param name="Power">The power.</param>
    /// <param name="End">Where it ends, in [0, 1].</param>
    public sealed record Polynomial(int TotalSteps, double Power, double End = 0) : LearningRateSchedule;

    /// <summary>Falls as 1/√step after the warm-up.</summary>
    public sealed record InverseSquareRoot : LearningRateSchedule;

    /// <summary>Stays at 1, then falls.</summary>
    /// <param name="StableSteps">Steps at 1 after the warm-up.</param>
    /// <param name="DecaySteps">Steps of the fall.</param>
    /// <param name="Shape">How it falls.</param>
    /// <param name="Minimum">Where it ends, and where the warm-up begins, in [0, 1].</param>
    public sealed record WarmupStableDecay(int StableSteps, int DecaySteps, DecayShape Shape, double Minimum = 0) : LearningRateSchedule;
}
