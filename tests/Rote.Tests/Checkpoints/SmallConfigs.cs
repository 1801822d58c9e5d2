using System.Text.Json;
using System.Text.Json.Nodes;
using Rote.Checkpoints;
using Rote.Models;

namespace Rote.Tests.Checkpoints;

/// <summary>A small config.json of each family, to be altered field by field.</summary>
internal static class SmallConfigs
{
    private static readonly Dictionary<string, string> All = new()
    {
        ["bert"] = """
            {"model_type": "bert", "architectures": ["BertForMaskedLM"], "vocab_size": 43, "hidden_size": 15, "num_hidden_layers": 2, "num_attention_heads": 3,
             "intermediate_size": 19, "max_position_embeddings": 17, "type_vocab_size": 2}
            """,
        ["gpt2"] = """
            {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "vocab_size": 43, "n_embd": 15, "n_layer": 2, "n_head": 3, "n_positions": 17}
            """,
        ["llama"] = """
            {"model_type": "llama", "architectures": ["LlamaForCausalLM"], "vocab_size": 43, "hidden_size": 18, "num_hidden_layers": 2, "num_attention_heads": 3,
             "num_key_value_heads": 1, "intermediate_size": 19, "max_position_embeddings": 64, "tie_word_embeddings": false}
            """,
        ["marian"] = """
            {"model_type": "marian", "architectures": ["MarianMTModel"], "vocab_size": 43, "d_model": 18, "encoder_layers": 1, "decoder_layers": 2,
             "encoder_attention_heads": 2, "decoder_attention_heads": 3, "encoder_ffn_dim": 19, "decoder_ffn_dim": 23, "max_position_embeddings": 17,
             "pad_token_id": 42, "scale_embedding": true, "activation_function": "swish"}
            """,
        ["t5"] = """
            {"model_type": "t5", "architectures": ["T5ForConditionalGeneration"], "vocab_size": 43, "d_model": 15, "d_kv": 4, "d_ff": 19, "num_layers": 1,
             "num_decoder_layers": 2, "num_heads": 3, "relative_attention_num_buckets": 8, "relative_attention_max_distance": 16}
            """,
    };

    /// <summary>The family's config with one field in JSON put in its place; an empty name leaves it as it is.</summary>
    public static JsonElement Of(string family, string field = "", string value = "null")
    {
        var config = JsonNode.Parse(All[family])!.AsObject();
        if (field.Length > 0)
            config[field] = JsonNode.Parse(value);
        return JsonSerializer.SerializeToElement(config);
    }

    /// <summary>The family's config with several fields, given as one JSON object.</summary>
    public static JsonElement With(string family, string fields)
    {
        var config = JsonNode.Parse(All[family])!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(fields)!.AsObject())
            config[name] = value?.DeepClone();
        return JsonSerializer.SerializeToElement(config);
    }

    public static TransformerSpec Spec(string family, string fields = "{}")
    {
        var config = With(family, fields);
        return ModelFamily.Of(config).ToSpec(config);
    }
}
