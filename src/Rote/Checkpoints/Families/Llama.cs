using System.Text.Json;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;

namespace Rote.Checkpoints.Families;

/// <summary>Llama: a pre-norm decoder with RMSNorm, rotary positions, grouped keys and values, and a gated network.</summary>
public sealed class Llama : ModelFamily
{
    /// <inheritdoc/>
    public override string ModelType => "llama";

    /// <inheritdoc/>
    public override TransformerSpec ToSpec(JsonElement config)
    {
        var c = Read<Config>(config);
        var norm = new NormSpec.RootMeanSquare(c.RmsNormEps);
        return new TransformerSpec
        {
            VocabularySize = c.VocabSize,
            Width = c.HiddenSize,
            PaddingId = c.PadTokenId,
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
                Positions = new PositionSpec.Rotary(
                    c.RopeParameters?.RopeTheta ?? c.RopeTheta ?? 10_000, Scaling: Scaling(c.RopeParameters ?? c.RopeScaling, c), MaxLength: null),
                FinalNorm = norm,
                Causal = true,
            },
            Head = (c.Architectures is [var architecture, ..] ? architecture : null) switch
            {
                "LlamaForCausalLM" or null => new HeadSpec.LanguageModel(Tied: c.TieWordEmbeddings),
                "LlamaModel" => new HeadSpec.None(),
                var other => throw Unsupported("architectures", other, "LlamaForCausalLM, LlamaModel"),
            },
            Initialization = new InitializationSpec.Normal(c.InitializerRange),
        };
    }

    /// <inheritdoc/>
    public override WeightMap Weights(TransformerSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        bool attentionBias = spec.Decoder!.Block.SelfAttention!.Bias, networkBias = spec.Decoder.Block.FeedForward!.Bias;
        var rules = new List<WeightRule> { new("model.embed_tokens.weight", "tokens.weight"), new("model.norm.weight", "decoder.final_norm.weight") };
        for (int i = 0; i < spec.Decoder.Layers; i++)
        {
            string theirs = $"model.layers.{i}", ours = $"decoder.blocks.{i}";
            rules.AddRange(Pair($"{theirs}.input_layernorm", [$"{ours}.self_attention_norm"], bias: false));
            foreach (var (name, own) in new[] { ("q_proj", "query"), ("k_proj", "key"), ("v_proj", "value"), ("o_proj", "output") })
                rules.AddRange(Pair($"{theirs}.self_attn.{name}", [$"{ours}.self_attention.{own}"], attentionBias));
            rules.AddRange(Pair($"{theirs}.post_attention_layernorm", [$"{ours}.feed_forward_norm"], bias: false));
            foreach (var (name, own) in new[] { ("gate_proj", "gate"), ("up_proj", "up"), ("down_proj", "down") })
                rules.AddRange(Pair($"{theirs}.mlp.{name}", [$"{ours}.feed_forward.{own}"], networkBias));
        }
        bool untied = spec.Head is HeadSpec.LanguageModel { Tied: false };
        if (untied)
            rules.Add(new("lm_head.weight", "head.output.weight"));
        string[] buffers = [@"(model\.)?layers\.\d+\.self_attn\.rotary_emb\.inv_freq"];
        return new WeightMap { Rules = rules, Prefix = "model.", Ignored = untied ? buffers : [.. buffers, @"lm_head\.weight"] };
    }

    private static RotaryScaling? Scaling(Rope? rope, Config c)
    {
        if (rope is null)
            return null;
        string kind = rope.RopeType ?? rope.Type ?? "default";
        double Need(double? value, string field) => value ?? throw Unsupported($"rope_scaling.{field}", null, $"a number, with rope_type '{kind}'");
        return kind switch
        {
            "default" => null,
            "linear" => new RotaryScaling.Linear(Need(rope.Factor, "factor")),
            "llama3" => new RotaryScaling.Llama3(
                Need(rope.Factor, "factor"),
                Need(rope.LowFreqFactor, "low_freq_factor"),
                Need(rope.HighFreqFactor, "high_freq_factor"),
                rope.OriginalMaxPositionEmbeddings ?? c.MaxPositionEmbeddings),
            _ => throw Unsupported("rope_scaling.rope_type", kind, "default, linear, llama3"),
        };
    }

    private sealed record Rope
    {
        public string? RopeType { get; init; }

        public string? Type { get; init; }

        public double? RopeTheta { get; init; }

        public double? Factor { get; init; }

        public double? LowFreqFactor { get; init; }

        public double? HighFreqFactor { get; init; }

        public int? OriginalMaxPositionEmbeddings { get; init; }
    }

    private sealed record Config
    {
        public IReadOnlyList<string>? Architectures { get; init; }

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

        public Rope? RopeScaling { get; init; }

        public Rope? RopeParameters { get; init; }

        public bool AttentionBias { get; init; }

        public double AttentionDropout { get; init; }

        public bool MlpBias { get; init; }
    }
}
