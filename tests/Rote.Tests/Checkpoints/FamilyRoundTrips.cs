using System.Text.Json;
using Rote.Attention;
using Rote.Checkpoints;
using Rote.Models;
using static TorchSharp.torch;

namespace Rote.Tests.Checkpoints;

/// <summary>Small models of unusual sizes, made from a config: they run, and saved and loaded again they are the same.</summary>
public class FamilyRoundTrips
{
    public static TheoryData<string, string> Variants() => new()
    {
        { "bert", "{}" },
        { "bert", """{"tie_word_embeddings": false, "hidden_act": "relu", "type_vocab_size": 3}""" },
        { "bert", """{"architectures": ["BertModel"]}""" },
        { "bert", """{"architectures": ["BertModel"], "is_decoder": true}""" },
        { "bert", """{"architectures": ["BertLMHeadModel"], "is_decoder": true, "num_attention_heads": 5}""" },
        { "bert", """{"architectures": ["BertForPreTraining"]}""" },
        { "bert", """{"architectures": ["BertForNextSentencePrediction"]}""" },
        { "bert", """{"architectures": ["BertForSequenceClassification"], "num_labels": 1}""" },
        { "bert", """{"architectures": ["BertForTokenClassification"], "num_labels": 5, "num_attention_heads": 1}""" },
        { "bert", """{"architectures": ["BertForQuestionAnswering"], "num_attention_heads": 15}""" },
        { "gpt2", "{}" },
        { "gpt2", """{"scale_attn_by_inverse_layer_idx": true, "scale_attn_weights": false}""" },
        { "gpt2", """{"tie_word_embeddings": false, "n_inner": 7, "n_head": 5, "scale_attn_weights": false}""" },
        { "gpt2", """{"architectures": ["GPT2Model"], "n_head": 1}""" },
        { "gpt2", """{"architectures": ["GPT2ForTokenClassification"], "num_labels": 3}""" },
        { "gpt2", """{"architectures": ["GPT2ForQuestionAnswering"]}""" },
        { "llama", "{}" },
        { "llama", """{"tie_word_embeddings": true, "head_dim": 10, "num_key_value_heads": 3}""" },
        { "llama", """{"attention_bias": true, "mlp_bias": true, "hidden_act": "gelu", "head_dim": 2}""" },
        { "llama", """{"architectures": ["LlamaModel"], "rope_scaling": {"type": "linear", "factor": 3}}""" },
        { "llama", """{"architectures": ["LlamaForTokenClassification"], "num_labels": 3}""" },
        { "llama", """{"architectures": ["LlamaForQuestionAnswering"]}""" },
        { "marian", "{}" },
        { "marian", """{"share_encoder_decoder_embeddings": false, "decoder_vocab_size": 31, "pad_token_id": 30}""" },
        { "marian", """{"share_encoder_decoder_embeddings": false, "decoder_vocab_size": 47, "tie_word_embeddings": false}""" },
        { "marian", """{"tie_word_embeddings": false, "encoder_attention_heads": 9, "decoder_attention_heads": 1}""" },
        { "marian", """{"architectures": ["MarianModel"]}""" },
        { "t5", "{}" },
        { "t5", """{"tie_word_embeddings": false, "feed_forward_proj": "gated-gelu", "d_kv": 7, "num_heads": 5}""" },
        { "t5", """{"architectures": ["T5Model"], "feed_forward_proj": "gated-silu"}""" },
        { "t5", """{"architectures": ["T5EncoderModel"]}""" },
        { "t5", """{"architectures": ["T5ForTokenClassification"], "num_labels": 4}""" },
        { "t5", """{"architectures": ["T5ForQuestionAnswering"]}""" },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void Saved_and_loaded_model_computes_the_same(string family, string fields)
    {
        var config = SmallConfigs.With(family, fields);
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = Random(ModelFamily.Of(config).ToSpec(config));
        HuggingFaceDirectory.Save(folder.Path, model, config);
        var (again, read) = HuggingFaceDirectory.Load(folder.Path);
        using var owned = again;
        Assert.Equal(model.Spec, again.Spec);
        Assert.True(JsonElement.DeepEquals(config, read));
        Assert.All(Tensors(model), pair => Assert.True(pair.Value.equal(Tensors(again)[pair.Key]).all().item<bool>(), pair.Key));
        Assert.True(Output(model).equal(Output(again)).all().item<bool>());
    }

    [Theory]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float64)]
    public void Weights_of_any_floating_type_load_as_float32(ScalarType type)
    {
        var config = SmallConfigs.Of("gpt2", "torch_dtype", $"\"{type}\"");
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = Random(ModelFamily.Of(config).ToSpec(config));
        HuggingFaceDirectory.Save(folder.Path, model, config);
        var rounded = ModelFamily.Of(config).Weights(model.Spec).Save(model).ToDictionary(pair => pair.Key, pair => pair.Value.to(type));
        SafetensorsWriter.Write(Path.Combine(folder.Path, "model.safetensors"), rounded);
        var (again, _) = HuggingFaceDirectory.Load(folder.Path);
        using var owned = again;
        Assert.All(Tensors(again), pair =>
        {
            Assert.Equal(ScalarType.Float32, pair.Value.dtype);
            Assert.True(pair.Value.equal(Tensors(model)[pair.Key].to(type).to(ScalarType.Float32)).all().item<bool>(), pair.Key);
        });
    }

    /// <summary>A model in which nothing is zero or one, so that whatever is forgotten shows.</summary>
    internal static Transformer Random(TransformerSpec spec)
    {
        var model = new Transformer(spec);
        using var gradients = no_grad();
        using var generator = new Generator(7);
        foreach (var (_, tensor) in Tensors(model))
            tensor.normal_(0, 0.3, generator);
        model.eval();
        return model;
    }

    internal static Dictionary<string, Tensor> Tensors(Transformer model) => model.named_parameters()
        .Select(pair => (pair.name, tensor: (Tensor)pair.parameter))
        .Concat(model.named_buffers().Select(pair => (pair.name, tensor: pair.buffer)))
        .ToDictionary(pair => pair.name, pair => pair.tensor);

    internal static Tensor Output(Transformer model)
    {
        using var gradients = no_grad();
        var ids = tensor(new long[,] { { 3, 1, 4, 1, 5 }, { 9, 2, 6, 5, 3 } });
        var memory = model.Spec.Encoder is null ? null : model.Encode(ids);
        var hidden = model.Spec.Decoder is null ? memory! : model.Decode(ids, new StackInputs { Memory = memory, MemoryMask = AttentionMask.All });
        if (model.Spec.Head is not HeadSpec.None)
            return model.Scores(hidden);
        return model.Spec.Head.RelationLabels > 0 ? model.Head.Relate(model.Head.Pool(hidden)) : hidden;
    }
}
