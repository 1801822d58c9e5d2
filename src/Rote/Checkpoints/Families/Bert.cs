using System.Text.Json;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;

namespace Rote.Checkpoints.Families;

/// <summary>BERT: a post-norm encoder with learned positions and segments, under six heads.</summary>
public sealed class Bert : ModelFamily
{
    /// <inheritdoc/>
    public override string ModelType => "bert";

    /// <inheritdoc/>
    public override TransformerSpec ToSpec(JsonElement config)
    {
        var c = Read<Config>(config);
        if (c.PositionEmbeddingType is not (null or "absolute"))
            throw Unsupported("position_embedding_type", c.PositionEmbeddingType, "absolute");
        if (c.IsDecoder)
            throw Unsupported("is_decoder", true, "false");
        var norm = new NormSpec.Layer(c.LayerNormEps);
        var activation = ActivationOf("hidden_act", c.HiddenAct);
        int labels = c.Id2label?.Count ?? c.NumLabels ?? 2;
        double headDropout = c.ClassifierDropout ?? c.HiddenDropoutProb;
        return new TransformerSpec
        {
            VocabularySize = c.VocabSize,
            Width = c.HiddenSize,
            PaddingId = c.PadTokenId,
            Encoder = new StackSpec
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
            },
            Head = (c.Architectures is [var architecture, ..] ? architecture : null) switch
            {
                "BertModel" or null => new HeadSpec.None { Pooler = true },
                "BertForMaskedLM" => new HeadSpec.MaskedLanguageModel(activation, norm, c.TieWordEmbeddings),
                "BertForPreTraining" => new HeadSpec.MaskedLanguageModel(activation, norm, c.TieWordEmbeddings) { Pooler = true, RelationLabels = 2 },
                "BertForSequenceClassification" => new HeadSpec.Classifier(labels, PerToken: false, headDropout) { Pooler = true },
                "BertForTokenClassification" => new HeadSpec.Classifier(labels, PerToken: true, headDropout),
                "BertForQuestionAnswering" => new HeadSpec.Classifier(2, PerToken: true, Span: true),
                var other => throw Unsupported(
                    "architectures", other,
                    "BertModel, BertForMaskedLM, BertForPreTraining, BertForSequenceClassification, BertForTokenClassification, BertForQuestionAnswering"),
            },
            Initialization = new InitializationSpec.Normal(c.InitializerRange),
        };
    }

    /// <inheritdoc/>
    public override WeightMap Weights(TransformerSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        // The bare model is published without the prefix that its heads' checkpoints carry.
        string root = spec.Head is HeadSpec.None ? "" : "bert.";
        var rules = new List<WeightRule>
        {
            new($"{root}embeddings.word_embeddings.weight", "tokens.weight"),
            new($"{root}embeddings.position_embeddings.weight", "encoder.positions.weight"),
        };
        if (spec.Encoder!.Embedding.TokenTypes > 0)
            rules.Add(new($"{root}embeddings.token_type_embeddings.weight", "encoder.token_types.weight"));
        rules.AddRange(Pair($"{root}embeddings.LayerNorm", ["encoder.embedding_norm"]));
        for (int i = 0; i < spec.Encoder.Layers; i++)
        {
            string theirs = $"{root}encoder.layer.{i}", ours = $"encoder.blocks.{i}";
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
        var ignored = new List<string> { @"(bert\.)?embeddings\.position_ids" };
        switch (spec.Head)
        {
            case HeadSpec.MaskedLanguageModel masked:
                rules.Add(new("cls.predictions.bias", "head.bias"));
                rules.AddRange(Pair("cls.predictions.transform.dense", ["head.transform"]));
                rules.AddRange(Pair("cls.predictions.transform.LayerNorm", ["head.norm"]));
                ignored.Add(@"cls\.predictions\.decoder\.bias");
                if (masked.Tied)
                    ignored.Add(@"cls\.predictions\.decoder\.weight");
                else
                    rules.Add(new("cls.predictions.decoder.weight", "head.output.weight"));
                break;
            case HeadSpec.Classifier:
                rules.AddRange(Pair(spec.Head is HeadSpec.Classifier { Span: true } ? "qa_outputs" : "classifier", ["head.output"]));
                break;
        }
        // Heads' checkpoints are often cut from pre-training ones: what the head does not use is left aside.
        ignored.AddRange([@"(bert\.)?pooler\.dense\.(weight|bias)", @"cls\.seq_relationship\.(weight|bias)"]);
        if (spec.Head is HeadSpec.None)
            ignored.Add(@"cls\..*");
        return new WeightMap
        {
            Rules = rules,
            Prefix = "bert.",
            Spellings = [("LayerNorm.weight", "LayerNorm.gamma"), ("LayerNorm.bias", "LayerNorm.beta")],
            Ignored = ignored,
        };
    }

    private sealed record Config
    {
        public IReadOnlyList<string>? Architectures { get; init; }

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

        public double? ClassifierDropout { get; init; }

        public IReadOnlyDictionary<string, string>? Id2label { get; init; }

        public int? NumLabels { get; init; }

        public bool TieWordEmbeddings { get; init; } = true;
    }
}
