using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rote.Attention;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;

namespace Rote.Tests.Specs;

/// <summary>A spec written as JSON and read back is equal: every case of every closed hierarchy, with every field off its default.</summary>
public class RoundTrips
{
    private static readonly object[] Cases =
    [
        new AttentionScale.InverseSquareRoot(),
        new AttentionScale.Off(),
        new AttentionScale.Custom(0.3),
        new KernelSpec.DotProduct(Eager: true),
        new NormSpec.Layer(1e-12, Bias: false),
        new NormSpec.RootMeanSquare(3e-6),
        new ResidualSpec.On(),
        new ResidualSpec.Off(),
        new ResidualSpec.Scaled(-0.7),
        new PositionSpec.None(),
        new PositionSpec.Sinusoidal(SinusoidalLayout.Halves, 77),
        new PositionSpec.Learned(513, 2),
        new PositionSpec.Rotary(500_000, 6, new RotaryScaling.Llama3(8, 1, 4, 8192), 131_072),
        new PositionSpec.Buckets(30, 101, Bidirectional: false),
        new RotaryScaling.Linear(2.5),
        new RotaryScaling.Llama3(32, 1.5, 4.5, 4096),
        new HeadSpec.None { Pooler = true },
        new HeadSpec.LanguageModel(Tied: false, ScaleByInverseSquareRootWidth: true, Bias: true, FixedBias: true),
        new HeadSpec.MaskedLanguageModel(Activation.GeluTanh, new NormSpec.RootMeanSquare(), Tied: false) { Pooler = true, RelationLabels = 2 },
        new HeadSpec.Classifier(5, PerToken: true, 0.1),
        new InitializationSpec.Xavier(),
        new InitializationSpec.Normal(0.05, ScaleResidual: true),
    ];

    public static TheoryData<string> Names() => [.. Cases.Select(NameOf)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Case_is_read_back_equal(string name)
    {
        object spec = Array.Find(Cases, one => NameOf(one) == name)!;
        var hierarchy = spec.GetType().BaseType!;
        string json = JsonSerializer.Serialize(spec, hierarchy);
        Assert.Equal(spec, JsonSerializer.Deserialize(json, hierarchy));
    }

    [Fact]
    public void Every_case_of_every_hierarchy_is_tried()
    {
        var hierarchies = typeof(TransformerSpec).Assembly.GetExportedTypes()
            .Where(type => type.IsAbstract && type.GetCustomAttribute<JsonPolymorphicAttribute>() is not null).ToArray();
        Assert.Contains(typeof(PositionSpec), hierarchies);
        foreach (var hierarchy in hierarchies)
        {
            var nested = hierarchy.GetNestedTypes().Where(type => type.IsSubclassOf(hierarchy)).ToHashSet();
            var named = hierarchy.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(attribute => attribute.DerivedType).ToHashSet();
            Assert.True(nested.SetEquals(named), $"{hierarchy.Name}: every case needs its [JsonDerivedType], or it is lost in silence.");
            Assert.All(nested, type => Assert.True(type.IsSealed && Cases.Any(spec => spec.GetType() == type), $"{type.FullName} is not tried here."));
        }
    }

    [Fact]
    public void Whole_model_is_read_back_equal()
    {
        var attention = new AttentionSpec
        {
            Heads = 6,
            KeyValueHeads = 3,
            HeadWidth = 10,
            SourceWidth = 12,
            Bias = false,
            OutputBias = true,
            Scale = new AttentionScale.Custom(0.25),
            Dropout = 0.1,
        };
        var block = new BlockSpec
        {
            SelfAttention = attention,
            CrossAttention = attention with { TiedQueryKey = true, KeyValueHeads = null },
            FeedForward = new FeedForwardSpec { Width = 40, Activation = Activation.Silu, Gated = true, Bias = false, Dropout = 0.2 },
            Norm = new NormSpec.RootMeanSquare(1e-7),
            NormPlacement = NormPlacement.Sandwich,
            Residual = new ResidualSpec.Scaled(0.5),
            Dropout = 0.3,
        };
        var stack = new StackSpec
        {
            Layers = 3,
            Block = block,
            Embedding = new EmbeddingSpec { ScaleBySquareRootWidth = true, TokenTypes = 2, Norm = new NormSpec.Layer(), Dropout = 0.4 },
            Positions = new PositionSpec.Buckets(),
            FinalNorm = new NormSpec.Layer(1e-9),
            FinalDropout = 0.5,
            ScaleByInverseLayer = true,
            Causal = true,
        };
        var spec = new TransformerSpec
        {
            VocabularySize = 101,
            Width = 12,
            Encoder = stack with { Block = block with { CrossAttention = null }, Causal = false },
            Decoder = stack,
            DecoderVocabularySize = 103,
            PaddingId = 102,
            Head = new HeadSpec.LanguageModel(Bias: true),
            Initialization = new InitializationSpec.Normal(0.01),
        };
        Assert.Empty(spec.Violations());
        Assert.Equal(spec, TransformerSpec.FromJson(spec.ToJson()));
    }

    [Fact]
    public void Defaults_are_not_needed_in_the_text()
    {
        var spec = TransformerSpec.FromJson("""{ "VocabularySize": 11, "Width": 6, "Decoder": { "Layers": 1, "Block": { "SelfAttention": { "Heads": 2 } } } }""");
        Assert.Equal(new TransformerSpec { VocabularySize = 11, Width = 6, Decoder = new StackSpec { Layers = 1, Block = new BlockSpec { SelfAttention = new AttentionSpec { Heads = 2 } } } }, spec);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{ "Width": 6 }""")]
    [InlineData("""{ "VocabularySize": 11, "Width": 6, "Head": null }""")]
    [InlineData("""{ "VocabularySize": 11, "Width": 6, "Head": { "kind": "oracle" } }""")]
    [InlineData("""{ "VocabularySize": 11, "Width": 6, "Decoder": { "Layers": 1, "Block": null } }""")]
    [InlineData("""{ "VocabularySize": 11, "Width": 6, "Decoder": { "Layers": 1, "Block": { "NormPlacement": "Nowhere" } } }""")]
    public void What_is_no_spec_is_refused(string json) => Assert.Throws<JsonException>(() => TransformerSpec.FromJson(json));

    private static string NameOf(object spec) => $"{spec.GetType().DeclaringType!.Name}.{spec.GetType().Name}";
}
