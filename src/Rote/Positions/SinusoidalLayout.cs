using System.Text.Json.Serialization;

namespace Rote.Positions;

/// <summary>Where sines and cosines stand in a sinusoidal position vector.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SinusoidalLayout>))]
public enum SinusoidalLayout
{
    /// <summary>Sine and cosine alternate, as in Vaswani et al. 2017, section 3.5.</summary>
    Interleaved,

    /// <summary>All sines, then all cosines, as Marian has it.</summary>
    Halves,
}
