using System.Text.Json.Serialization;

namespace Rote.Positions;

/// <summary>How rotary frequencies are stretched so that a model reads longer input than it was trained on.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Linear), "linear")]
[JsonDerivedType(typeof(Llama3), "llama3")]
public abstract record RotaryScaling
{
    private RotaryScaling()
    {
    }

    internal IEnumerable<string> Violations(string path)
    {
        double factor = this is Linear linear ? linear.Factor : ((Llama3)this).Factor;
        if (factor is not (>= 1 and < double.PositiveInfinity))
            yield return $"{path}.Factor must be at least 1 and finite; got {factor}.";
        if (this is not Llama3 llama)
            yield break;
        if (!(llama.LowFrequencyFactor > 0 && llama.HighFrequencyFactor > llama.LowFrequencyFactor && double.IsFinite(llama.HighFrequencyFactor)))
        {
            yield return $"{path}.LowFrequencyFactor must be positive and {path}.HighFrequencyFactor greater and finite; " +
                $"got {llama.LowFrequencyFactor} and {llama.HighFrequencyFactor}.";
        }
        if (llama.OriginalLength <= 0)
            yield return $"{path}.OriginalLength must be positive; got {llama.OriginalLength}.";
    }

    /// <summary>All positions divided by one factor (Chen et al. 2023, section 2.3).</summary>
    /// <param name="Factor">≥ 1.</param>
    public sealed record Linear(double Factor) : RotaryScaling;

    /// <summary>Llama 3.1's: low frequencies divided by the factor, high ones kept, and a ramp between.</summary>
    /// <param name="Factor">≥ 1.</param>
    /// <param name="LowFrequencyFactor">Wavelengths above OriginalLength / this are divided.</param>
    /// <param name="HighFrequencyFactor">Wavelengths below OriginalLength / this are kept.</param>
    /// <param name="OriginalLength">The length trained on, in tokens.</param>
    public sealed record Llama3(double Factor, double LowFrequencyFactor, double HighFrequencyFactor, int OriginalLength) : RotaryScaling;
}
