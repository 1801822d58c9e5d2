using System.Text.Json.Serialization;

namespace Rote.Training.Schedules;

/// <summary>How a warm-up–stable–decay schedule falls.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DecayShape>))]
public enum DecayShape
{
    /// <summary>Half a cosine.</summary>
    Cosine,

    /// <summary>A straight line.</summary>
    Linear,

    /// <summary>1 − √progress.</summary>
    OneMinusSquareRoot,
}
