using System.Text.Json;
using Rote.Attention;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;

namespace Rote.Checkpoints.Families;

/// <summary>T5: a pre-norm encoder–decoder with RMSNorm, unscaled scores, and a bucketed bias in place of positions.</summary>
public sealed class T5 : ModelFamily
{
    private const string Prefix = "transformer.";

    /// <inheritdoc/>
    public override string ModelType => "t5";

    /// <inheritdoc/>
    public override TransformerSpec ToSpec(JsonElement config)
    {
        var c = Read<Config>(config);
        var (activation, gated) = Network(c);
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
        HeadSpec head = c.Architecture switch
        {
            // Older configs scale where embeddings are tied; newer ones say it apart.
            "T5ForConditionalGeneration" or "T5WithLMHeadModel" or null => new HeadSpec.LanguageModel(
                c.TieWordEmbeddings, ScaleByInverseSquareRootWidth: c.ScaleDecoderOutputs ?? c.TieWordEmbeddings),
            "T5Model" or "T5EncoderModel" => new HeadSpec.None(),
            "T5ForTokenClassification" => new HeadSpec.Classifier(c.Labels, PerToken: true, c.ClassifierDropout ?? 0),
            "T5ForQuestionAnswering" => new HeadSpec.Classifier(2, PerToken: true, Span: true),
            var other => throw Unsupported("architectures", other, "T5ForConditionalGeneration, T5Model, T5EncoderModel, T5ForTokenClassification, T5ForQuestionAnswering"),
        };
        bool encoderOnly = c.Architecture is "T5EncoderModel" or "T5ForTokenClassification";
        return new TransformerSpec
        {
            VocabularySize = c.VocabSize,
            Width = c.DModel,
            Encoder = Stack(c.NumLayers, decoder: false),
            Decoder = encoderOnly ? null : Stack(c.NumDecoderLayers ?? c.NumLayers, decoder: true),
            Head = head,
        };
    }

    // 'dense_act_fn' and 'is_gated_act' are derived from 'feed_forward_proj'; where a config carries all three they must agree.
    private static (Activation Activation, bool Gated) Network(Config c)
    {
        const string forms = "an activation, or 'gated-' and an activation";
        string[] parts = c.FeedForwardProj?.Split('-') ?? throw Unsupported("feed_forward_proj", null, forms);
        if (parts.Length > 2 || (parts.Length == 2 && parts[0] != "gated"))
            throw Unsupported("feed_forward_proj", c.FeedForwardProj, forms);
        bool gated = parts.Length == 2;
        // "gated-gelu" has always meant the tanh form in this family
        var activation = c.FeedForwardProj == "gated-gelu" ? Activation.GeluTanh : ActivationOf("feed_forward_proj", parts[^1]);
        if (c.DenseActFn is { } named && ActivationOf("dense_act_fn", named) != activation)
            throw Unsupported("dense_act_fn", named, $"what 'feed_forward_proj' = '{c.FeedForwardProj}' says");
        if (c.IsGatedAct is { } said && said != gated)
            throw Unsupported("is_gated_act", said, $"what 'feed_forward_proj' = '{c.FeedForwardProj}' says");
        return (activation, gated);
    }

    /// <inheritdoc/>
    public override WeightMap Weights(TransformerSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        string root = spec.Head is HeadSpec.Classifier { Span: false } ? Prefix : "", shared = $"{root}shared.weight";
        var rules = new List<WeightRule> { new(shared, "tokens.weight") };
        foreach (var (stack, blocks) in new[] { ("encoder", spec.Encoder), ("decoder", spec.Decoder) })
        {
            if (blocks is null)
                continue;
            rules.Add(new($"{root}{stack}.block.0.layer.0.SelfAttention.relative_attention_bias.weight", $"{stack}.positions.weight"));
            rules.Add(new($"{root}{stack}.final_layer_norm.weight", $"{stack}.final_norm.weight"));
            int last = stack == "decoder" ? 2 : 1;
            for (int i = 0; i < blocks.Layers; i++)
            {
                string theirs = $"{root}{stack}.block.{i}.layer", ours = $"{stack}.blocks.{i}";
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
        var copies = new List<(string, string)> { ($"{root}encoder.embed_tokens.weight", shared), ($"{root}decoder.embed_tokens.weight", shared) };
        switch (spec.Head)
        {
            case HeadSpec.LanguageModel { Tied: true }:
                copies.Add(("lm_head.weight", shared));
                break;
            case HeadSpec.LanguageModel:
                rules.Add(new("lm_head.weight", "head.output.weight"));
                break;
            case HeadSpec.Classifier { Span: var span }:
                rules.AddRange(Pair(span ? "qa_outputs" : "classifier", ["head.output"]));
                break;
        }
        var ignored = new List<string> { @"decoder\.block\.0\.layer\.1\.EncDecAttention\.relative_attention_bias\.weight" };
        if (spec.Head is not HeadSpec.LanguageModel)
            ignored.Add(@"lm_head\.weight");
        if (spec.Decoder is null)
            ignored.Add(@"decoder\..*"); // an encoder cut from a whole checkpoint
        return new WeightMap { Rules = rules, Prefix = Prefix, Spellings = [("shared.weight", "encoder.embed_tokens.weight")], Copies = copies, Ignored = ignored };
    }

    private static IEnumerable<WeightRule> Attention(string theirs, string ours) =>
        new[] { ("q", "query"), ("k", "key"), ("v", "value"), ("o", "output") }.SelectMany(pair => Pair($"{theirs}.{pair.Item1}", [$"{ours}.{pair.Item2}"], bias: false));

    private sealed record Config : FamilyConfig
    {
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

        public string? FeedForwardProj { get; init; } = "relu";

        public string? DenseActFn { get; init; }

        public bool? IsGatedAct { get; init; }

        public bool TieWordEmbeddings { get; init; } = true;

        public bool? ScaleDecoderOutputs { get; init; }
    }
}
