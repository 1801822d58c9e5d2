using System.Text.Json;
using CsCheck;
using Rote.Checkpoints;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Cli.Tests.Models;

public class ModelSummaries
{
    private static readonly BlockSpec Block = new()
    {
        SelfAttention = new AttentionSpec { Heads = 2 },
        FeedForward = new FeedForwardSpec { Width = 6, Activation = Activation.Gelu },
        NormPlacement = NormPlacement.Pre,
    };

    private static readonly TransformerSpec Decoder = new()
    {
        VocabularySize = 10,
        Width = 4,
        Decoder = new StackSpec { Layers = 2, Block = Block, Causal = true },
        Head = new HeadSpec.LanguageModel(),
    };

    // Counts that the publishers give for these sizes
    [Theory]
    [InlineData("""{ "model_type": "bert", "architectures": ["BertModel"] }""", 109_482_240)]
    [InlineData("""{ "model_type": "gpt2" }""", 124_439_808)]
    [InlineData("""{ "model_type": "t5", "num_heads": 8 }""", 60_506_624)]
    [InlineData(
        """{ "model_type": "llama", "vocab_size": 128256, "intermediate_size": 14336, "num_key_value_heads": 8 }""", 8_030_261_248)]
    public void Published_sizes(string json, long parameters)
    {
        using var config = JsonDocument.Parse(json);
        using var model = ModelSummary.ShapesOnly(ModelFamily.Of(config.RootElement).ToSpec(config.RootElement));
        Assert.Equal(parameters, ModelSummary.Of(model).Parameters);
        Assert.All(model.named_parameters(), pair => Assert.Equal(DeviceType.META, pair.parameter.device_type));
    }

    [Fact]
    public void Decoder_by_hand()
    {
        var cost = ModelSummaryCost.Of(Decoder, length: 5, batch: 3);
        Assert.Equal([new("decoder", Projections: 2 * 4 * 2 * 16, Attention: 2 * 4 * 5 * 4, FeedForward: 2 * 2 * 2 * 24), new("head", Output: 2 * 40)], cost.PerToken);
        Assert.Equal(256 + 160 + 192 + 80, cost.FlopsPerToken);
        Assert.Equal(5 * 688, cost.FlopsPerPass);
        Assert.Equal(2 * 2 * 4 * 4, cost.CacheBytesPerToken); // layers, keys and values, D, bytes
        Assert.Equal(0, cost.SourceCacheBytesPerToken);
        // a block: norm and sublayer inputs 4·4, q k v and sums 4·4, network 2·6; head: input 4, scores and their logarithm 20
        Assert.Equal(4 * 3 * 5 * (2 * (16 + 16 + 12) + 4 + 20), cost.ActivationBytes);
    }

    [Fact]
    public void Dropout_and_biased_scores_keep_more()
    {
        double Kept(Func<BlockSpec, BlockSpec> change, PositionSpec? positions = null)
        {
            var stack = Decoder.Decoder! with { Block = change(Block), Positions = positions ?? new PositionSpec.None() };
            return ModelSummaryCost.Of(Decoder with { Decoder = stack }, 5, 1).ActivationBytes / (4 * 5 * 2); // numbers, for a token and a block
        }
        double plain = Kept(block => block);
        Assert.Equal(plain + 2 * 4, Kept(block => block with { Dropout = 0.1 }), 1e-9); // noise of two sublayers
        Assert.Equal(plain + 2 * 5, Kept(block => block, new PositionSpec.Buckets()), 1e-9); // H·S weights
        Assert.Equal(plain + 3 * 2 * 5, Kept(block => block with { SelfAttention = new AttentionSpec { Heads = 2, Dropout = 0.1 } }), 1e-9);
        Assert.Equal(plain - 6, Kept(block => block with { FeedForward = new FeedForwardSpec { Width = 6 } }), 1e-9); // ReLU
        Assert.Equal(plain + 2 * 6, Kept(block => block with { FeedForward = block.FeedForward! with { Gated = true } }), 1e-9);
        Assert.Equal(plain + 2 * 4, Kept(block => block with { NormPlacement = NormPlacement.Sandwich }), 1e-9);
        Assert.Equal(plain + 2 * 4, Kept(block => block with { Norm = new NormSpec.RootMeanSquare() }), 1e-9); // the scaled input of two norms
    }

    [Fact]
    public void Encoder_decoder_with_grouped_heads_by_hand()
    {
        var attention = new AttentionSpec { Heads = 4, KeyValueHeads = 2, HeadWidth = 3 };
        var spec = new TransformerSpec
        {
            VocabularySize = 11,
            DecoderVocabularySize = 13,
            Width = 5,
            Encoder = new StackSpec { Layers = 1, Block = new BlockSpec { SelfAttention = attention, FeedForward = new FeedForwardSpec { Width = 7, Gated = true } } },
            Decoder = new StackSpec { Layers = 3, Block = new BlockSpec { SelfAttention = attention, CrossAttention = attention }, Causal = true },
            Head = new HeadSpec.LanguageModel(Tied: false),
        };
        var cost = ModelSummaryCost.Of(spec, length: 2, batch: 1);
        const int attend = 2 * (5 * 12 + 5 * 6 + 5 * 6 + 12 * 5), scores = 4 * 2 * 12;
        Assert.Equal(
            [new("encoder", attend, scores, 2 * 3 * 35), new("decoder", 3 * 2 * attend, 3 * 2 * scores), new("head", Output: 2 * 5 * 13)],
            cost.PerToken);
        Assert.Equal(3 * 2 * 2 * 3 * 4, cost.CacheBytesPerToken);
        Assert.Equal(cost.CacheBytesPerToken, cost.SourceCacheBytesPerToken);
        using var model = ModelSummary.ShapesOnly(spec);
        var root = ModelSummary.Of(model).Root;
        Assert.Equal(["tokens", "decoder_tokens", "encoder", "decoder", "head"], root.Parts.Select(part => part.Name));
        Assert.All(root.Parts, part => Assert.Null(part.Note));
        Assert.Equal(5 * 13, root.ParametersOf(ModelSummaryRole.Head));
    }

