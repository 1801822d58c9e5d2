using System.Text.Json.Serialization;

namespace Rote.Layers;

/// <summary>How a sublayer's result joins the stream.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(On), "on")]
[JsonDerivedType(typeof(Off), "off")]
[JsonDerivedType(typeof(Scaled), "scaled")]
public abstract record ResidualSpec
{
    private ResidualSpec()
    {
    }

    /// <summary>x + f(x): He et al. 2016.</summary>
    public sealed record On : ResidualSpec;

    /// <summary>f(x) alone.</summary>
    public sealed record Off : ResidualSpec;

    /// <summary>x + c·f(x).</summary>
    /// <param name="Factor">c, finite.</param>
    public sealed record Scaled(double Factor) : ResidualSpec;
}
