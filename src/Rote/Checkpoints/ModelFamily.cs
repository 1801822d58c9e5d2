using System.Text.Json;
using System.Text.Json.Nodes;
using Rote.Checkpoints.Families;
using Rote.Layers;
using Rote.Models;

namespace Rote.Checkpoints;

/// <summary>A family of checkpoints: how its config.json becomes a spec, and how its weights are named. Data, no model code.</summary>
public abstract class ModelFamily
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, MaxDepth = 32 };

    // Our own format is last: it expresses every spec.
    private static readonly ModelFamily[] All = [new Bert(), new Gpt2(), new Llama(), new Marian(), new T5(), new SpecFamily()];

    /// <summary>Every family that can be read, by its <c>model_type</c>.</summary>
    public static IReadOnlyDictionary<string, ModelFamily> Known { get; } = All.ToDictionary(family => family.ModelType, StringComparer.Ordinal);

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

    /// <summary>The config.json of a model, the inverse of <see cref="ToSpec"/>.</summary>
    /// <param name="spec">A valid spec.</param>
    /// <param name="tokens">The ids that generation needs.</param>
    /// <returns>The object, which <see cref="ToSpec"/> reads back to the same spec, initialisation aside; null where the family cannot express the spec.</returns>
    public JsonObject? ToConfig(TransformerSpec spec, SpecialTokenIds tokens)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(tokens);
        if (Describe(spec, tokens) is not { } config)
            return null;
        var read = ToSpec(JsonSerializer.SerializeToElement(config));
        return read with { Initialization = spec.Initialization } == spec ? config : null;
    }

    /// <summary>The config.json of a model in the first family that expresses it; our own format expresses every one.</summary>
    /// <param name="spec">A valid spec.</param>
    /// <param name="tokens">The ids that generation needs.</param>
    /// <returns>The object.</returns>
    public static JsonObject ConfigFor(TransformerSpec spec, SpecialTokenIds tokens) => All.Select(family => family.ToConfig(spec, tokens)).First(config => config is not null)!;

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

    /// <summary>Writes the config.json that comes nearest to a spec.</summary>
    /// <param name="spec">A valid spec.</param>
    /// <param name="tokens">The ids that generation needs.</param>
    /// <returns>The object; null where the family clearly cannot express the spec. <see cref="ToConfig"/> compares what it reads as.</returns>
    protected virtual JsonObject? Describe(TransformerSpec spec, SpecialTokenIds tokens) => null;

    /// <summary>Reads the family's own record from a config.json.</summary>
    /// <typeparam name="T">The record, in the names of config.json.</typeparam>
    /// <param name="config">The parsed config.json.</param>
    /// <returns>The record.</returns>
    /// <exception cref="CheckpointException">A field is missing or has another type.</exception>
    protected static T Read<T>(JsonElement config)
    {
        RefuseCommon(config);
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
    protected internal static CheckpointException Unsupported(string field, object? value, string supported) =>
        new($"config.json: '{field}' is {value switch { null => "null", string text => $"'{text}'", bool b => b ? "true" : "false", _ => value }}, which is not supported. Supported: {supported}.");

    /// <summary>Refuses a head count that does not divide the width.</summary>
    /// <param name="widthField">The width's name in config.json.</param>
    /// <param name="width">D.</param>
    /// <param name="headsField">The heads' name in config.json.</param>
    /// <param name="heads">H.</param>
    /// <exception cref="CheckpointException">H is not positive, or does not divide D.</exception>
    protected static void RequireDivisor(string widthField, int width, string headsField, int heads)
    {
        if (heads <= 0 || width % heads != 0)
            throw Unsupported(headsField, heads, $"a divisor of '{widthField}' = {width}");
    }

    /// <summary>The row of the padding token: a negative id counts from the end of the table, as PyTorch has it.</summary>
    /// <param name="id"><c>pad_token_id</c>.</param>
    /// <param name="vocabularySize">V.</param>
    /// <returns>The row, or null.</returns>
    protected static int? PaddingRow(int? id, int vocabularySize) => id < 0 ? id + vocabularySize : id;

    /// <summary>An activation by Hugging Face's name.</summary>
    /// <param name="field">The field that names it.</param>
    /// <param name="name">The name.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="CheckpointException">An unknown name.</exception>
    protected static Activation ActivationOf(string field, string? name) => name switch
    {
        "relu" => Activation.Relu,
        "gelu" or "gelu_python" => Activation.Gelu,
        // four spellings of one formula, apart in rounding only
        "gelu_new" or "gelu_pytorch_tanh" or "gelu_fast" or "gelu_accurate" => Activation.GeluTanh,
        "silu" or "swish" => Activation.Silu,
        "sigmoid" => Activation.Sigmoid,
        "tanh" => Activation.Tanh,
        "linear" => Activation.Identity,
        _ => throw Unsupported(field, name, "relu, gelu, gelu_python, gelu_new, gelu_pytorch_tanh, gelu_fast, gelu_accurate, silu, swish, sigmoid, tanh, linear"),
    };

    // Fields of every family that change numbers, and that none here honours.
    private static void RefuseCommon(JsonElement config)
    {
        if (config.ValueKind != JsonValueKind.Object)
            throw new CheckpointException($"config.json must be a JSON object; it is {config.ValueKind}.");
        foreach (var (field, supported) in new[] { ("add_cross_attention", "false"), ("tie_encoder_decoder", "false") })
        {
            if (config.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.True)
                throw Unsupported(field, true, supported);
        }
        if (config.TryGetProperty("quantization_config", out var quantization) && quantization.ValueKind != JsonValueKind.Null)
            throw Unsupported("quantization_config", quantization.GetRawText() is { Length: > 40 } text ? $"{text[..40]}…" : quantization.GetRawText(), "null: weights that are not quantized");
        if (config.TryGetProperty("pruned_heads", out var pruned) && pruned.ValueKind == JsonValueKind.Object && pruned.EnumerateObject().Any())
            throw Unsupported("pruned_heads", pruned.GetRawText(), "an empty object");
    }

    /// <summary>Hugging Face's name of an activation.</summary>
    /// <param name="activation">The activation.</param>
    /// <returns>A name that <see cref="ActivationOf"/> reads back.</returns>
    protected static string NameOf(Activation activation) => activation switch
    {
        Activation.Relu => "relu",
        Activation.Gelu => "gelu",
        Activation.GeluTanh => "gelu_new",
        Activation.Silu => "silu",
        Activation.Sigmoid => "sigmoid",
        Activation.Tanh => "tanh",
        Activation.Identity => "linear",
        _ => throw new System.Diagnostics.UnreachableException(),
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
