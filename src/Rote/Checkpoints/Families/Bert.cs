using System.Text.Json;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;

namespace Rote.Checkpoints.Families;

/// <summary>BERT: a post-norm encoder with learned positions and segments, under seven heads; or the same stack as a decoder.</summary>
public sealed class Bert : ModelFamily
{
    private const string Bias = "cls.predictions.bias", DecoderBias = "cls.predictions.decoder.bias";

    /// <inheritdoc/>
    public override string ModelType => "bert";

    /// <inheritdoc/>
    public override TransformerSpec ToSpec(JsonElement config)
    {
        var c = Read<Config>(config);
        string? architecture = c.Architecture;
        if (c.PositionEmbeddingType is not (null or "absolute"))
            throw Unsupported("position_embedding_type", c.PositionEmbeddingType, "absolute");
        // Labels are not shifted under the other heads, and their attention would still be causal.
        if (c.IsDecoder != architecture is "BertLMHeadModel" && architecture is not ("BertModel" or null))
            throw Unsupported("is_decoder", c.IsDecoder, $"{(c.IsDecoder ? "false" : "true")} with the architecture {architecture}");
        if (c.ProblemType is not (null or "regression" or "single_label_classification" or "multi_label_classification"))
            throw Unsupported("problem_type", c.ProblemType, "regression, single_label_classification, multi_label_classification");
        RequireDivisor("hidden_size", c.HiddenSize, "num_attention_heads", c.NumAttentionHeads);
        var norm = new NormSpec.Layer(c.LayerNormEps);
        var activation = ActivationOf("hidden_act", c.HiddenAct);
        if (architecture == "BertForQuestionAnswering" && c.Labels != 2)
            throw Unsupported(c.Id2label is null ? "num_labels" : "id2label", $"{c.Labels} labels", "2 labels, the start and the end of an answer");
        double headDropout = c.ClassifierDropout ?? c.HiddenDropoutProb;
        var stack = new StackSpec
        {
            Layers = c.NumHiddenLayers,
            Block = new BlockSpec
            {
                SelfAttention = new AttentionSpec { Heads = c.NumAttentionHeads, Dropout = c.AttentionProbsDropoutProb },
                FeedForward = new FeedForwardSpec { Width = c.IntermediateSize, Activation = activation },
                Norm = norm,
                Dropout = c.HiddenDropoutProb,
            },
            Embedding = new EmbeddingSpec { TokenTypes = c.TypeVocabSize, Norm = norm, Dropout = c.HiddenDropoutProb },
            Positions = new PositionSpec.Learned(c.MaxPositionEmbeddings),
            Causal = c.IsDecoder,
        };
        var masked = new HeadSpec.MaskedLanguageModel(activation, norm, c.TieWordEmbeddings);
        return new TransformerSpec
        {
            VocabularySize = c.VocabSize,
            Width = c.HiddenSize,
            PaddingId = PaddingRow(c.PadTokenId, c.VocabSize),
            Encoder = c.IsDecoder ? null : stack,
            Decoder = c.IsDecoder ? stack : null,
            Head = architecture switch
            {
                "BertModel" or null => new HeadSpec.None { Pooler = true },
                "BertForMaskedLM" or "BertLMHeadModel" => masked,
                "BertForPreTraining" => masked with { Pooler = true, RelationLabels = 2 },
                "BertForNextSentencePrediction" => new HeadSpec.None { Pooler = true, RelationLabels = 2 },
                "BertForSequenceClassification" => new HeadSpec.Classifier(c.Labels, PerToken: false, headDropout) { Pooler = true },
                "BertForTokenClassification" => new HeadSpec.Classifier(c.Labels, PerToken: true, headDropout),
                "BertForQuestionAnswering" => new HeadSpec.Classifier(2, PerToken: true, Span: true),
                var other => throw Unsupported("architectures", other, "BertModel, BertForMaskedLM, BertLMHeadModel, BertForPreTraining, " +
                    "BertForNextSentencePrediction, BertForSequenceClassification, BertForTokenClassification, BertForQuestionAnswering"),
            },
            Initialization = new InitializationSpec.Normal(c.InitializerRange),
        };
    }

