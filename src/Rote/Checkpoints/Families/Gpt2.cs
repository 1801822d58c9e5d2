using System.Text.Json;
using Rote.Attention;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;

namespace Rote.Checkpoints.Families;

/// <summary>GPT-2: a pre-norm decoder with learned positions and a tied head; its weights are [in, out] and q, k, v are one.</summary>
/// <remarks><c>reorder_and_upcast_attn</c> changes nothing in float32, and <c>summary_*</c> belong to a head that is refused.</remarks>
public sealed class Gpt2 : ModelFamily
{
    /// <inheritdoc/>
    public override string ModelType => "gpt2";

    /// <inheritdoc/>
    public override TransformerSpec ToSpec(JsonElement config)
    {
        var c = Read<Config>(config);
        RequireDivisor("n_embd", c.NEmbd, "n_head", c.NHead);
        var norm = new NormSpec.Layer(c.LayerNormEpsilon);
        return new TransformerSpec
        {
            VocabularySize = c.VocabSize,
            Width = c.NEmbd,
            Decoder = new StackSpec
            {
                Layers = c.NLayer,
                Block = new BlockSpec
                {
                    SelfAttention = new AttentionSpec
                    {
                        Heads = c.NHead,
                        Scale = c.ScaleAttnWeights ? new AttentionScale.InverseSquareRoot() : new AttentionScale.Off(),
                        Dropout = c.AttnPdrop,
                    },
                    FeedForward = new FeedForwardSpec { Width = c.NInner ?? 4 * c.NEmbd, Activation = ActivationOf("activation_function", c.ActivationFunction) },
                    Norm = norm,
                    NormPlacement = NormPlacement.Pre,
                    Dropout = c.ResidPdrop,
                },
                Embedding = new EmbeddingSpec { Dropout = c.EmbdPdrop },
                Positions = new PositionSpec.Learned(c.NPositions),
                FinalNorm = norm,
                Causal = true,
                ScaleByInverseLayer = c.ScaleAttnByInverseLayerIdx,
            },
            Head = c.Architecture switch
            {
                "GPT2LMHeadModel" or null => new HeadSpec.LanguageModel(Tied: c.TieWordEmbeddings),
                "GPT2Model" => new HeadSpec.None(),
                "GPT2ForTokenClassification" => new HeadSpec.Classifier(c.Labels, PerToken: true, c.ClassifierDropout ?? c.HiddenDropout ?? 0.1),
                "GPT2ForQuestionAnswering" => new HeadSpec.Classifier(2, PerToken: true, Span: true),
                var other => throw Unsupported("architectures", other, "GPT2LMHeadModel, GPT2Model, GPT2ForTokenClassification, GPT2ForQuestionAnswering"),
            },
            Initialization = new InitializationSpec.Normal(c.InitializerRange, ScaleResidual: true),
        };
    }

    /// <inheritdoc/>
    public override WeightMap Weights(TransformerSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var rules = new List<WeightRule> { new("transformer.wte.weight", "tokens.weight"), new("transformer.wpe.weight", "decoder.positions.weight") };
        for (int i = 0; i < spec.Decoder!.Layers; i++)
        {
            string theirs = $"transformer.h.{i}", ours = $"decoder.blocks.{i}", attention = $"{ours}.self_attention";
            rules.AddRange(Pair($"{theirs}.ln_1", [$"{attention}_norm"]));
            rules.AddRange(Pair($"{theirs}.attn.c_attn", [$"{attention}.query", $"{attention}.key", $"{attention}.value"], transposed: true));
            rules.AddRange(Pair($"{theirs}.attn.c_proj", [$"{attention}.output"], transposed: true));
            rules.AddRange(Pair($"{theirs}.ln_2", [$"{ours}.feed_forward_norm"]));
            rules.AddRange(Pair($"{theirs}.mlp.c_fc", [$"{ours}.feed_forward.up"], transposed: true));
            rules.AddRange(Pair($"{theirs}.mlp.c_proj", [$"{ours}.feed_forward.down"], transposed: true));
        }
        rules.AddRange(Pair("transformer.ln_f", ["decoder.final_norm"]));
        switch (spec.Head)
        {
            case HeadSpec.LanguageModel { Tied: false }:
                rules.Add(new("lm_head.weight", "head.output.weight"));
                break;
            case HeadSpec.Classifier { Span: var span }:
                rules.AddRange(Pair(span ? "qa_outputs" : "classifier", ["head.output"]));
                break;
        }
        return new WeightMap
        {
            Rules = rules,
            Prefix = "transformer.",
            Copies = spec.Head is HeadSpec.LanguageModel { Tied: true } ? [("lm_head.weight", "transformer.wte.weight")] : [],
            Ignored = [@"(transformer\.)?h\.\d+\.attn\.(masked_)?bias", .. spec.Head is HeadSpec.LanguageModel ? Array.Empty<string>() : [@"lm_head\.weight"]],
        };
    }

    private sealed record Config : FamilyConfig
    {
        public int VocabSize { get; init; } = 50257;

        public int NPositions { get; init; } = 1024;

        public int NEmbd { get; init; } = 768;

        public int NLayer { get; init; } = 12;

        public int NHead { get; init; } = 12;

        public int? NInner { get; init; }

        public string ActivationFunction { get; init; } = "gelu_new";

        public double ResidPdrop { get; init; } = 0.1;

        public double EmbdPdrop { get; init; } = 0.1;

        public double AttnPdrop { get; init; } = 0.1;

        public double LayerNormEpsilon { get; init; } = 1e-5;

        public double InitializerRange { get; init; } = 0.02;

        public bool ScaleAttnWeights { get; init; } = true;

        public bool ScaleAttnByInverseLayerIdx { get; init; }

        public double? HiddenDropout { get; init; }

        public bool TieWordEmbeddings { get; init; } = true;
    }
}
