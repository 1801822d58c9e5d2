using SkiaSharp;

namespace Rote.Cli.Pictures;

/// <summary>Weights as colours: viridis, dark at 0 and bright at 1, told apart by those who see no red or no green, and in grey print.</summary>
internal static class ColorScale
{
    private const int Steps = 256;

    private static readonly SKColor[] Colors = [.. Enumerable.Range(0, Steps).Select(Make)];

    /// <summary>The numbers written beside a scale.</summary>
    public static IReadOnlyList<double> Ticks { get; } = [0, 0.25, 0.5, 0.75, 1];

    /// <summary>The colour of a weight; beyond 0 and 1 that of 0 and 1.</summary>
    /// <param name="weight">A number.</param>
    public static SKColor Of(double weight) => Colors[(int)Math.Round(Math.Clamp(weight, 0, 1) * (Steps - 1))];

    private static SKColor Make(int step)
    {
        var color = new ScottPlot.Colormaps.Viridis().GetColor(step / (Steps - 1.0));
        return new SKColor(color.R, color.G, color.B);
    }
}
