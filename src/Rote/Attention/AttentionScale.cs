using System.Text.Json.Serialization;

namespace Rote.Attention;

/// <summary>What attention scores are multiplied by before the softmax.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(InverseSquareRoot), "inverse-square-root")]
[JsonDerivedType(typeof(Off), "off")]
[JsonDerivedType(typeof(Custom), "custom")]
public abstract record AttentionScale
{
    private AttentionScale()
    {
    }

    /// <summary>The factor for heads of a width.</summary>
    /// <param name="headWidth">K.</param>
    /// <returns>The factor.</returns>
    public double For(long headWidth) => this switch
    {
        InverseSquareRoot => 1 / Math.Sqrt(headWidth),
        Off => 1,
        Custom custom => custom.Factor,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>1/√K: Vaswani et al. 2017, section 3.2.1, equation 1.</summary>
    public sealed record InverseSquareRoot : AttentionScale;

    /// <summary>No scale, as T5 has it.</summary>
    public sealed record Off : AttentionScale;

    /// <summary>Any factor.</summary>
    /// <param name="Factor">Finite.</param>
    public sealed record Custom(double Factor) : AttentionScale;
}
