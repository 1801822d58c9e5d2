using System.Text.Json;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;

namespace Rote.Checkpoints.Families;

/// <summary>Llama: a pre-norm decoder with RMSNorm, rotary positions, grouped keys and values, and a gated network.</summary>
/// <remarks><c>pretraining_tp</c> splits products of matrices and changes rounding only.</remarks>
public sealed class Llama : ModelFamily
{
    /// <inheritdoc/>
    public override string ModelType => "llama";

    /// <inheritdoc/>
    public override TransformerSpec ToSpec(JsonElement config)
    {
        var c = Read<Config>(config);
        if (c.HeadDim is null)
            RequireDivisor("hidden_size", c.HiddenSize, "num_attention_heads", c.NumAttentionHeads);
        if (c.NumKeyValueHeads is { } groups)
            RequireDivisor("num_attention_heads", c.NumAttentionHeads, "num_key_value_heads", groups);
        if ((c.HeadDim ?? c.HiddenSize / c.NumAttentionHeads) is var headWidth && headWidth % 2 != 0)
            throw Unsupported("head_dim", headWidth, "an even width, since rotary positions turn pairs");
        var norm = new NormSpec.RootMeanSquare(c.RmsNormEps);
        return new TransformerSpec
        {
            VocabularySize = c.VocabSize,
            Width = c.HiddenSize,
            PaddingId = PaddingRow(c.PadTokenId, c.VocabSize),
            Decoder = new StackSpec
            {
                Layers = c.NumHiddenLayers,
                Block = new BlockSpec
                {
                    SelfAttention = new AttentionSpec
                    {
                        Heads = c.NumAttentionHeads,
                        KeyValueHeads = c.NumKeyValueHeads,
                        HeadWidth = c.HeadDim,
                        Bias = c.AttentionBias,
                        Dropout = c.AttentionDropout,
                    },
                    FeedForward = new FeedForwardSpec
                    {
                        Width = c.IntermediateSize,
                        Activation = ActivationOf("hidden_act", c.HiddenAct),
                        Gated = true,
                        Bias = c.MlpBias,
                    },
                    Norm = norm,
                    NormPlacement = NormPlacement.Pre,
                },
                Positions = Positions(c),
                FinalNorm = norm,
                Causal = true,
            },
            Head = c.Architecture switch
            {
                "LlamaForCausalLM" or null => new HeadSpec.LanguageModel(Tied: c.TieWordEmbeddings),
                "LlamaModel" => new HeadSpec.None(),
                "LlamaForTokenClassification" => new HeadSpec.Classifier(c.Labels, PerToken: true, c.ClassifierDropout ?? c.HiddenDropout ?? 0.1),
                "LlamaForQuestionAnswering" => new HeadSpec.Classifier(2, PerToken: true, Span: true),
                var other => throw Unsupported("architectures", other, "LlamaForCausalLM, LlamaModel, LlamaForTokenClassification, LlamaForQuestionAnswering"),
            },
            Initialization = new InitializationSpec.Normal(c.InitializerRange),
        };
    }

    /// <inheritdoc/>
    public override WeightMap Weights(TransformerSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        bool attentionBias = spec.Decoder!.Block.SelfAttention!.Bias, networkBias = spec.Decoder.Block.FeedForward!.Bias;
        // The bare model has no prefix, and the one for question answering another.
        string root = spec.Head switch { HeadSpec.None => "", HeadSpec.Classifier { Span: true } => "transformer.", _ => "model." };
        var rules = new List<WeightRule> { new($"{root}embed_tokens.weight", "tokens.weight"), new($"{root}norm.weight", "decoder.final_norm.weight") };
        for (int i = 0; i < spec.Decoder.Layers; i++)
        {
            string theirs = $"{root}layers.{i}", ours = $"decoder.blocks.{i}";
            rules.AddRange(Pair($"{theirs}.input_layernorm", [$"{ours}.self_attention_norm"], bias: false));
            foreach (var (name, own) in new[] { ("q_proj", "query"), ("k_proj", "key"), ("v_proj", "value"), ("o_proj", "output") })
                rules.AddRange(Pair($"{theirs}.self_attn.{name}", [$"{ours}.self_attention.{own}"], attentionBias));
            rules.AddRange(Pair($"{theirs}.post_attention_layernorm", [$"{ours}.feed_forward_norm"], bias: false));
            foreach (var (name, own) in new[] { ("gate_proj", "gate"), ("up_proj", "up"), ("down_proj", "down") })
                rules.AddRange(Pair($"{theirs}.mlp.{name}", [$"{ours}.feed_forward.{own}"], networkBias));
        }
        switch (spec.Head)
        {
            case HeadSpec.LanguageModel { Tied: false }:
                rules.Add(new("lm_head.weight", "head.output.weight"));
                break;
            case HeadSpec.Classifier { Span: var span }:
                rules.AddRange(Pair(span ? "qa_outputs" : "score", ["head.output"]));
                break;
        }
        return new WeightMap
        {
            Rules = rules,
            Prefix = root.Length == 0 ? "model." : root,
            Copies = spec.Head is HeadSpec.LanguageModel { Tied: true } ? [("lm_head.weight", "model.embed_tokens.weight")] : [],
            Ignored = [@"(\w+\.)?layers\.\d+\.self_attn\.rotary_emb\.inv_freq", .. spec.Head is HeadSpec.LanguageModel ? Array.Empty<string>() : [@"lm_head\.weight"]],
        };
    }

    // Older configs have rope_theta and rope_scaling (with type or rope_type), newer ones rope_parameters with both.
    private static PositionSpec.Rotary Positions(Config c)
    {
        if ((c.RopeParameters?.PartialRotaryFactor ?? c.PartialRotaryFactor) is { } turned and not 1)
            throw Unsupported(c.RopeParameters?.PartialRotaryFactor is null ? "partial_rotary_factor" : "rope_parameters.partial_rotary_factor", turned, "1");
        string field = c.RopeParameters is null ? "rope_scaling" : "rope_parameters";
        return (c.RopeParameters ?? c.RopeScaling ?? new RopeConfig()).ToSpec(field, c.RopeTheta ?? 10_000, c.MaxPositionEmbeddings);
    }

    private sealed record Config : FamilyConfig
    {
        public int VocabSize { get; init; } = 32000;

        public int HiddenSize { get; init; } = 4096;

        public int IntermediateSize { get; init; } = 11008;

        public int NumHiddenLayers { get; init; } = 32;

        public int NumAttentionHeads { get; init; } = 32;

        public int? NumKeyValueHeads { get; init; }

        public int? HeadDim { get; init; }

        public string HiddenAct { get; init; } = "silu";

        public int MaxPositionEmbeddings { get; init; } = 2048;

        public double InitializerRange { get; init; } = 0.02;

        public double RmsNormEps { get; init; } = 1e-6;

        public int? PadTokenId { get; init; }

        public bool TieWordEmbeddings { get; init; }

        public double? RopeTheta { get; init; }

        public double? PartialRotaryFactor { get; init; }

        public RopeConfig? RopeScaling { get; init; }

        public RopeConfig? RopeParameters { get; init; }

        public bool AttentionBias { get; init; }

        public double AttentionDropout { get; init; }

        public bool MlpBias { get; init; }

        public double? HiddenDropout { get; init; }
    }
}
