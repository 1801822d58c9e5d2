using System.Text.Json;
using System.Text.Json.Nodes;
using Rote.Checkpoints;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;
using static TorchSharp.torch;

namespace Rote.Tests.Checkpoints;

/// <summary>A spec finds its config.json: Marian's where it fits, else our own.</summary>
public class ConfigsFromSpecs
{
    private static readonly SpecialTokenIds Tokens = new(Padding: 42, End: 7, DecoderStart: 42);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"architectures": ["MarianModel"]}""")]
    [InlineData("""{"tie_word_embeddings": false, "dropout": 0.3, "attention_dropout": 0.2, "activation_dropout": 0.1}""")]
    [InlineData("""{"share_encoder_decoder_embeddings": false, "decoder_vocab_size": 51, "scale_embedding": false, "activation_function": "gelu_new"}""")]
    public void Marian_writes_what_it_reads(string fields)
    {
        var spec = SmallConfigs.Spec("marian", fields) with { Initialization = new InitializationSpec.Xavier() };
        var config = HuggingFaceDirectory.ConfigFor(spec, Tokens);
        Assert.Equal("marian", config.GetProperty("model_type").GetString());
        Assert.Equal(spec, ModelFamily.Of(config).ToSpec(config) with { Initialization = spec.Initialization });
        Assert.Equal((42, 7, 42, 7), (Id(config, "pad_token_id"), Id(config, "eos_token_id"), Id(config, "decoder_start_token_id"), Id(config, "forced_eos_token_id")));
    }

    [Fact]
    public void Spec_that_Marian_cannot_express_is_saved_as_our_own()
    {
        var marian = SmallConfigs.Spec("marian");
        var layer = new NormSpec.Layer();
        TransformerSpec[] others =
        [
            marian with { PaddingId = 3 },
            marian with { PaddingId = null },
            marian with { Head = new HeadSpec.LanguageModel() },
            marian with { Encoder = marian.Encoder! with { FinalNorm = layer } },
            marian with { Encoder = marian.Encoder! with { Block = marian.Encoder.Block with { NormPlacement = NormPlacement.Pre } } },
            marian with { Decoder = marian.Decoder! with { Block = marian.Decoder.Block with { Residual = new ResidualSpec.Scaled(0.5) } } },
            marian with { Decoder = marian.Decoder! with { Positions = new PositionSpec.Rotary() } },
            marian with { Encoder = marian.Encoder! with { Positions = new PositionSpec.Sinusoidal(SinusoidalLayout.Interleaved, 17) } },
            marian with { Encoder = marian.Encoder! with { Positions = new PositionSpec.Sinusoidal(SinusoidalLayout.Halves) } },
            SmallConfigs.Spec("llama"),
            SmallConfigs.Spec("bert"),
        ];
        Assert.All(others, spec =>
        {
            Assert.Null(ModelFamily.Known["marian"].ToConfig(spec, Tokens));
            var config = HuggingFaceDirectory.ConfigFor(spec, Tokens);
            Assert.Equal("rote", config.GetProperty("model_type").GetString());
            Assert.Equal(spec, ModelFamily.Of(config).ToSpec(config));
            Assert.Equal((42, 7, 42), (Id(config, "pad_token_id"), Id(config, "eos_token_id"), Id(config, "decoder_start_token_id")));
        });
    }

    [Theory]
    [InlineData("marian")]
    [InlineData("llama")]
    [InlineData("t5")]
    public void Model_saved_with_its_own_config_loads_again(string family)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var model = FamilyRoundTrips.Random(SmallConfigs.Spec(family));
        HuggingFaceDirectory.Save(folder.Path, model, HuggingFaceDirectory.ConfigFor(model.Spec, Tokens));
        var (again, _) = HuggingFaceDirectory.Load(folder.Path);
        using var owned = again;
        Assert.Equal(model.Spec, again.Spec);
        Assert.True(FamilyRoundTrips.Output(model).equal(FamilyRoundTrips.Output(again)).all().item<bool>());
    }

    [Fact]
    public void Our_own_format_names_weights_as_the_model_does()
    {
        using var folder = new TemporaryFolder();
        using var model = FamilyRoundTrips.Random(SmallConfigs.Spec("llama"));
        HuggingFaceDirectory.Save(folder.Path, model, HuggingFaceDirectory.ConfigFor(model.Spec, Tokens));
        using var weights = CheckpointWeights.Open(folder.Path);
        Assert.Equal(FamilyRoundTrips.Tensors(model).Keys.Order(StringComparer.Ordinal), weights.Names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"model_type": "rote"}""", "config.json: 'spec' is missing. It must hold the model's spec.")]
    [InlineData("""{"model_type": "rote", "spec": null}""", "config.json: 'spec' is null. It must hold the model's spec.")]
    [InlineData("""{"model_type": "rote", "spec": 7}""", "config.json: 'spec' is not a spec: ")]
    [InlineData("""{"model_type": "rote", "spec": {"Width": 4}}""", "config.json: 'spec' is not a spec: ")]
    [InlineData("""{"model_type": "rote", "spec": {"VocabularySize": 4, "Width": 4, "Head": {"kind": "crystal-ball"}}}""", "config.json: 'spec' is not a spec: ")]
    [InlineData("""{"model_type": "rote", "spec": {"VocabularySize": 4, "Width": 4, "Windows": 3}}""", "config.json: 'spec' is not a spec: ")]
    public void Unreadable_spec_is_refused(string json, string message)
    {
        using var config = JsonDocument.Parse(json);
        Assert.StartsWith(message, Assert.Throws<CheckpointException>(() => ModelFamily.Of(config.RootElement).ToSpec(config.RootElement)).Message);
    }

    [Fact]
    public void Invalid_spec_is_refused_before_it_is_built()
    {
        using var folder = new TemporaryFolder();
        using var model = FamilyRoundTrips.Random(SmallConfigs.Spec("llama"));
        HuggingFaceDirectory.Save(folder.Path, model, HuggingFaceDirectory.ConfigFor(model.Spec, Tokens));
        string path = Path.Combine(folder.Path, "config.json");
        var config = JsonNode.Parse(File.ReadAllText(path))!;
        config["spec"]!["Decoder"]!["Layers"] = 0;
        File.WriteAllText(path, config.ToJsonString());
        Assert.Equal(
            "config.json describes a model that cannot be built: Decoder.Layers must be positive; got 0.",
            Assert.Throws<CheckpointException>(() => HuggingFaceDirectory.Load(folder.Path)).Message);
    }

    private static int Id(JsonElement config, string field) => config.GetProperty(field).GetInt32();
}
