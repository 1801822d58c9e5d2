using System.Text.Json.Serialization;

namespace Rote.Layers;

/// <summary>Which normalisation a block uses.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Layer), "layer")]
[JsonDerivedType(typeof(RootMeanSquare), "root-mean-square")]
public abstract record NormSpec
{
    private NormSpec()
    {
    }

    /// <summary>Added to the variance (or mean square) inside the root.</summary>
    public abstract double Epsilon { get; init; }

    internal IEnumerable<string> Violations(string path)
    {
        if (Epsilon is not (> 0 and < double.PositiveInfinity))
            yield return $"{path}.Epsilon must be positive and finite; got {Epsilon}.";
    }

    /// <summary>LayerNorm (Ba et al. 2016, equation 4).</summary>
    /// <param name="Epsilon">Added to the variance, &gt; 0.</param>
    /// <param name="Bias">True adds a trained shift.</param>
    public sealed record Layer(double Epsilon = 1e-5, bool Bias = true) : NormSpec
    {
        /// <inheritdoc/>
        public override double Epsilon { get; init; } = Epsilon;
    }

    /// <summary>RMSNorm (Zhang and Sennrich 2019, section 4): no mean, no shift.</summary>
    /// <param name="Epsilon">Added to the mean square, &gt; 0.</param>
    public sealed record RootMeanSquare(double Epsilon = 1e-6) : NormSpec
    {
        /// <inheritdoc/>
        public override double Epsilon { get; init; } = Epsilon;
    }
}
