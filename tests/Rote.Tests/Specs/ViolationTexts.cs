using Rote.Attention;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;

namespace Rote.Tests.Specs;

/// <summary>Every violation's full text: one mistake in an otherwise valid spec gives one line.</summary>
public class ViolationTexts
{
    private const string Block = "Decoder.Block", Attention = "Decoder.Block.SelfAttention";

    private static readonly (TransformerSpec Spec, string Text)[] Rows =
    [
        (Valid() with { VocabularySize = 0 }, "VocabularySize must be positive; got 0."),
        (Valid() with { Width = 0 }, "Width must be positive; got 0."),
        (Pair() with { DecoderVocabularySize = -2 }, "DecoderVocabularySize must be positive; got -2."),
        (Valid() with { DecoderVocabularySize = 7 }, "DecoderVocabularySize needs both an Encoder and a Decoder."),
        (Valid() with { Decoder = null }, "The model has neither Encoder nor Decoder: give it at least one."),
        (Valid() with { PaddingId = 11 }, "PaddingId must be in [0, 11); got 11."),
        (Pair() with { DecoderVocabularySize = 13, PaddingId = -1 }, "PaddingId must be in [0, 13); got -1."),
        (Valid() with { Encoder = Pair().Decoder, Decoder = null }, "Encoder.Block.CrossAttention has nothing to read: only a decoder beside an encoder may have it."),
        (Pair() with { Encoder = null }, "Decoder.Block.CrossAttention has nothing to read: the model has no Encoder."),
        (Valid() with { Encoder = Valid().Decoder }, "Decoder.Block.CrossAttention is missing: beside an Encoder the decoder must read it."),
        (Cross(a => a with { SourceWidth = 7 }), "Decoder.Block.CrossAttention.SourceWidth must be Width = 6, the encoder's; got 7."),
        (Head(new HeadSpec.Classifier(0, PerToken: true)), "Head.Labels must be positive; got 0."),
        (Head(new HeadSpec.Classifier(3, PerToken: true, 1)), "Head.Dropout must be in [0, 1); got 1."),
        (Head(new HeadSpec.Classifier(3, PerToken: true, double.NaN)), "Head.Dropout must be in [0, 1); got NaN."),
        (Head(new HeadSpec.Classifier(3, PerToken: true, Span: true)), "Head.Span needs Labels = 2 and PerToken; got 3 and True."),
        (Head(new HeadSpec.Classifier(2, PerToken: false, Span: true) { Pooler = true }), "Head.Span needs Labels = 2 and PerToken; got 2 and False."),
        (Head(new HeadSpec.None { RelationLabels = -1 }), "Head.RelationLabels must not be negative; got -1."),
        (Head(new HeadSpec.None { RelationLabels = 2 }), "Head.RelationLabels reads the pooled state: set Head.Pooler, or leave it 0; got 2."),
        (Head(new HeadSpec.MaskedLanguageModel((Activation)9, new NormSpec.Layer())), "Head.Activation must be one of Relu, Gelu, GeluTanh, Silu, Sigmoid, Tanh, Identity; got 9."),
        (Head(new HeadSpec.MaskedLanguageModel(Activation.Gelu, new NormSpec.Layer(0))), "Head.Norm.Epsilon must be positive and finite; got 0."),
        (Valid() with { Initialization = new InitializationSpec.Normal(0) }, "Initialization.StandardDeviation must be positive and finite; got 0."),
        (Valid() with { Initialization = new InitializationSpec.Normal(double.PositiveInfinity) }, "Initialization.StandardDeviation must be positive and finite; got Infinity."),

        (InStack(s => s with { Layers = 0 }), "Decoder.Layers must be positive; got 0."),
        (InStack(s => s with { FinalDropout = -0.1 }), "Decoder.FinalDropout must be in [0, 1); got -0.1."),
        (InStack(s => s with { ScaleByInverseLayer = true, Block = s.Block with { SelfAttention = null } }), "Decoder.ScaleByInverseLayer acts on self-attention, and the block has none."),
        (InStack(s => s with { FinalNorm = new NormSpec.Layer(double.NaN) }), "Decoder.FinalNorm.Epsilon must be positive and finite; got NaN."),
        (InStack(s => s with { Embedding = new EmbeddingSpec { TokenTypes = -1 } }), "Decoder.Embedding.TokenTypes must not be negative; got -1."),
        (InStack(s => s with { Embedding = new EmbeddingSpec { Dropout = 1.5 } }), "Decoder.Embedding.Dropout must be in [0, 1); got 1.5."),
        (InStack(s => s with { Embedding = new EmbeddingSpec { Norm = new NormSpec.RootMeanSquare(-1) } }), "Decoder.Embedding.Norm.Epsilon must be positive and finite; got -1."),

        (InBlock(b => b with { SelfAttention = null, FeedForward = null }), $"{Block} has no sublayer: give it SelfAttention, CrossAttention or FeedForward."),
        (InBlock(b => b with { Norm = new NormSpec.Layer(double.PositiveInfinity) }), $"{Block}.Norm.Epsilon must be positive and finite; got Infinity."),
        (InBlock(b => b with { NormPlacement = (NormPlacement)3 }), $"{Block}.NormPlacement must be one of Post, Pre, Sandwich; got 3."),
        (InBlock(b => b with { Dropout = 1 }), $"{Block}.Dropout must be in [0, 1); got 1."),
        (InBlock(b => b with { Residual = new ResidualSpec.Scaled(double.NaN) }), $"{Block}.Residual must be finite; got NaN."),
        (InBlock(b => b with { FeedForward = new FeedForwardSpec { Width = -8 } }), $"{Block}.FeedForward.Width must be positive; got -8."),
        (InBlock(b => b with { FeedForward = new FeedForwardSpec { Width = 8, Dropout = double.NaN } }), $"{Block}.FeedForward.Dropout must be in [0, 1); got NaN."),
        (InBlock(b => b with { FeedForward = new FeedForwardSpec { Width = 8, Activation = (Activation)7 } }), $"{Block}.FeedForward.Activation must be one of Relu, Gelu, GeluTanh, Silu, Sigmoid, Tanh, Identity; got 7."),

        (InAttention(a => a with { Heads = 0 }), $"{Attention}.Heads must be positive; got 0."),
        (InAttention(a => a with { Heads = 4 }), $"{Attention}.Heads must divide Width = 6, or HeadWidth must be given; got 4."),
        (InAttention(a => a with { HeadWidth = -3 }), $"{Attention}.HeadWidth must be positive; got -3."),
        (InAttention(a => a with { HeadWidth = 1 << 30 }), $"{Attention}.Heads × HeadWidth must be at most 2147483647; got 2 × 1073741824."),
        (InAttention(a => a with { KeyValueHeads = 0 }), $"{Attention}.KeyValueHeads must divide Heads = 2; got 0."),
        (InAttention(a => a with { KeyValueHeads = 4 }), $"{Attention}.KeyValueHeads must divide Heads = 2; got 4."),
        (InAttention(a => a with { SourceWidth = 0 }), $"{Attention}.SourceWidth must be positive; got 0."),
        (InAttention(a => a with { SourceWidth = 5 }), $"{Attention}.SourceWidth must be Width = 6 in self-attention and with TiedQueryKey; got 5."),
        (InAttention(a => a with { TiedQueryKey = true, KeyValueHeads = 1 }), $"{Attention}.TiedQueryKey needs as many key/value heads as heads; got 1 and 2."),
        (InAttention(a => a with { Scale = new AttentionScale.Custom(double.NegativeInfinity) }), $"{Attention}.Scale must be finite; got -Infinity."),
        (InAttention(a => a with { Dropout = -1 }), $"{Attention}.Dropout must be in [0, 1); got -1."),

        (Positioned(new PositionSpec.Sinusoidal(MaxLength: 0)), "Decoder.Positions.MaxLength must be positive; got 0."),
        (Positioned(new PositionSpec.Sinusoidal((SinusoidalLayout)2)), "Decoder.Positions.Layout must be one of Interleaved, Halves; got 2."),
        (Positioned(new PositionSpec.Sinusoidal(), heads: 1) with { Width = 7 }, "Decoder.Positions: sinusoidal positions need an even Width; got 7."),
        (Positioned(new PositionSpec.Learned(-1)), "Decoder.Positions.MaxLength must be positive; got -1."),
        (Positioned(new PositionSpec.Learned(1, -1)), "Decoder.Positions.Offset must not be negative; got -1."),
        (Positioned(new PositionSpec.Learned(int.MaxValue, 1)), "Decoder.Positions.MaxLength + Positions.Offset must be at most 2147483647; got 2147483647 + 1."),
        (Rotary(new PositionSpec.Rotary(Base: 1)), "Decoder.Positions.Base must be greater than 1 and finite; got 1."),
        (Rotary(new PositionSpec.Rotary(Base: double.NaN)), "Decoder.Positions.Base must be greater than 1 and finite; got NaN."),
        (Rotary(new PositionSpec.Rotary(Base: double.PositiveInfinity)), "Decoder.Positions.Base must be greater than 1 and finite; got Infinity."),
        (Rotary(new PositionSpec.Rotary(Dimensions: 3)), "Decoder.Positions.Dimensions must be even and positive; got 3."),
        (Rotary(new PositionSpec.Rotary(Dimensions: -2)), "Decoder.Positions.Dimensions must be even and positive; got -2."),
        (Rotary(new PositionSpec.Rotary(Dimensions: 8)), "Decoder.Positions.Dimensions must be at most the head width 6; got 8."),
        (Positioned(new PositionSpec.Rotary()), "Decoder.Positions turn pairs of channels, and the head width 3 is odd: give an even Positions.Dimensions."),
        (Rotary(new PositionSpec.Rotary(MaxLength: 0)), "Decoder.Positions.MaxLength must be positive; got 0."),
        (Rotary(new PositionSpec.Rotary(Scaling: new RotaryScaling.Linear(0.5))), "Decoder.Positions.Scaling.Factor must be at least 1 and finite; got 0.5."),
        (Rotary(new PositionSpec.Rotary(Scaling: new RotaryScaling.Linear(double.NaN))), "Decoder.Positions.Scaling.Factor must be at least 1 and finite; got NaN."),
        (Rotary(new PositionSpec.Rotary(Scaling: new RotaryScaling.Llama3(-8, 1, 4, 64))), "Decoder.Positions.Scaling.Factor must be at least 1 and finite; got -8."),
        (Rotary(new PositionSpec.Rotary(Scaling: new RotaryScaling.Llama3(8, 4, 4, 64))), "Decoder.Positions.Scaling.LowFrequencyFactor must be positive and Positions.Scaling.HighFrequencyFactor greater and finite; got 4 and 4."),
        (Rotary(new PositionSpec.Rotary(Scaling: new RotaryScaling.Llama3(8, -1, double.NaN, 64))), "Decoder.Positions.Scaling.LowFrequencyFactor must be positive and Positions.Scaling.HighFrequencyFactor greater and finite; got -1 and NaN."),
        (Rotary(new PositionSpec.Rotary(Scaling: new RotaryScaling.Llama3(8, 1, 4, 0))), "Decoder.Positions.Scaling.OriginalLength must be positive; got 0."),
        (Positioned(new PositionSpec.Buckets(3)), "Decoder.Positions.Count must be at least 4 and Positions.MaxDistance greater than the exact buckets (0); got 3 and 128."),
        (Positioned(new PositionSpec.Buckets(8, 4, Bidirectional: false)), "Decoder.Positions.Count must be at least 2 and Positions.MaxDistance greater than the exact buckets (4); got 8 and 4."),
        (InStack(s => s with { Positions = new PositionSpec.Buckets(), Block = s.Block with { SelfAttention = null } }), "Decoder.Positions act on self-attention, and the block has none."),
    ];

