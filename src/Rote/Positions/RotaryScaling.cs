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
