using System.Text.Json;
using System.Text.Json.Nodes;
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
        var c = Read<MarianConfig>(config);
        foreach (var (field, value, supported) in new[]
        {
            ("normalize_before", c.NormalizeBefore, false), ("normalize_embedding", c.NormalizeEmbedding, false),
            ("add_final_layer_norm", c.AddFinalLayerNorm, false), ("static_position_embeddings", c.StaticPositionEmbeddings, true),
        })
        {
            if (value != supported)
                throw Unsupported(field, value, supported ? "true" : "false");
        }
        RequireDivisor("d_model", c.DModel, "encoder_attention_heads", c.EncoderAttentionHeads);
        RequireDivisor("d_model", c.DModel, "decoder_attention_heads", c.DecoderAttentionHeads);
        if (c.DModel % 2 != 0)
            throw Unsupported("d_model", c.DModel, "an even width, half sines and half cosines");
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
            // Where nothing is tied, the two stacks have a table each, even if they are said to share one.
            DecoderVocabularySize = !c.ShareEncoderDecoderEmbeddings ? c.DecoderVocabSize ?? c.VocabSize : c.TieWordEmbeddings ? null : c.VocabSize,
            Width = c.DModel,
            PaddingId = PaddingRow(c.PadTokenId, c.VocabSize),
            Encoder = Stack(c.EncoderLayers, c.EncoderAttentionHeads, c.EncoderFfnDim, decoder: false),
            Decoder = Stack(c.DecoderLayers, c.DecoderAttentionHeads, c.DecoderFfnDim, decoder: true),
            Head = c.Architecture switch
            {
                "MarianMTModel" or null => new HeadSpec.LanguageModel(c.TieWordEmbeddings, FixedBias: true),
                "MarianModel" => new HeadSpec.None(),
                var other => throw Unsupported("architectures", other, "MarianMTModel, MarianModel"),
            },
            Initialization = new InitializationSpec.Normal(c.InitStd),
        };
    }

    /// <inheritdoc/>
    public override WeightMap Weights(TransformerSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        bool shared = spec.DecoderVocabularySize is null;
        // The bare model has no prefix.
        string root = spec.Head is HeadSpec.None ? "" : "model.";
        string output = shared ? $"{root}shared.weight" : $"{root}decoder.embed_tokens.weight";
        var rules = new List<WeightRule>();
        if (shared)
            rules.Add(new(output, "tokens.weight"));
        else
            rules.AddRange([new($"{root}encoder.embed_tokens.weight", "tokens.weight"), new(output, "decoder_tokens.weight")]);
        foreach (var (stack, layers) in new[] { ("encoder", spec.Encoder!.Layers), ("decoder", spec.Decoder!.Layers) })
        {
            for (int i = 0; i < layers; i++)
            {
                string theirs = $"{root}{stack}.layers.{i}", ours = $"{stack}.blocks.{i}";
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
        var copies = new List<(string, string)>();
        if (shared)
            copies.AddRange([($"{root}encoder.embed_tokens.weight", output), ($"{root}decoder.embed_tokens.weight", output)]);
        string[] ignored = [@"(model\.)?(encoder|decoder)\.embed_positions\.weight"];
        if (spec.Head is HeadSpec.LanguageModel { Tied: var tied })
        {
            rules.Add(new("final_logits_bias", "head.fixed_bias"));
            if (tied)
                copies.Add(("lm_head.weight", output));
            else
                rules.Add(new("lm_head.weight", "head.output.weight"));
        }
        else
        {
            ignored = [.. ignored, "final_logits_bias", @"lm_head\.weight"];
        }
        if (!shared)
            ignored = [.. ignored, @"(model\.)?shared\.weight"];
        return new WeightMap
        {
            Rules = rules,
            Prefix = "model.",
            // Older checkpoints that tie nothing hold the one table that both stacks read.
            Spellings = shared ? [] : [("encoder.embed_tokens.weight", "shared.weight"), ("decoder.embed_tokens.weight", "shared.weight")],
            Copies = copies,
            Ignored = ignored,
        };
    }

    /// <inheritdoc/>
    protected override JsonObject? Describe(TransformerSpec spec, SpecialTokenIds tokens)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(tokens);
        if (spec.Encoder is not { Block: { SelfAttention: { } encoderAttention, FeedForward: { } encoderNetwork }, Positions: PositionSpec.Sinusoidal { MaxLength: { } longest } } encoder ||
            spec.Decoder is not { Block: { SelfAttention: { } decoderAttention, FeedForward: { } decoderNetwork } } decoder)
            return null;
        return new JsonObject
        {
            ["architectures"] = new JsonArray(spec.Head is HeadSpec.None ? "MarianModel" : "MarianMTModel"),
            ["model_type"] = ModelType,
            ["is_encoder_decoder"] = true,
            ["vocab_size"] = spec.VocabularySize,
            ["decoder_vocab_size"] = spec.DecoderVocabularySize ?? spec.VocabularySize,
            ["share_encoder_decoder_embeddings"] = spec.DecoderVocabularySize is null,
            ["tie_word_embeddings"] = spec.Head is not HeadSpec.LanguageModel { Tied: false },
            ["d_model"] = spec.Width,
            ["encoder_layers"] = encoder.Layers,
            ["encoder_attention_heads"] = encoderAttention.Heads,
            ["encoder_ffn_dim"] = encoderNetwork.Width,
            ["decoder_layers"] = decoder.Layers,
            ["decoder_attention_heads"] = decoderAttention.Heads,
            ["decoder_ffn_dim"] = decoderNetwork.Width,
            ["activation_function"] = NameOf(encoderNetwork.Activation),
            ["dropout"] = encoder.Block.Dropout,
            ["attention_dropout"] = encoderAttention.Dropout,
            ["activation_dropout"] = encoderNetwork.Dropout,
            ["max_position_embeddings"] = longest,
            ["scale_embedding"] = encoder.Embedding.ScaleBySquareRootWidth,
            ["init_std"] = spec.Initialization is InitializationSpec.Normal normal ? normal.StandardDeviation : 0.02,
            ["pad_token_id"] = tokens.Padding,
            ["bos_token_id"] = null,
            ["eos_token_id"] = tokens.End,
            ["forced_eos_token_id"] = tokens.End,
            ["decoder_start_token_id"] = tokens.DecoderStart,
        };
    }

    private static IEnumerable<WeightRule> Attention(string theirs, string ours) =>
        new[] { ("q_proj", "query"), ("k_proj", "key"), ("v_proj", "value"), ("out_proj", "output") }.SelectMany(pair => Pair($"{theirs}.{pair.Item1}", [$"{ours}.{pair.Item2}"]));
}