    [Fact]
    public void Once_a_sequence_is_told_apart()
    {
        var encoder = Decoder with { Encoder = Decoder.Decoder! with { Causal = false }, Decoder = null };
        var pooled = ModelSummaryCost.Of(encoder with { Head = new HeadSpec.Classifier(3, PerToken: false) { Pooler = true } }, 5, 1);
        Assert.Equal(2 * 16 + 2 * 12, pooled.FlopsPerSequence);
        Assert.Equal(["encoder"], pooled.PerToken.Select(part => part.Part));
        var each = ModelSummaryCost.Of(encoder with { Head = new HeadSpec.Classifier(3, PerToken: true) }, 5, 1);
        Assert.Equal((0, 2 * 12), (each.FlopsPerSequence, each.PerToken[1].Output));
        var head = new HeadSpec.MaskedLanguageModel(Activation.Gelu, new NormSpec.Layer()) { RelationLabels = 2, Pooler = true };
        var masked = ModelSummaryCost.Of(encoder with { Head = head }, 5, 1);
        Assert.Equal((2 * 16 + 2 * 8, 2 * 16 + 2 * 40), (masked.FlopsPerSequence, masked.PerToken[1].Output));
    }

    [Theory]
    [InlineData(0, 1, "length")]
    [InlineData(1, 0, "batch")]
    public void Nothing_has_no_cost(int length, int batch, string argument) =>
        Assert.Equal(argument, Assert.Throws<ArgumentOutOfRangeException>(() => ModelSummaryCost.Of(Decoder, length, batch)).ParamName);

    [Fact]
    public void Cost_and_count_agree_with_the_modules() => Specs.Sample(
        spec =>
        {
            using var scope = NewDisposeScope();
            using var model = new Transformer(spec);
            var summary = ModelSummary.Of(model);
            using var shapes = ModelSummary.ShapesOnly(spec);
            Assert.Equal(JsonSerializer.Serialize(summary), JsonSerializer.Serialize(ModelSummary.Of(shapes)));
            Assert.Equal(model.named_parameters().Sum(pair => pair.parameter.numel()), summary.Parameters);
            Assert.Equal(summary.Parameters, Enum.GetValues<ModelSummaryRole>().Where(role => role != ModelSummaryRole.Whole).Sum(summary.Root.ParametersOf));

            // Every matrix but the tables is multiplied once for each token; a tied head multiplies a table.
            static bool IsTable(string name) => name.Contains("tokens.", StringComparison.Ordinal) || name.Contains("positions.", StringComparison.Ordinal);
            long matrices = model.named_parameters().Where(pair => pair.parameter.dim() == 2 && !IsTable(pair.name)).Sum(pair => pair.parameter.numel());
            if (spec.Head is HeadSpec.LanguageModel { Tied: true })
                matrices += (long)spec.Width * spec.VocabularySize;
            var cost = ModelSummaryCost.Of(spec, 7, 2);
            Assert.Equal(2 * matrices, cost.FlopsPerToken - cost.PerToken.Sum(part => part.Attention));
        },
        iter: 60, threads: 1);

    private static Gen<TransformerSpec> Specs =>
        from heads in Gen.Int[1, 3]
        from width in Gen.Int[1, 4]
        from layers in Gen.Int[1, 3]
        from inner in Gen.Int[1, 9]
        from gated in Gen.Bool
        from bias in Gen.Bool
        from both in Gen.Bool
        from tied in Gen.Bool
        from positions in Gen.Int[0, 2].Select(kind => new PositionSpec[] { new PositionSpec.None(), new PositionSpec.Learned(9), new PositionSpec.Buckets() }[kind])
        from placement in Gen.Enum<NormPlacement>()
        let attention = new AttentionSpec { Heads = heads, HeadWidth = width, Bias = bias }
        let block = new BlockSpec
        {
            SelfAttention = attention,
            FeedForward = new FeedForwardSpec { Width = inner, Gated = gated, Bias = bias },
            NormPlacement = placement,
        }
        let stack = new StackSpec { Layers = layers, Block = block, Positions = positions, FinalNorm = new NormSpec.Layer() }
        select new TransformerSpec
        {
            VocabularySize = 17,
            Width = 5,
            Encoder = both ? stack : null,
            Decoder = stack with { Causal = true, Block = both ? block with { CrossAttention = attention } : block },
            Head = new HeadSpec.LanguageModel(tied),
        };
}