    public static TheoryData<int> Numbers() => [.. Enumerable.Range(0, Rows.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void One_mistake_gives_one_line(int number) => Assert.Equal([Rows[number].Text], Rows[number].Spec.Violations());

    [Fact]
    public void Specs_behind_the_mistakes_are_valid()
    {
        Assert.Empty(Valid().Violations());
        Assert.Empty(Pair().Violations());
        Assert.Empty(Cross(a => a with { SourceWidth = 6 }).Violations());
        Assert.Empty(Rotary(new PositionSpec.Rotary(Scaling: new RotaryScaling.Llama3(8, 1, 4, 64))).Violations());
        var spec = Valid();
        Assert.Same(spec, spec.Validated());
    }

    [Fact]
    public void Many_mistakes_are_reported_together()
    {
        var spec = Valid() with { VocabularySize = -1, PaddingId = 5, Decoder = Valid().Decoder! with { Layers = 0, Positions = new PositionSpec.Learned(0, -3), Block = new BlockSpec { Dropout = 2 } } };
        string[] expected =
        [
            "VocabularySize must be positive; got -1.",
            "Decoder.Layers must be positive; got 0.",
            "Decoder.Block has no sublayer: give it SelfAttention, CrossAttention or FeedForward.",
            "Decoder.Block.Dropout must be in [0, 1); got 2.",
            "Decoder.Positions.MaxLength must be positive; got 0.",
            "Decoder.Positions.Offset must not be negative; got -3.",
            "PaddingId must be in [0, 0); got 5.",
        ];
        Assert.Equal(expected, spec.Violations());
        string message = $"The spec has 7 violation(s): {string.Join(" ", expected)}";
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => spec.Validated()).Message);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => new Transformer(spec)).Message);
    }

    [Fact]
    public void Block_alone_reports_together()
    {
        var wrong = Assert.Throws<ArgumentException>(() => new Block(6, new BlockSpec { SelfAttention = new AttentionSpec { Heads = 4, Dropout = 1 }, Dropout = -1 }));
        Assert.Equal(
            string.Join(Environment.NewLine,
                "Block.SelfAttention.Heads must divide Width = 6, or HeadWidth must be given; got 4.",
                "Block.SelfAttention.Dropout must be in [0, 1); got 1.",
                "Block.Dropout must be in [0, 1); got -1. (Parameter 'spec')"),
            wrong.Message);
    }

    private static TransformerSpec Valid() => new()
    {
        VocabularySize = 11,
        Width = 6,
        Decoder = new StackSpec
        {
            Layers = 1,
            Causal = true,
            Block = new BlockSpec { SelfAttention = new AttentionSpec { Heads = 2 }, FeedForward = new FeedForwardSpec { Width = 8 } },
        },
    };

    private static TransformerSpec Pair() => Valid() with
    {
        Encoder = Valid().Decoder! with { Causal = false },
        Decoder = Valid().Decoder! with { Block = Valid().Decoder!.Block with { CrossAttention = new AttentionSpec { Heads = 3 } } },
    };

    private static TransformerSpec Cross(Func<AttentionSpec, AttentionSpec> change) => Pair() with
    {
        Decoder = Pair().Decoder! with { Block = Pair().Decoder!.Block with { CrossAttention = change(new AttentionSpec { Heads = 3 }) } },
    };

    private static TransformerSpec Head(HeadSpec head) => Valid() with { Head = head };

    private static TransformerSpec InStack(Func<StackSpec, StackSpec> change) => Valid() with { Decoder = change(Valid().Decoder!) };

    private static TransformerSpec InBlock(Func<BlockSpec, BlockSpec> change) => InStack(stack => stack with { Block = change(stack.Block) });

    private static TransformerSpec InAttention(Func<AttentionSpec, AttentionSpec> change) =>
        InBlock(block => block with { SelfAttention = change(block.SelfAttention!) });

    private static TransformerSpec Positioned(PositionSpec positions, int heads = 2) =>
        InStack(stack => stack with { Positions = positions, Block = stack.Block with { SelfAttention = new AttentionSpec { Heads = heads } } });

    private static TransformerSpec Rotary(PositionSpec.Rotary positions) => Positioned(positions, heads: 1);
}
