using System.Text.Json;
using Rote.Checkpoints;

namespace Rote.Testing;

/// <summary>What reference models need and no part here does yet; the tables only shrink.</summary>
public static class NotBuiltYet
{
    private static readonly HashSet<string> Families = new(StringComparer.Ordinal)
    {
        "albert", "bart", "big_bird", "bloom", "deit", "distilbert", "electra", "gemma", "gemma2", "gpt_neox", "longformer", "m2m_100", "mistral", "mixtral",
        "modernbert", "mpnet", "olmo2", "opt", "pegasus", "phi", "phi3", "qwen2", "qwen3", "roberta", "vit",
    };

    private static readonly Dictionary<string, string> Classes = new(StringComparer.Ordinal)
    {
        ["BertForMultipleChoice"] = "multiple choice",
        ["GPT2DoubleHeadsModel"] = "multiple choice",
        ["GPT2ForSequenceClassification"] = "a classifier of the last token",
        ["LlamaForSequenceClassification"] = "a classifier of the last token",
        ["T5ForSequenceClassification"] = "a classifier of the last token",
        ["MarianForCausalLM"] = "Marian's decoder alone",
    };

    private static readonly (string Field, string Value, string Part)[] Fields =
    [
        ("add_cross_attention", "true", "cross-attention in a decoder without its encoder"),
        ("position_embedding_type", "relative_key", "Shaw positions"),
        ("position_embedding_type", "relative_key_query", "Shaw positions"),
    ];

    private static readonly HashSet<string> RotaryScalings = new(StringComparer.Ordinal) { "dynamic", "yarn", "longrope" };

    private static readonly HashSet<string> Activations = new(StringComparer.Ordinal) { "quick_gelu", "gelu_10", "relu2", "relu6", "leaky_relu", "mish", "laplace" };

    /// <summary>The part that a case lacks here, or null.</summary>
    /// <param name="folder">The case's folder.</param>
    public static string? PartOf(string folder)
    {
        var config = Read(folder, "config.json");
        string type = Text(config, "model_type") ?? "";
        if (Families.Contains(type) && !ModelFamily.Known.ContainsKey(type))
            return $"the family {type}";
        string? named = File.Exists(Path.Combine(folder, "case.json")) ? Text(Read(folder, "case.json"), "class") : null;
        string? architecture = config.TryGetProperty("architectures", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0 ? list[0].GetString() : named;
        if (architecture is not null && Classes.TryGetValue(architecture, out string? head))
            return $"{head} ({architecture})";
        foreach (var (field, value, part) in Fields)
        {
            if (config.TryGetProperty(field, out var given) && given.ToString().Equals(value, StringComparison.OrdinalIgnoreCase))
                return part;
        }
        foreach (string field in new[] { "rope_scaling", "rope_parameters" })
        {
            if (config.TryGetProperty(field, out var rope) && rope.ValueKind == JsonValueKind.Object && (Text(rope, "rope_type") ?? Text(rope, "type")) is { } kind && RotaryScalings.Contains(kind))
                return $"rotary scaling {kind}";
        }
        foreach (string field in new[] { "hidden_act", "activation_function", "feed_forward_proj" })
        {
            if (Text(config, field)?.Split('-')[^1] is { } activation && Activations.Contains(activation))
                return $"the activation {activation}";
        }
        bool pickled = File.Exists(Path.Combine(folder, "pytorch_model.bin")) && !Directory.EnumerateFiles(folder, "model*.safetensors").Any();
        return pickled ? "the reader of pytorch_model.bin" : null;
    }

    private static JsonElement Read(string folder, string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file)));
        return json.RootElement.Clone();
    }

    private static string? Text(JsonElement json, string field) => json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
