using System.Text.Json;
using System.Text.Json.Nodes;
using Rote.Models;

namespace Rote.Checkpoints;

/// <summary>A model directory in Hugging Face's layout: config.json and weights.</summary>
public static class HuggingFaceDirectory
{
    private const long MaxConfigBytes = 4 << 20;

    /// <summary>Loads a model.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="architecture">The class to load where config.json names none, such as <c>BertForMaskedLM</c>; null is the family's usual one.</param>
    /// <returns>The model in evaluation mode and float32, and its config.json.</returns>
    /// <exception cref="CheckpointException">The directory is missing or damaged, or asks for something that is not supported.</exception>
    public static (Transformer Model, JsonElement Config) Load(string directory, string? architecture = null)
    {
        var config = ReadJson(directory, "config.json");
        if (architecture is not null && config.ValueKind == JsonValueKind.Object && !config.TryGetProperty("architectures", out _))
        {
            var named = JsonObject.Create(config)!;
            named["architectures"] = new JsonArray(architecture);
            config = JsonSerializer.SerializeToElement(named);
        }
        var family = ModelFamily.Of(config);
        var spec = family.ToSpec(config);
        using var weights = CheckpointWeights.Open(directory);
        LoadLimits.Check(spec, weights.Names.Count, weights.Elements);
        var model = new Transformer(spec);
        try
        {
            family.Weights(model.Spec).Load(model, weights.Names, weights.Read);
            model.eval();
            return (model, config);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Saves a model; each file is replaced atomically, the weights last.</summary>
    /// <param name="directory">The directory; made where it is missing.</param>
    /// <param name="model">The model.</param>
    /// <param name="config">The config.json that describes it.</param>
    /// <exception cref="IOException">The disk is full, or the directory cannot be written.</exception>
    /// <exception cref="ArgumentException">The config describes another model.</exception>
    public static void Save(string directory, Transformer model, JsonElement config)
    {
        ArgumentNullException.ThrowIfNull(model);
        Directory.CreateDirectory(directory);
        var family = ModelFamily.Of(config);
        if (family.ToSpec(config) != model.Spec with { Initialization = family.ToSpec(config).Initialization })
            throw new ArgumentException("`config` describes another model than `model`: its spec differs. Save with the config that the model was made from.", nameof(config));
        AtomicFile.WriteText(Path.Combine(directory, "config.json"), JsonSerializer.Serialize(config, Indented) + "\n");
        var tensors = family.Weights(model.Spec).Save(model);
        try
        {
            SafetensorsWriter.Write(Path.Combine(directory, "model.safetensors"), tensors);
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }

    /// <summary>A config.json for a model that was made here: Marian's where that expresses the spec, so that others can open it, else our own.</summary>
    /// <param name="spec">A valid spec.</param>
    /// <param name="tokens">The ids that generation needs.</param>
    /// <returns>What <see cref="Save"/> takes.</returns>
    public static JsonElement ConfigFor(TransformerSpec spec, SpecialTokenIds tokens) => JsonSerializer.SerializeToElement(ModelFamily.ConfigFor(spec, tokens));

    /// <summary>The directory's generation_config.json.</summary>
    /// <param name="directory">The directory.</param>
    /// <returns>The object, or null where there is none.</returns>
    /// <exception cref="CheckpointException">The file is not JSON, or too large.</exception>
    public static JsonElement? GenerationConfig(string directory) =>
        File.Exists(Path.Combine(directory, "generation_config.json")) ? ReadJson(directory, "generation_config.json") : null;

    /// <summary>stub</summary>
    public static JsonElement ConfigFor(TransformerSpec spec, SpecialTokenIds ids) => JsonSerializer.SerializeToElement(new Dictionary<string, object?>
    {
        ["model_type"] = "marian", ["is_encoder_decoder"] = true, ["vocab_size"] = spec.VocabularySize, ["d_model"] = spec.Width, ["encoder_layers"] = spec.Encoder!.Layers,
        ["decoder_layers"] = spec.Decoder!.Layers, ["encoder_attention_heads"] = spec.Encoder.Block.SelfAttention!.Heads, ["decoder_attention_heads"] = spec.Encoder.Block.SelfAttention!.Heads,
        ["encoder_ffn_dim"] = spec.Encoder.Block.FeedForward!.Width, ["decoder_ffn_dim"] = spec.Encoder.Block.FeedForward!.Width, ["activation_function"] = "relu",
        ["dropout"] = spec.Encoder.Block.Dropout, ["max_position_embeddings"] = spec.Encoder.Positions.Reach(), ["pad_token_id"] = ids.Padding, ["eos_token_id"] = ids.End,
        ["decoder_start_token_id"] = ids.DecoderStart, ["scale_embedding"] = true, ["decoder_vocab_size"] = spec.VocabularySize,
    });

    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true };

    private static JsonElement ReadJson(string directory, string name)
    {
        string path = Path.Combine(directory, name);
        if (!Directory.Exists(directory))
            throw new CheckpointException($"The model directory '{directory}' does not exist.");
        if (!File.Exists(path))
            throw new CheckpointException($"'{directory}' has no {name}: it is not a model directory.");
        return JsonFile.Read(path, MaxConfigBytes);
    }
}
