namespace Rote.Lab;

/// <summary>A measured quantity, as the table and the findings call it.</summary>
/// <param name="Metric">Its key in the measurements.</param>
/// <param name="Header">Its name, with its unit.</param>
/// <param name="Format">A .NET number format. Default: four significant digits.</param>
/// <param name="IsTiming">True where it is time or memory, so that equal seeds need not give equal numbers.</param>
public sealed record Column(string Metric, Bilingual Header, string Format = "G4", bool IsTiming = false)
{
    /// <summary>A number as this column writes it.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Its text; a dash for what was not measured.</returns>
    public string Text(double value) => value switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        _ => value.ToString(Format).Replace('-', '−'),
    };
}
