using System.Text.Json;
using System.Text.Json.Nodes;
using Rote.Models;
using Rote.Tokenizers;

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
        var config = Config(directory);
        if (architecture is not null && config.ValueKind == JsonValueKind.Object && !config.TryGetProperty("architectures", out _))
        {
            var named = JsonObject.Create(config)!;
            named["architectures"] = new JsonArray(architecture);
            config = JsonSerializer.SerializeToElement(named);
        }
        return (Build(directory, config, spec => new Transformer(spec)), config);
    }

    /// <summary>Loads a model without its numbers: names and shapes are compared, on a device that holds none.</summary>
    /// <param name="directory">The directory.</param>
    /// <returns>The model on the meta device, and its config.json.</returns>
    /// <exception cref="CheckpointException">The directory is missing or damaged, or asks for something that is not supported.</exception>
    public static (Transformer Model, JsonElement Config) LoadShapes(string directory)
    {
        var config = Config(directory);
        return (Build(directory, config, ModelSummary.ShapesOnly), config);
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

    /// <summary>The directory's config.json.</summary>
    /// <param name="directory">The directory.</param>
    /// <returns>The object.</returns>
    /// <exception cref="CheckpointException">The directory or the file is missing, or the file is not JSON, or too large.</exception>
    public static JsonElement Config(string directory) => ReadJson(directory, "config.json");

    /// <summary>The directory's generation_config.json.</summary>
    /// <param name="directory">The directory.</param>
    /// <returns>The object, or null where there is none.</returns>
    /// <exception cref="CheckpointException">The file is not JSON, or too large.</exception>
    public static JsonElement? GenerationConfig(string directory) =>
        File.Exists(Path.Combine(directory, "generation_config.json")) ? ReadJson(directory, "generation_config.json") : null;

    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true };

    private static Transformer Build(string directory, JsonElement config, Func<TransformerSpec, Transformer> make)
    {
        var family = ModelFamily.Of(config);
        var spec = family.ToSpec(config);
        using var weights = CheckpointWeights.Open(directory);
        LoadLimits.Check(spec, weights.Names.Count, weights.Elements);
        var model = make(spec);
        try
        {
            family.Weights(model.Spec).Load(model, weights.Names, weights.Read);
            model.eval();
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static JsonElement ReadJson(string directory, string name)
    {
        string path = Path.Combine(directory, name);
        if (File.Exists(directory))
            throw new CheckpointException($"'{directory}' is a file: give the directory that holds config.json and the weights.");
        if (!Directory.Exists(directory))
            throw new CheckpointException($"The model directory '{directory}' does not exist.");
        if (!Directory.EnumerateFileSystemEntries(directory).Any())
            throw new CheckpointException($"'{directory}' is empty: a model directory holds config.json and model.safetensors.");
        if (!File.Exists(path))
            throw new CheckpointException($"'{directory}' has no {name}: it is not a model directory.");
        return JsonFile.Read(path, MaxConfigBytes);
    }
}
