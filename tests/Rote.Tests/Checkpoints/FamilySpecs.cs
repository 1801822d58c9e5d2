using Rote.Attention;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;
using static TorchSharp.torch;

namespace Rote.Tests.Checkpoints;

/// <summary>Fields that change numbers reach the spec.</summary>
public class FamilySpecs
{
    [Theory]
    [InlineData("gelu", Activation.Gelu)]
    [InlineData("gelu_python", Activation.Gelu)]
    [InlineData("gelu_new", Activation.GeluTanh)]
    [InlineData("gelu_fast", Activation.GeluTanh)]
    [InlineData("gelu_pytorch_tanh", Activation.GeluTanh)]
    [InlineData("gelu_accurate", Activation.GeluTanh)]
    [InlineData("relu", Activation.Relu)]
    [InlineData("silu", Activation.Silu)]
    [InlineData("swish", Activation.Silu)]
    [InlineData("sigmoid", Activation.Sigmoid)]
    [InlineData("tanh", Activation.Tanh)]
    [InlineData("linear", Activation.Identity)]
    public void Activations_are_read_by_name(string name, Activation activation)
    {
        Assert.Equal(activation, SmallConfigs.Spec("bert", $$"""{"hidden_act": "{{name}}"}""").Encoder!.Block.FeedForward!.Activation);
        Assert.Equal(activation, ((HeadSpec.MaskedLanguageModel)SmallConfigs.Spec("bert", $$"""{"hidden_act": "{{name}}"}""").Head).Activation);
        Assert.Equal(activation, SmallConfigs.Spec("gpt2", $$"""{"activation_function": "{{name}}"}""").Decoder!.Block.FeedForward!.Activation);
        Assert.Equal(activation, SmallConfigs.Spec("llama", $$"""{"hidden_act": "{{name}}"}""").Decoder!.Block.FeedForward!.Activation);
        Assert.Equal(activation, SmallConfigs.Spec("marian", $$"""{"activation_function": "{{name}}"}""").Decoder!.Block.FeedForward!.Activation);
        Assert.Equal(activation, SmallConfigs.Spec("t5", $$"""{"feed_forward_proj": "{{name}}"}""").Decoder!.Block.FeedForward!.Activation);
    }

    [Fact]
    public void Bert_heads_are_read_from_architectures()
    {
        static HeadSpec Head(string architecture, string more = "") => SmallConfigs.Spec("bert", $$"""{"architectures": ["{{architecture}}"]{{more}}}""").Head;
        var masked = new HeadSpec.MaskedLanguageModel(Activation.Gelu, new NormSpec.Layer(1e-12));
        Assert.Equal(masked, Head("BertForMaskedLM"));
        Assert.Equal(masked with { Tied = false }, Head("BertForMaskedLM", ", \"tie_word_embeddings\": false"));
        Assert.Equal(masked with { Pooler = true, RelationLabels = 2 }, Head("BertForPreTraining"));
        Assert.Equal(new HeadSpec.None { Pooler = true }, Head("BertModel"));
        Assert.Equal(new HeadSpec.None { Pooler = true, RelationLabels = 2 }, Head("BertForNextSentencePrediction"));
        Assert.Equal(new HeadSpec.Classifier(2, PerToken: false, 0.1) { Pooler = true }, Head("BertForSequenceClassification"));
        Assert.Equal(new HeadSpec.Classifier(1, PerToken: false, 0.25) { Pooler = true }, Head("BertForSequenceClassification", ", \"num_labels\": 1, \"classifier_dropout\": 0.25"));
        Assert.Equal(new HeadSpec.Classifier(3, PerToken: true, 0.1), Head("BertForTokenClassification", ", \"id2label\": {\"0\": \"a\", \"1\": \"b\", \"2\": \"c\"}"));
        Assert.Equal(new HeadSpec.Classifier(2, PerToken: true, Span: true), Head("BertForQuestionAnswering"));
    }

    [Fact]
    public void Bert_as_a_decoder_is_the_same_stack_made_causal()
    {
        var encoder = SmallConfigs.Spec("bert");
        var decoder = SmallConfigs.Spec("bert", """{"architectures": ["BertLMHeadModel"], "is_decoder": true}""");
        Assert.Equal(encoder with { Encoder = null, Decoder = encoder.Encoder! with { Causal = true } }, decoder);
    }

