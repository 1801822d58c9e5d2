using Rote.Checkpoints;

namespace Rote.Tests.Checkpoints;

/// <summary>What a config.json asks for and no part here does is refused, and the message names the field.</summary>
public class UnsupportedFields
{
    private const string Activations = "relu, gelu, gelu_python, gelu_new, gelu_pytorch_tanh, gelu_fast, gelu_accurate, silu, swish, sigmoid, tanh, linear";

    public static TheoryData<string, string, string, string> Fields()
    {
        var rows = new TheoryData<string, string, string, string>
        {
            { "bert", "position_embedding_type", "\"relative_key\"", "'relative_key', which is not supported. Supported: absolute." },
            { "bert", "position_embedding_type", "\"relative_key_query\"", "'relative_key_query', which is not supported. Supported: absolute." },
            { "bert", "is_decoder", "true", "true, which is not supported. Supported: false with the architecture BertForMaskedLM." },
            { "bert", "problem_type", "\"guessing\"", "'guessing', which is not supported. Supported: regression, single_label_classification, multi_label_classification." },
            { "bert", "num_attention_heads", "4", "4, which is not supported. Supported: a divisor of 'hidden_size' = 15." },
            { "bert", "num_attention_heads", "0", "0, which is not supported. Supported: a divisor of 'hidden_size' = 15." },
            {
                "bert", "architectures", "[\"BertForMultipleChoice\"]",
                "'BertForMultipleChoice', which is not supported. Supported: BertModel, BertForMaskedLM, BertLMHeadModel, BertForPreTraining, " +
                "BertForNextSentencePrediction, BertForSequenceClassification, BertForTokenClassification, BertForQuestionAnswering."
            },
            { "gpt2", "n_head", "4", "4, which is not supported. Supported: a divisor of 'n_embd' = 15." },
            {
                "gpt2", "architectures", "[\"GPT2ForSequenceClassification\"]",
                "'GPT2ForSequenceClassification', which is not supported. Supported: GPT2LMHeadModel, GPT2Model, GPT2ForTokenClassification, GPT2ForQuestionAnswering."
            },
            { "llama", "num_key_value_heads", "2", "2, which is not supported. Supported: a divisor of 'num_attention_heads' = 3." },
            { "llama", "num_attention_heads", "4", "4, which is not supported. Supported: a divisor of 'hidden_size' = 18." },
            { "llama", "head_dim", "7", "7, which is not supported. Supported: an even width, since rotary positions turn pairs." },
            { "llama", "partial_rotary_factor", "0.5", "0.5, which is not supported. Supported: 1." },
            { "llama", "rope_theta", "1", "1, which is not supported. Supported: a number above 1." },
            {
                "llama", "architectures", "[\"LlamaForSequenceClassification\"]",
                "'LlamaForSequenceClassification', which is not supported. Supported: LlamaForCausalLM, LlamaModel, LlamaForTokenClassification, LlamaForQuestionAnswering."
            },
            { "marian", "normalize_before", "true", "true, which is not supported. Supported: false." },
            { "marian", "normalize_embedding", "true", "true, which is not supported. Supported: false." },
            { "marian", "add_final_layer_norm", "true", "true, which is not supported. Supported: false." },
            { "marian", "static_position_embeddings", "false", "false, which is not supported. Supported: true." },
            { "marian", "encoder_attention_heads", "4", "4, which is not supported. Supported: a divisor of 'd_model' = 18." },
            { "marian", "decoder_attention_heads", "4", "4, which is not supported. Supported: a divisor of 'd_model' = 18." },
            { "marian", "architectures", "[\"MarianForCausalLM\"]", "'MarianForCausalLM', which is not supported. Supported: MarianMTModel, MarianModel." },
            { "t5", "feed_forward_proj", "null", "null, which is not supported. Supported: an activation, or 'gated-' and an activation." },
            { "t5", "feed_forward_proj", "\"mixed-relu\"", "'mixed-relu', which is not supported. Supported: an activation, or 'gated-' and an activation." },
            { "t5", "feed_forward_proj", "\"gated-relu-relu\"", "'gated-relu-relu', which is not supported. Supported: an activation, or 'gated-' and an activation." },
            { "t5", "dense_act_fn", "\"silu\"", "'silu', which is not supported. Supported: what 'feed_forward_proj' = 'relu' says." },
            { "t5", "is_gated_act", "true", "true, which is not supported. Supported: what 'feed_forward_proj' = 'relu' says." },
            {
                "t5", "architectures", "[\"T5ForSequenceClassification\"]",
                "'T5ForSequenceClassification', which is not supported. Supported: T5ForConditionalGeneration, T5Model, T5EncoderModel, T5ForTokenClassification, T5ForQuestionAnswering."
            },
        };
        foreach (var (family, field) in new[] { ("bert", "hidden_act"), ("gpt2", "activation_function"), ("llama", "hidden_act"), ("marian", "activation_function"), ("t5", "feed_forward_proj") })
        {
            rows.Add(family, field, "\"quick_gelu\"", $"'quick_gelu', which is not supported. Supported: {Activations}.");
            rows.Add(family, "add_cross_attention", "true", "true, which is not supported. Supported: false.");
            rows.Add(family, "tie_encoder_decoder", "true", "true, which is not supported. Supported: false.");
            rows.Add(family, "pruned_heads", "{\"0\": [1]}", "'{\"0\":[1]}', which is not supported. Supported: an empty object.");
            rows.Add(family, "quantization_config", "{\"bits\": 4}", "'{\"bits\":4}', which is not supported. Supported: null: weights that are not quantized.");
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void Field_is_refused_by_name(string family, string field, string value, string message)
    {
        var config = SmallConfigs.Of(family, field, value);
        var refused = Assert.Throws<CheckpointException>(() => ModelFamily.Of(config).ToSpec(config));
        Assert.Equal($"config.json: '{field}' is {message}", refused.Message);
    }

    [Theory]
    [InlineData("rope_scaling", """{"type": "dynamic", "factor": 2.0}""", "'rope_scaling.type' is 'dynamic', which is not supported. Supported: default, linear, llama3.")]
    [InlineData("rope_scaling", """{"rope_type": "yarn", "factor": 2.0}""", "'rope_scaling.rope_type' is 'yarn', which is not supported. Supported: default, linear, llama3.")]
    [InlineData("rope_parameters", """{"rope_type": "longrope"}""", "'rope_parameters.rope_type' is 'longrope', which is not supported. Supported: default, linear, llama3.")]
    [InlineData("rope_scaling", """{"factor": 2.0}""", "'rope_scaling.rope_type' is null, which is not supported. Supported: default, linear, llama3.")]
    [InlineData("rope_scaling", """{"type": "linear"}""", "'rope_scaling.factor' is null, which is not supported. Supported: a positive number, with rope_type 'linear'.")]
    [InlineData("rope_scaling", """{"type": "linear", "factor": 0}""", "'rope_scaling.factor' is 0, which is not supported. Supported: a positive number, with rope_type 'linear'.")]
    [InlineData("rope_parameters", """{"rope_type": "llama3", "factor": 8}""", "'rope_parameters.low_freq_factor' is null, which is not supported. Supported: a positive number, with rope_type 'llama3'.")]
    [InlineData("rope_parameters", """{"rope_type": "llama3", "factor": 8, "low_freq_factor": 4, "high_freq_factor": 4}""", "'rope_parameters.high_freq_factor' is 4, which is not supported. Supported: a number above low_freq_factor = 4.")]
    [InlineData("rope_parameters", """{"rope_theta": -1}""", "'rope_parameters.rope_theta' is -1, which is not supported. Supported: a number above 1.")]
    [InlineData("rope_parameters", """{"partial_rotary_factor": 0.25}""", "'rope_parameters.partial_rotary_factor' is 0.25, which is not supported. Supported: 1.")]
    public void Rotary_field_is_refused_by_name(string field, string value, string message)
    {
        var config = SmallConfigs.Of("llama", field, value);
        Assert.Equal($"config.json: {message}", Assert.Throws<CheckpointException>(() => ModelFamily.Of(config).ToSpec(config)).Message);
    }

    [Theory]
    [InlineData("BertForQuestionAnswering", """{"num_labels": 3}""", "'num_labels' is '3 labels', which is not supported. Supported: 2 labels, the start and the end of an answer.")]
    [InlineData("BertForQuestionAnswering", """{"id2label": {"0": "a", "1": "b", "2": 7}}""", "'id2label' is '3 labels', which is not supported. Supported: 2 labels, the start and the end of an answer.")]
    [InlineData("BertLMHeadModel", "{}", "'is_decoder' is false, which is not supported. Supported: true with the architecture BertLMHeadModel.")]
    public void Field_that_does_not_suit_the_head_is_refused(string architecture, string fields, string message)
    {
        var config = SmallConfigs.With("bert", fields.Insert(1, $"\"architectures\": [\"{architecture}\"]{(fields.Length > 2 ? "," : "")}"));
        Assert.Equal($"config.json: {message}", Assert.Throws<CheckpointException>(() => ModelFamily.Of(config).ToSpec(config)).Message);
    }

    [Fact]
    public void Odd_width_cannot_be_half_sines_and_half_cosines()
    {
        var config = SmallConfigs.With("marian", """{"d_model": 9, "encoder_attention_heads": 3}""");
        Assert.Equal(
            "config.json: 'd_model' is 9, which is not supported. Supported: an even width, half sines and half cosines.",
            Assert.Throws<CheckpointException>(() => ModelFamily.Of(config).ToSpec(config)).Message);
    }

    [Theory]
    [InlineData("bert", "hidden_size", "\"wide\"")]
    [InlineData("gpt2", "n_layer", "1e30")]
    [InlineData("llama", "rope_scaling", "7")]
    [InlineData("marian", "d_model", "null")]
    [InlineData("t5", "tie_word_embeddings", "1")]
    public void Field_of_another_type_is_named(string family, string field, string value)
    {
        var config = SmallConfigs.Of(family, field, value);
        var refused = Assert.Throws<CheckpointException>(() => ModelFamily.Of(config).ToSpec(config));
        Assert.StartsWith("config.json: The JSON value could not be converted to ", refused.Message);
        Assert.Contains($"Path: $.{field}", refused.Message);
    }
}
