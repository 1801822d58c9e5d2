using System.Text.Json.Serialization;

namespace Rote.Layers;

/// <summary>Where a block normalises.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NormPlacement>))]
public enum NormPlacement
{
    /// <summary>norm(x + f(x)): Vaswani et al. 2017, section 3.1.</summary>
    Post,

    /// <summary>x + f(norm(x)): Xiong et al. 2020.</summary>
    Pre,

    /// <summary>x + norm(f(norm(x))): Ding et al. 2021, section 2.4.</summary>
    Sandwich,
}