    [Fact]
    public void Gpt2_fields_reach_the_spec()
    {
        var plain = SmallConfigs.Spec("gpt2").Decoder!.Block;
        Assert.Equal(60, plain.FeedForward!.Width);
        Assert.Equal(new AttentionScale.InverseSquareRoot(), plain.SelfAttention!.Scale);
        var altered = SmallConfigs.Spec("gpt2", """{"n_inner": 7, "scale_attn_weights": false, "tie_word_embeddings": false, "layer_norm_epsilon": 1e-3, "reorder_and_upcast_attn": true}""");
        Assert.Equal(7, altered.Decoder!.Block.FeedForward!.Width);
        Assert.Equal(new AttentionScale.Off(), altered.Decoder.Block.SelfAttention!.Scale);
        Assert.Equal(new NormSpec.Layer(1e-3), altered.Decoder.Block.Norm);
        Assert.Equal(new NormSpec.Layer(1e-3), altered.Decoder.FinalNorm);
        Assert.Equal(new HeadSpec.LanguageModel(Tied: false), altered.Head);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void Gpt2_scores_divided_by_the_number_of_the_layer_are_those_of_divided_queries(string scaled)
    {
        using var scope = NewDisposeScope();
        string rest = $$"""{"n_layer": 3, "scale_attn_weights": {{scaled}}""";
        using var plain = FamilyRoundTrips.Random(SmallConfigs.Spec("gpt2", rest + "}"));
        using var divided = FamilyRoundTrips.Random(SmallConfigs.Spec("gpt2", rest + """, "scale_attn_by_inverse_layer_idx": true}"""));
        Assert.True(divided.Spec.Decoder!.ScaleByInverseLayer);
        Assert.True((FamilyRoundTrips.Output(plain) - FamilyRoundTrips.Output(divided)).abs().max().item<float>() > 1e-3);
        using (no_grad())
        {
            foreach (var (name, tensor) in FamilyRoundTrips.Tensors(plain).Where(pair => pair.Key.Contains(".query.", StringComparison.Ordinal)))
                tensor.div_(name.Split('.')[2][0] - '0' + 1);
        }
        Assert.True((FamilyRoundTrips.Output(plain) - FamilyRoundTrips.Output(divided)).abs().max().item<float>() < 1e-5);
    }

    [Fact]
    public void Llama_fields_reach_the_spec()
    {
        var plain = SmallConfigs.Spec("llama").Decoder!.Block;
        Assert.Equal(1, plain.SelfAttention!.KeyValueHeads);
        Assert.False(plain.SelfAttention.Bias);
        var altered = SmallConfigs.Spec("llama", """{"head_dim": 10, "num_key_value_heads": null, "attention_bias": true, "mlp_bias": true, "tie_word_embeddings": true, "pretraining_tp": 2}""");
        var attention = altered.Decoder!.Block.SelfAttention!;
        Assert.Equal((10, 3, true), (attention.HeadWidthFor(18), attention.KeyValueHeadCount(), attention.Bias));
        Assert.True(altered.Decoder.Block.FeedForward!.Bias);
        Assert.Equal(new HeadSpec.LanguageModel(), altered.Head);
        Assert.Equal(42, SmallConfigs.Spec("llama", """{"pad_token_id": -1}""").PaddingId);
    }

    [Theory]
    [InlineData("""{"rope_theta": 500000.0, "rope_scaling": null}""")]
    [InlineData("""{"rope_theta": 500000.0, "rope_scaling": {"type": "default"}}""")]
    [InlineData("""{"rope_parameters": {"rope_theta": 500000.0, "rope_type": "default"}}""")]
    [InlineData("""{"rope_theta": 500000.0, "rope_parameters": {"rope_type": "default"}}""")]
    [InlineData("""{"rope_theta": 7.0, "rope_parameters": {"rope_theta": 500000.0}, "partial_rotary_factor": 1.0}""")]
    public void Rotary_base_is_read_in_old_and_new_spelling(string fields) =>
        Assert.Equal(new PositionSpec.Rotary(500_000), SmallConfigs.Spec("llama", fields).Decoder!.Positions);

    [Theory]
    [InlineData("""{"rope_scaling": {"type": "linear", "factor": 4}}""")]
    [InlineData("""{"rope_scaling": {"rope_type": "linear", "factor": 4.0}}""")]
    [InlineData("""{"rope_parameters": {"rope_type": "linear", "factor": 4, "rope_theta": 10000}}""")]
    public void Linear_rotary_scaling_is_read_in_old_and_new_spelling(string fields) =>
        Assert.Equal(new PositionSpec.Rotary(Scaling: new RotaryScaling.Linear(4)), SmallConfigs.Spec("llama", fields).Decoder!.Positions);

    [Theory]
    [InlineData("rope_scaling", ", \"original_max_position_embeddings\": 32", 32)]
    [InlineData("rope_parameters", ", \"original_max_position_embeddings\": 32", 32)]
    [InlineData("rope_parameters", "", 64)]
    public void Llama3_rotary_scaling_is_read_in_old_and_new_spelling(string field, string more, int original) =>
        Assert.Equal(
            new PositionSpec.Rotary(Scaling: new RotaryScaling.Llama3(8, 1, 4, original)),
            SmallConfigs.Spec("llama", $$"""{"{{field}}": {"rope_type": "llama3", "factor": 8, "low_freq_factor": 1, "high_freq_factor": 4{{more}} } }""").Decoder!.Positions);

    [Fact]
    public void Marian_fields_reach_the_spec()
    {
        var plain = SmallConfigs.Spec("marian");
        Assert.Equal((2, 3), (plain.Encoder!.Block.SelfAttention!.Heads, plain.Decoder!.Block.CrossAttention!.Heads));
        Assert.Equal((19, 23), (plain.Encoder.Block.FeedForward!.Width, plain.Decoder.Block.FeedForward!.Width));
        Assert.True(plain.Encoder.Embedding.ScaleBySquareRootWidth);
        Assert.Null(plain.DecoderVocabularySize);
        var altered = SmallConfigs.Spec("marian", """{"share_encoder_decoder_embeddings": false, "decoder_vocab_size": 31, "tie_word_embeddings": false, "scale_embedding": false}""");
        Assert.Equal(31, altered.DecoderVocabularySize);
        Assert.Equal(new HeadSpec.LanguageModel(Tied: false, FixedBias: true), altered.Head);
        Assert.False(altered.Decoder!.Embedding.ScaleBySquareRootWidth);
        Assert.Equal(new HeadSpec.None(), SmallConfigs.Spec("marian", """{"architectures": ["MarianModel"]}""").Head);
        Assert.Equal(43, SmallConfigs.Spec("marian", """{"tie_word_embeddings": false}""").DecoderVocabularySize);
    }

    [Theory]
    [InlineData("relu", Activation.Relu, false)]
    [InlineData("gated-gelu", Activation.GeluTanh, true)]
    [InlineData("gated-silu", Activation.Silu, true)]
    [InlineData("gated-relu", Activation.Relu, true)]
    [InlineData("gelu", Activation.Gelu, false)]
    public void T5_network_is_read_from_feed_forward_proj(string form, Activation activation, bool gated)
    {
        var network = SmallConfigs.Spec("t5", $$"""{"feed_forward_proj": "{{form}}"}""").Encoder!.Block.FeedForward!;
        Assert.Equal((activation, gated), (network.Activation, network.Gated));
    }

    [Theory]
    [InlineData("{}", true, true)]
    [InlineData("""{"tie_word_embeddings": false}""", false, false)]
    [InlineData("""{"tie_word_embeddings": true, "scale_decoder_outputs": false}""", true, false)]
    [InlineData("""{"tie_word_embeddings": false, "scale_decoder_outputs": true}""", false, true)]
    public void T5_scales_where_embeddings_are_tied_or_the_config_says(string fields, bool tied, bool scaled) =>
        Assert.Equal(new HeadSpec.LanguageModel(tied, scaled), SmallConfigs.Spec("t5", fields).Head);

    [Fact]
    public void T5_encoder_alone_has_no_decoder()
    {
        var whole = SmallConfigs.Spec("t5");
        Assert.Equal(whole with { Decoder = null, Head = new HeadSpec.None() }, SmallConfigs.Spec("t5", """{"architectures": ["T5EncoderModel"]}"""));
        Assert.Equal(
            whole with { Decoder = null, Head = new HeadSpec.Classifier(2, PerToken: true) },
            SmallConfigs.Spec("t5", """{"architectures": ["T5ForTokenClassification"], "classifier_dropout": 0.0}"""));
        Assert.Equal(whole with { Head = new HeadSpec.None() }, SmallConfigs.Spec("t5", """{"architectures": ["T5Model"]}"""));
        Assert.Equal((1, 2), (whole.Encoder!.Layers, whole.Decoder!.Layers));
    }
}