    /// <inheritdoc/>
    public override WeightMap Weights(TransformerSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        // The bare model is published without the prefix that its heads' checkpoints carry.
        bool bare = spec.Head is HeadSpec.None { RelationLabels: 0 };
        string root = bare ? "" : "bert.", own = spec.Encoder is null ? "decoder" : "encoder";
        var stack = spec.Encoder ?? spec.Decoder!;
        var rules = new List<WeightRule>
        {
            new($"{root}embeddings.word_embeddings.weight", "tokens.weight"),
            new($"{root}embeddings.position_embeddings.weight", $"{own}.positions.weight"),
        };
        if (stack.Embedding.TokenTypes > 0)
            rules.Add(new($"{root}embeddings.token_type_embeddings.weight", $"{own}.token_types.weight"));
        rules.AddRange(Pair($"{root}embeddings.LayerNorm", [$"{own}.embedding_norm"]));
        for (int i = 0; i < stack.Layers; i++)
        {
            string theirs = $"{root}encoder.layer.{i}", ours = $"{own}.blocks.{i}";
            foreach (string name in new[] { "query", "key", "value" })
                rules.AddRange(Pair($"{theirs}.attention.self.{name}", [$"{ours}.self_attention.{name}"]));
            rules.AddRange(Pair($"{theirs}.attention.output.dense", [$"{ours}.self_attention.output"]));
            rules.AddRange(Pair($"{theirs}.attention.output.LayerNorm", [$"{ours}.self_attention_norm"]));
            rules.AddRange(Pair($"{theirs}.intermediate.dense", [$"{ours}.feed_forward.up"]));
            rules.AddRange(Pair($"{theirs}.output.dense", [$"{ours}.feed_forward.down"]));
            rules.AddRange(Pair($"{theirs}.output.LayerNorm", [$"{ours}.feed_forward_norm"]));
        }
        if (spec.Head.Pooler)
            rules.AddRange(Pair($"{root}pooler.dense", ["head.pooler"]));
        if (spec.Head.RelationLabels > 0)
            rules.AddRange(Pair("cls.seq_relationship", ["head.relation"]));
        // Heads' checkpoints are often cut from pre-training ones: what the head does not use is left aside.
        string[] ignored = [@"(bert\.)?embeddings\.position_ids", @"(bert\.)?pooler\.dense\.(weight|bias)", @"cls\.seq_relationship\.(weight|bias)"];
        (string, string)[] copies = [];
        switch (spec.Head)
        {
            case HeadSpec.MaskedLanguageModel { Tied: var tied }:
                rules.AddRange(Pair("cls.predictions.transform.dense", ["head.transform"]));
                rules.AddRange(Pair("cls.predictions.transform.LayerNorm", ["head.norm"]));
                rules.Add(new(tied ? Bias : DecoderBias, "head.bias"));
                if (tied)
                    copies = [("cls.predictions.decoder.weight", "bert.embeddings.word_embeddings.weight"), (DecoderBias, Bias)];
                else
                    rules.Add(new("cls.predictions.decoder.weight", "head.output.weight"));
                break;
            case HeadSpec.Classifier { Span: var span }:
                rules.AddRange(Pair(span ? "qa_outputs" : "classifier", ["head.output"]));
                break;
        }
        return new WeightMap
        {
            Rules = rules,
            Prefix = "bert.",
            // Untied, newer checkpoints have two biases, of which the decoder's is added; older ones have one under the other name.
            Spellings = [("LayerNorm.weight", "LayerNorm.gamma"), ("LayerNorm.bias", "LayerNorm.beta"), (DecoderBias, Bias)],
            Copies = copies,
            Ignored = spec.Head switch
            {
                HeadSpec.MaskedLanguageModel { Tied: true } => ignored,
                HeadSpec.MaskedLanguageModel => [.. ignored, @"cls\.predictions\.bias"],
                _ => [.. ignored, bare ? @"cls\..*" : @"cls\.predictions\..*"],
            },
        };
    }

    private sealed record Config : FamilyConfig
    {
        public int VocabSize { get; init; } = 30522;

        public int HiddenSize { get; init; } = 768;

        public int NumHiddenLayers { get; init; } = 12;

        public int NumAttentionHeads { get; init; } = 12;

        public int IntermediateSize { get; init; } = 3072;

        public string HiddenAct { get; init; } = "gelu";

        public double HiddenDropoutProb { get; init; } = 0.1;

        public double AttentionProbsDropoutProb { get; init; } = 0.1;

        public int MaxPositionEmbeddings { get; init; } = 512;

        public int TypeVocabSize { get; init; } = 2;

        public double InitializerRange { get; init; } = 0.02;

        public double LayerNormEps { get; init; } = 1e-12;

        public int? PadTokenId { get; init; } = 0;

        public string? PositionEmbeddingType { get; init; }

        public bool IsDecoder { get; init; }

        public string? ProblemType { get; init; }

        public bool TieWordEmbeddings { get; init; } = true;
    }
}
