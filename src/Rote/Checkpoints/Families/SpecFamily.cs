using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Rote.Models;

namespace Rote.Checkpoints.Families;

/// <summary>Our own format, for specs that no other family expresses: config.json holds the spec, and weights have our own names.</summary>
public sealed class SpecFamily : ModelFamily
{
    private const string Field = "spec";

    // A field that this version does not know may change every number: it is refused.
    private static readonly JsonSerializerOptions Strict = new() { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 32 };

    /// <inheritdoc/>
    public override string ModelType => "rote";

    /// <inheritdoc/>
    public override TransformerSpec ToSpec(JsonElement config)
    {
        try
        {
            return config.TryGetProperty(Field, out var spec)
                ? spec.Deserialize<TransformerSpec>(Strict) ?? throw new CheckpointException($"config.json: '{Field}' is null. It must hold the model's spec.")
                : throw new CheckpointException($"config.json: '{Field}' is missing. It must hold the model's spec.");
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException)
        {
            throw new CheckpointException($"config.json: '{Field}' is not a spec: {wrong.Message}", wrong);
        }
    }

    /// <inheritdoc/>
    public override WeightMap Weights(TransformerSpec spec) => WeightMap.Identity;

    /// <inheritdoc/>
    protected override JsonObject? Describe(TransformerSpec spec, SpecialTokenIds tokens)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(tokens);
        return new JsonObject
        {
            ["model_type"] = ModelType,
            [Field] = JsonSerializer.SerializeToNode(spec, Strict),
            ["is_encoder_decoder"] = spec.Encoder is not null && spec.Decoder is not null,
            ["pad_token_id"] = tokens.Padding,
            ["eos_token_id"] = tokens.End,
            ["decoder_start_token_id"] = tokens.DecoderStart,
        };
    }
}
