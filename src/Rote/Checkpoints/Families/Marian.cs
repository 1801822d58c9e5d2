using System.Text.Json;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;

namespace Rote.Checkpoints.Families;

/// <summary>The 2017 encoder–decoder as Marian and Hugging Face have it: post-norm, half/half sinusoids, a saved bias on the scores.</summary>
public sealed class Marian : ModelFamily
{
    /// <inheritdoc/>
    public override string ModelType => "marian";

    /// <inheritdoc/>
    public override TransformerSpec ToSpec(JsonElement config)
    {
        var c = Read<Config>(config);
        if (!c.TieWordEmbeddings)
            throw Unsupported("tie_word_embeddings", false, "true");
        var activation = ActivationOf("activation_function", c.ActivationFunction);
        StackSpec Stack(int layers, int heads, int feedForward, bool decoder)
        {
            var attention = new AttentionSpec { Heads = heads, Dropout = c.AttentionDropout };
            return new StackSpec
            {
                Layers = layers,
                Block = new BlockSpec
                {
                    SelfAttention = attention,
                    CrossAttention = decoder ? attention : null,
                    FeedForward = new FeedForwardSpec { Width = feedForward, Activation = activation, Dropout = c.ActivationDropout },
                    Dropout = c.Dropout,
                },
                Embedding = new EmbeddingSpec { ScaleBySquareRootWidth = c.ScaleEmbedding, Dropout = c.Dropout },
                Positions = new PositionSpec.Sinusoidal(SinusoidalLayout.Halves, c.MaxPositionEmbeddings),
                Causal = decoder,
            };
        }
        return new TransformerSpec
        {
            VocabularySize = c.VocabSize,
            DecoderVocabularySize = c.ShareEncoderDecoderEmbeddings ? null : c.DecoderVocabSize ?? c.VocabSize,
            Width = c.DModel,
            PaddingId = c.PadTokenId,
            Encoder = Stack(c.EncoderLayers, c.EncoderAttentionHeads, c.EncoderFfnDim, decoder: false),
            Decoder = Stack(c.DecoderLayers, c.DecoderAttentionHeads, c.DecoderFfnDim, decoder: true),
            Head = new HeadSpec.LanguageModel(Tied: true, FixedBias: true),
            Initialization = new InitializationSpec.Normal(c.InitStd),
        };
    }

    /// <inheritdoc/>
    public override WeightMap Weights(TransformerSpec spec)
    {
        bool shared = spec.DecoderVocabularySize is null;
        var rules = new List<WeightRule> { new("final_logits_bias", "head.fixed_bias") };
        if (shared)
            rules.Add(new("model.shared.weight", "tokens.weight"));
        else
            rules.AddRange([new("model.encoder.embed_tokens.weight", "tokens.weight"), new("model.decoder.embed_tokens.weight", "decoder_tokens.weight")]);
        foreach (var (stack, layers) in new[] { ("encoder", spec.Encoder!.Layers), ("decoder", spec.Decoder!.Layers) })
        {
            for (int i = 0; i < layers; i++)
            {
                string theirs = $"model.{stack}.layers.{i}", ours = $"{stack}.blocks.{i}";
                rules.AddRange(Attention($"{theirs}.self_attn", $"{ours}.self_attention"));
                rules.AddRange(Pair($"{theirs}.self_attn_layer_norm", [$"{ours}.self_attention_norm"]));
                if (stack == "decoder")
                {
                    rules.AddRange(Attention($"{theirs}.encoder_attn", $"{ours}.cross_attention"));
                    rules.AddRange(Pair($"{theirs}.encoder_attn_layer_norm", [$"{ours}.cross_attention_norm"]));
                }
                rules.AddRange(Pair($"{theirs}.fc1", [$"{ours}.feed_forward.up"]));
                rules.AddRange(Pair($"{theirs}.fc2", [$"{ours}.feed_forward.down"]));
                rules.AddRange(Pair($"{theirs}.final_layer_norm", [$"{ours}.feed_forward_norm"]));
            }
        }
        string[] copies = shared ? [@"model\.(encoder|decoder)\.embed_tokens\.weight"] : [];
        return new WeightMap { Rules = rules, Ignored = [.. copies, @"lm_head\.weight", @"model\.(encoder|decoder)\.embed_positions\.weight"] };
    }

    private static IEnumerable<WeightRule> Attention(string theirs, string ours) =>
        new[] { ("q_proj", "query"), ("k_proj", "key"), ("v_proj", "value"), ("out_proj", "output") }.SelectMany(pair => Pair($"{theirs}.{pair.Item1}", [$"{ours}.{pair.Item2}"]));

    private sealed record Config
    {
        public required int VocabSize { get; init; }

        public int? DecoderVocabSize { get; init; }

        public int DModel { get; init; } = 1024;

        public int EncoderLayers { get; init; } = 12;

        public int EncoderAttentionHeads { get; init; } = 16;

        public int EncoderFfnDim { get; init; } = 4096;

        public int DecoderLayers { get; init; } = 12;

        public int DecoderAttentionHeads { get; init; } = 16;

        public int DecoderFfnDim { get; init; } = 4096;

        public string ActivationFunction { get; init; } = "gelu";

        public double Dropout { get; init; } = 0.1;

        public double AttentionDropout { get; init; }

        public double ActivationDropout { get; init; }

        public double InitStd { get; init; } = 0.02;

        public int MaxPositionEmbeddings { get; init; } = 1024;

        public int? PadTokenId { get; init; }

        public bool ScaleEmbedding { get; init; }

        public bool ShareEncoderDecoderEmbeddings { get; init; } = true;

        public bool TieWordEmbeddings { get; init; } = true;
    }
}
