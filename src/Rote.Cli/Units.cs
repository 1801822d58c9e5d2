namespace Rote.Cli;

/// <summary>Numbers as people read them.</summary>
internal static class Units
{
    private static readonly string[] Binary = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"], Decimal = ["", "K", "M", "G", "T", "P", "E"];

    /// <summary>Bytes in powers of 1024.</summary>
    /// <param name="bytes">≥ 0.</param>
    /// <returns>Three or four digits and a unit, such as <c>1.50 MiB</c>.</returns>
    public static string Bytes(double bytes) => Scaled(bytes, 1024, Binary);

    /// <summary>Floating-point operations in powers of 1000.</summary>
    /// <param name="operations">≥ 0.</param>
    /// <returns>Such as <c>1.50 GFLOP</c>.</returns>
    public static string Flops(double operations) => Scaled(operations, 1000, Decimal) is var text && text.Contains(' ') ? $"{text}FLOP" : $"{text} FLOP";

    /// <summary>A whole number with its thousands apart.</summary>
    /// <param name="number">The number.</param>
    /// <returns>Such as <c>1,234</c>.</returns>
    public static string Count(long number) => number.ToString("N0");

    /// <summary>A part of a whole.</summary>
    /// <param name="part">The part.</param>
    /// <param name="whole">The whole; 0 gives nothing.</param>
    /// <returns>Such as <c>12.3 %</c>.</returns>
    public static string Share(double part, double whole) => whole == 0 ? "" : $"{100 * part / whole:F1} %";

    private static string Scaled(double value, double step, string[] units)
    {
        int unit = 0;
        while (value >= step && unit < units.Length - 1)
        {
            value /= step;
            unit++;
        }
        string digits = unit == 0 ? value.ToString("F0") : value >= 100 ? value.ToString("F0") : value >= 10 ? value.ToString("F1") : value.ToString("F2");
        return $"{digits} {units[unit]}".TrimEnd();
    }
}
