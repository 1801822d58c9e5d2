using System.Text.Json;
using Rote.Checkpoints.Families;
using Rote.Layers;
using Rote.Models;

namespace Rote.Checkpoints;

/// <summary>A family of checkpoints: how its config.json becomes a spec, and how its weights are named. Data, no model code.</summary>
public abstract class ModelFamily
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, MaxDepth = 32 };

    /// <summary>Every family that can be read, by its <c>model_type</c>.</summary>
    public static IReadOnlyDictionary<string, ModelFamily> Known { get; } =
        new ModelFamily[] { new Bert(), new Gpt2(), new Llama(), new Marian(), new T5() }.ToDictionary(family => family.ModelType, StringComparer.Ordinal);

    /// <summary>The <c>model_type</c> of its config.json.</summary>
    public abstract string ModelType { get; }

    /// <summary>The model that a config.json describes.</summary>
    /// <param name="config">The parsed config.json.</param>
    /// <returns>A valid spec.</returns>
    /// <exception cref="CheckpointException">A field is missing or asks for something that is not supported; the message names it.</exception>
    public abstract TransformerSpec ToSpec(JsonElement config);

    /// <summary>The names of the family's weights.</summary>
    /// <param name="spec">What <see cref="ToSpec"/> gave.</param>
    /// <returns>The map, both directions.</returns>
    public abstract WeightMap Weights(TransformerSpec spec);

    /// <summary>The family of a config.json.</summary>
    /// <param name="config">The parsed config.json.</param>
    /// <returns>The family.</returns>
    /// <exception cref="CheckpointException">There is no <c>model_type</c>, or an unknown one.</exception>
    public static ModelFamily Of(JsonElement config)
    {
        string? type = config.ValueKind == JsonValueKind.Object && config.TryGetProperty("model_type", out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new CheckpointException("config.json: 'model_type' is missing. It must name the model's family.");
        return Known.TryGetValue(type!, out var family)
            ? family
            : throw new CheckpointException($"config.json: 'model_type' is '{type}', which is not supported. Supported: {string.Join(", ", Known.Keys.Order(StringComparer.Ordinal))}.");
    }

    /// <summary>Reads the family's own record from a config.json.</summary>
    /// <typeparam name="T">The record, in the names of config.json.</typeparam>
    /// <param name="config">The parsed config.json.</param>
    /// <returns>The record.</returns>
    /// <exception cref="CheckpointException">A field is missing or has another type.</exception>
    protected static T Read<T>(JsonElement config)
    {
        try
        {
            return config.Deserialize<T>(Json) ?? throw new CheckpointException("config.json is null.");
        }
        catch (JsonException wrong)
        {
            throw new CheckpointException($"config.json: {wrong.Message}", wrong);
        }
    }

    /// <summary>Refuses a field.</summary>
    /// <param name="field">Its name in config.json.</param>
    /// <param name="value">What came.</param>
    /// <param name="supported">What would be accepted.</param>
    /// <returns>The exception to throw.</returns>
    protected static CheckpointException Unsupported(string field, object? value, string supported) =>
        new($"config.json: '{field}' is {value switch { null => "null", string text => $"'{text}'", bool b => b ? "true" : "false", _ => value }}, which is not supported. Supported: {supported}.");

    /// <summary>An activation by Hugging Face's name.</summary>
    /// <param name="field">The field that names it.</param>
    /// <param name="name">The name.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="CheckpointException">An unknown name.</exception>
    protected static Activation ActivationOf(string field, string name) => name switch
    {
        "relu" => Activation.Relu,
        "gelu" => Activation.Gelu,
        "gelu_new" or "gelu_pytorch_tanh" or "gelu_fast" => Activation.GeluTanh,
        "silu" or "swish" => Activation.Silu,
        "tanh" => Activation.Tanh,
        "linear" => Activation.Identity,
        _ => throw Unsupported(field, name, "relu, gelu, gelu_new, gelu_pytorch_tanh, gelu_fast, silu, swish, tanh, linear"),
    };

    /// <summary>The rules of a weight and its bias.</summary>
    /// <param name="theirs">The checkpoint's name without its end.</param>
    /// <param name="ours">Our names without their ends.</param>
    /// <param name="bias">True where there is a bias.</param>
    /// <param name="transposed">True where the weight is [in, out].</param>
    /// <returns>One or two rules.</returns>
    protected static IEnumerable<WeightRule> Pair(string theirs, IReadOnlyList<string> ours, bool bias = true, bool transposed = false)
    {
        yield return new WeightRule($"{theirs}.weight", [.. ours.Select(name => $"{name}.weight")], transposed);
        if (bias)
            yield return new WeightRule($"{theirs}.bias", [.. ours.Select(name => $"{name}.bias")]);
    }
}
