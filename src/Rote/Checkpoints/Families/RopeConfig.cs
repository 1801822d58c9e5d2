using Rote.Positions;

namespace Rote.Checkpoints.Families;

/// <summary>How a config.json describes rotary positions: <c>rope_scaling</c> of older ones, <c>rope_parameters</c> of newer ones.</summary>
internal sealed record RopeConfig
{
    public string? RopeType { get; init; }

    public string? Type { get; init; }

    public double? RopeTheta { get; init; }

    public double? PartialRotaryFactor { get; init; }

    public double? Factor { get; init; }

    public double? LowFreqFactor { get; init; }

    public double? HighFreqFactor { get; init; }

    public int? OriginalMaxPositionEmbeddings { get; init; }

    /// <summary>The scheme.</summary>
    /// <param name="field">Where these fields stand, for messages.</param>
    /// <param name="theta">The base, where these fields have none.</param>
    /// <param name="maxPositions">The model's <c>max_position_embeddings</c>.</param>
    /// <returns>The spec.</returns>
    /// <exception cref="CheckpointException">A field is missing, out of range or not supported.</exception>
    public PositionSpec.Rotary ToSpec(string field, double theta, int maxPositions)
    {
        string? kind = RopeType ?? Type ?? (Factor is null ? "default" : null);
        double Positive(double? value, string name) => value is > 0 and < double.PositiveInfinity
            ? value.Value
            : throw ModelFamily.Unsupported($"{field}.{name}", value, $"a positive number, with rope_type '{kind}'");
        RotaryScaling? scaling = kind switch
        {
            "default" => null,
            "linear" => new RotaryScaling.Linear(Positive(Factor, "factor")),
            "llama3" => new RotaryScaling.Llama3(
                Positive(Factor, "factor"),
                Positive(LowFreqFactor, "low_freq_factor"),
                Positive(HighFreqFactor, "high_freq_factor"),
                (int)Positive(OriginalMaxPositionEmbeddings ?? maxPositions, "original_max_position_embeddings")),
            _ => throw ModelFamily.Unsupported($"{field}.{(RopeType is null && Type is not null ? "type" : "rope_type")}", kind, "default, linear, llama3"),
        };
        if (scaling is RotaryScaling.Llama3 llama && llama.HighFrequencyFactor <= llama.LowFrequencyFactor)
            throw ModelFamily.Unsupported($"{field}.high_freq_factor", llama.HighFrequencyFactor, $"a number above low_freq_factor = {llama.LowFrequencyFactor}");
        double angles = RopeTheta ?? theta;
        return angles is > 1 and < double.PositiveInfinity
            ? new PositionSpec.Rotary(angles, Scaling: scaling)
            : throw ModelFamily.Unsupported(RopeTheta is null ? "rope_theta" : $"{field}.rope_theta", angles, "a number above 1");
    }
}
