using System.Text.Json.Serialization;

namespace Rote.Models;

/// <summary>How fresh parameters are drawn. Biases are 0 and norm weights 1 in each.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Xavier), "xavier")]
[JsonDerivedType(typeof(Normal), "normal")]
public abstract record InitializationSpec
{
    private InitializationSpec()
    {
    }

    /// <summary>Linear layers uniform in ±√(6/(in + out)) (Glorot and Bengio 2010, equation 16); embeddings normal with variance 1/D.</summary>
    public sealed record Xavier : InitializationSpec;

    /// <summary>Everything normal with one standard deviation (Radford et al. 2019).</summary>
    /// <param name="StandardDeviation">&gt; 0.</param>
    /// <param name="ScaleResidual">True divides the layers that write into the stream by √(number of sublayers).</param>
    public sealed record Normal(double StandardDeviation = 0.02, bool ScaleResidual = false) : InitializationSpec;
}
