using Rote.Attention;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;

namespace Rote.Tests.Specs;

public class Defaults
{
    [Fact]
    public void Of_attention()
    {
        var spec = new AttentionSpec { Heads = 4 };
        Assert.Equal((null, null, null, null), (spec.KeyValueHeads, spec.HeadWidth, spec.SourceWidth, spec.OutputBias));
        Assert.Equal((false, true, 0.0), (spec.TiedQueryKey, spec.Bias, spec.Dropout));
        Assert.Equal(new AttentionScale.InverseSquareRoot(), spec.Scale);
        Assert.Equal(new KernelSpec.DotProduct(Eager: false), spec.Kernel);
        Assert.Equal(4, spec.KeyValueHeadCount());
        Assert.Equal(3, spec.HeadWidthFor(12));
        Assert.Equal(2, (spec with { KeyValueHeads = 2 }).KeyValueHeadCount());
        Assert.Equal(5, (spec with { HeadWidth = 5 }).HeadWidthFor(12));
    }

    [Fact]
    public void Of_the_block()
    {
        var spec = new BlockSpec();
        Assert.Equal((null, null, null), (spec.SelfAttention, spec.CrossAttention, spec.FeedForward));
        Assert.Equal((new NormSpec.Layer(1e-5, Bias: true), NormPlacement.Post, new ResidualSpec.On(), 0.0), (spec.Norm, spec.NormPlacement, spec.Residual, spec.Dropout));
        Assert.Equal(1e-6, new NormSpec.RootMeanSquare().Epsilon);
    }

    [Fact]
    public void Of_the_feed_forward_network()
    {
        var spec = new FeedForwardSpec { Width = 8 };
        Assert.Equal((Activation.Relu, false, true, 0.0), (spec.Activation, spec.Gated, spec.Bias, spec.Dropout));
    }

    [Fact]
    public void Of_the_stack()
    {
        var spec = new StackSpec { Layers = 1, Block = new BlockSpec() };
        Assert.Equal((new EmbeddingSpec(), new PositionSpec.None(), null, 0.0, false, false), (spec.Embedding, spec.Positions, spec.FinalNorm, spec.FinalDropout, spec.Causal, spec.ScaleByInverseLayer));
        Assert.Equal((false, 0, null, 0.0), (spec.Embedding.ScaleBySquareRootWidth, spec.Embedding.TokenTypes, spec.Embedding.Norm, spec.Embedding.Dropout));
    }

    [Fact]
    public void Of_positions()
    {
        Assert.Equal(new PositionSpec.Sinusoidal(SinusoidalLayout.Interleaved, null), new PositionSpec.Sinusoidal());
        Assert.Equal(new PositionSpec.Learned(7, 0), new PositionSpec.Learned(7));
        Assert.Equal(new PositionSpec.Rotary(10_000, null, null, null), new PositionSpec.Rotary());
        Assert.Equal(new PositionSpec.Buckets(32, 128, Bidirectional: true), new PositionSpec.Buckets());
    }

    [Fact]
    public void Of_the_model()
    {
        var spec = new TransformerSpec { VocabularySize = 11, Width = 6 };
        Assert.Equal((null, null, null, null), (spec.Encoder, spec.Decoder, spec.DecoderVocabularySize, spec.PaddingId));
        Assert.Equal((new HeadSpec.None(), new InitializationSpec.Xavier()), (spec.Head, spec.Initialization));
        Assert.Equal((false, 0), (spec.Head.Pooler, spec.Head.RelationLabels));
        Assert.Equal(new HeadSpec.LanguageModel(Tied: true, ScaleByInverseSquareRootWidth: false, Bias: false, FixedBias: false), new HeadSpec.LanguageModel());
        Assert.Equal(new HeadSpec.Classifier(3, false, 0, Span: false), new HeadSpec.Classifier(3, PerToken: false));
        Assert.Equal(new InitializationSpec.Normal(0.02, ScaleResidual: false), new InitializationSpec.Normal());
    }
}
