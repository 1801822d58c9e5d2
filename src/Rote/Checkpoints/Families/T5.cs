using System.Text.Json;
using Rote.Attention;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;

namespace Rote.Checkpoints.Families;

/// <summary>T5: a pre-norm encoder–decoder with RMSNorm, unscaled scores, and a bucketed bias in place of positions.</summary>
public sealed class T5 : ModelFamily
{
    /// <inheritdoc/>
    public override string ModelType => "t5";

    /// <inheritdoc/>
    public override TransformerSpec ToSpec(JsonElement config)
    {
        var c = Read<Config>(config);
        string kind = c.FeedForwardProj;
        bool gated = kind.StartsWith("gated-", StringComparison.Ordinal);
        // "gated-gelu" has always meant the tanh form in this family
        var activation = kind == "gated-gelu" ? Activation.GeluTanh : ActivationOf("feed_forward_proj", gated ? kind["gated-".Length..] : kind);
        var norm = new NormSpec.RootMeanSquare(c.LayerNormEpsilon);
        StackSpec Stack(int layers, bool decoder)
        {
            var attention = new AttentionSpec { Heads = c.NumHeads, HeadWidth = c.DKv, Bias = false, Scale = new AttentionScale.Off(), Dropout = c.DropoutRate };
            return new StackSpec
            {
                Layers = layers,
                Block = new BlockSpec
                {
                    SelfAttention = attention,
                    CrossAttention = decoder ? attention : null,
                    FeedForward = new FeedForwardSpec { Width = c.DFf, Activation = activation, Gated = gated, Bias = false, Dropout = c.DropoutRate },
                    Norm = norm,
                    NormPlacement = NormPlacement.Pre,
                    Dropout = c.DropoutRate,
                },
                Embedding = new EmbeddingSpec { Dropout = c.DropoutRate },
                Positions = new PositionSpec.Buckets(c.RelativeAttentionNumBuckets, c.RelativeAttentionMaxDistance, Bidirectional: !decoder),
                FinalNorm = norm,
                FinalDropout = c.DropoutRate,
                Causal = decoder,
            };
        }
        return new TransformerSpec
        {
            VocabularySize = c.VocabSize,
            Width = c.DModel,
            Encoder = Stack(c.NumLayers, decoder: false),
            Decoder = Stack(c.NumDecoderLayers ?? c.NumLayers, decoder: true),
            Head = (c.Architectures is [var architecture, ..] ? architecture : null) switch
            {
                "T5ForConditionalGeneration" or null => new HeadSpec.LanguageModel(
                    Tied: c.TieWordEmbeddings, ScaleByInverseSquareRootWidth: c.ScaleDecoderOutputs ?? c.TieWordEmbeddings),
                "T5Model" => new HeadSpec.None(),
                var other => throw Unsupported("architectures", other, "T5ForConditionalGeneration, T5Model"),
            },
        };
    }

    /// <inheritdoc/>
    public override WeightMap Weights(TransformerSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var rules = new List<WeightRule> { new("shared.weight", "tokens.weight") };
        foreach (var (stack, blocks) in new[] { ("encoder", spec.Encoder!), ("decoder", spec.Decoder!) })
        {
            rules.Add(new($"{stack}.block.0.layer.0.SelfAttention.relative_attention_bias.weight", $"{stack}.positions.weight"));
            rules.Add(new($"{stack}.final_layer_norm.weight", $"{stack}.final_norm.weight"));
            int last = stack == "decoder" ? 2 : 1;
            for (int i = 0; i < blocks.Layers; i++)
            {
                string theirs = $"{stack}.block.{i}.layer", ours = $"{stack}.blocks.{i}";
                rules.AddRange(Attention($"{theirs}.0.SelfAttention", $"{ours}.self_attention"));
                rules.Add(new($"{theirs}.0.layer_norm.weight", $"{ours}.self_attention_norm.weight"));
                if (stack == "decoder")
                {
                    rules.AddRange(Attention($"{theirs}.1.EncDecAttention", $"{ours}.cross_attention"));
                    rules.Add(new($"{theirs}.1.layer_norm.weight", $"{ours}.cross_attention_norm.weight"));
                }
                string network = $"{theirs}.{last}.DenseReluDense";
                if (blocks.Block.FeedForward!.Gated)
                    rules.AddRange([new($"{network}.wi_0.weight", $"{ours}.feed_forward.gate.weight"), new($"{network}.wi_1.weight", $"{ours}.feed_forward.up.weight")]);
                else
                    rules.Add(new($"{network}.wi.weight", $"{ours}.feed_forward.up.weight"));
                rules.Add(new($"{network}.wo.weight", $"{ours}.feed_forward.down.weight"));
                rules.Add(new($"{theirs}.{last}.layer_norm.weight", $"{ours}.feed_forward_norm.weight"));
            }
        }
        bool untied = spec.Head is HeadSpec.LanguageModel { Tied: false };
        if (untied)
            rules.Add(new("lm_head.weight", "head.output.weight"));
        string[] copies = [@"(encoder|decoder)\.embed_tokens\.weight", @"decoder\.block\.0\.layer\.1\.EncDecAttention\.relative_attention_bias\.weight"];
        return new WeightMap { Rules = rules, Ignored = untied ? copies : [.. copies, @"lm_head\.weight"] };
    }

    private static IEnumerable<WeightRule> Attention(string theirs, string ours) =>
        new[] { ("q", "query"), ("k", "key"), ("v", "value"), ("o", "output") }.SelectMany(pair => Pair($"{theirs}.{pair.Item1}", [$"{ours}.{pair.Item2}"], bias: false));

    private sealed record Config
    {
        public IReadOnlyList<string>? Architectures { get; init; }

        public int VocabSize { get; init; } = 32128;

        public int DModel { get; init; } = 512;

        public int DKv { get; init; } = 64;

        public int DFf { get; init; } = 2048;

        public int NumLayers { get; init; } = 6;

        public int? NumDecoderLayers { get; init; }

        public int NumHeads { get; init; } = 8;

        public int RelativeAttentionNumBuckets { get; init; } = 32;

        public int RelativeAttentionMaxDistance { get; init; } = 128;

        public double DropoutRate { get; init; } = 0.1;

        public double LayerNormEpsilon { get; init; } = 1e-6;

        public string FeedForwardProj { get; init; } = "relu";

        public bool TieWordEmbeddings { get; init; } = true;

        public bool? ScaleDecoderOutputs { get; init; }
    }
}
