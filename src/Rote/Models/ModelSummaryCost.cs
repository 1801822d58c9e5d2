using Rote.Layers;
using Rote.Positions;

namespace Rote.Models;

/// <summary>What a model costs at a given length and batch: operations and memory, computed from its spec.</summary>
public sealed record ModelSummaryCost
{
    private const int BytesPerNumber = 4; // float32

    private ModelSummaryCost()
    {
    }

    /// <summary>T = S, in tokens; both of the source and of the target where there are two.</summary>
    public required int Length { get; init; }

    /// <summary>B, rows of a training batch.</summary>
    public required int Batch { get; init; }

    /// <summary>Operations of each part for a token.</summary>
    public required IReadOnlyList<ModelSummaryFlops> PerToken { get; init; }

    /// <summary>Operations that a sequence costs once, whatever its length: pooler, classifier of a whole sequence.</summary>
    public required long FlopsPerSequence { get; init; }

    /// <summary>Activations that a training step keeps for its backward pass, in bytes: an estimate.</summary>
    public required double ActivationBytes { get; init; }

    /// <summary>Keys and values that the decoder caches for each token it has read or written, in bytes.</summary>
    public required long CacheBytesPerToken { get; init; }

    /// <summary>Keys and values that the decoder caches for each token of the encoder, in bytes.</summary>
    public required long SourceCacheBytesPerToken { get; init; }

    /// <summary>Operations for a token: one of the source and one of the target where there are two.</summary>
    public long FlopsPerToken => PerToken.Sum(part => part.Total);

    /// <summary>Operations for a whole sequence (a pair of them, where there are two).</summary>
    public double FlopsPerPass => (double)Length * FlopsPerToken + FlopsPerSequence;

    /// <summary>Computes the cost of a model.</summary>
    /// <param name="spec">A valid spec.</param>
    /// <param name="length">T = S, in tokens, &gt; 0.</param>
    /// <param name="batch">B, &gt; 0.</param>
    /// <returns>The cost.</returns>
    /// <remarks>
    /// <para>A linear layer of [out, in] costs 2·in·out a token; attention costs 2·S·H·K for its scores and 2·S·H·K for its sums. Each query is
    /// counted with all S keys, also where a mask hides some: that is what the last token of a sequence costs. The projections of the encoder's
    /// output to keys and values are counted at the decoder, one source token for each target token. Norms, softmax, activations, biases,
    /// residuals and lookups are not counted: they are a small share of any model.</para>
    /// <para>Activations are float32: what each operation keeps for its gradient, that is inputs of linear layers and norms, queries, keys,
    /// values and sums of fused attention, inputs or results of activations, dropout's noise, and scores with their logarithm. Attention keeps
    /// its H·S weights too where the fused kernel cannot be taken: with a trained bias on the scores, or with dropout on the weights.</para>
    /// </remarks>
    public static ModelSummaryCost Of(TransformerSpec spec, int length, int batch)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        (string Name, StackSpec Spec)[] stacks =
        [
            .. spec.Encoder is { } first ? [("encoder", first)] : Array.Empty<(string, StackSpec)>(),
            .. spec.Decoder is { } second ? [("decoder", second)] : Array.Empty<(string, StackSpec)>(),
        ];
        var head = new ModelSummaryFlops("head", Output: OutputFlops(spec));
        var decoder = spec.Decoder;
        long kept = stacks.Sum(stack => KeptByStack(spec.Width, stack.Spec, length)) + KeptByHead(spec);
        return new ModelSummaryCost
        {
            Length = length,
            Batch = batch,
            PerToken = [.. stacks.Select(stack => StackFlops(stack.Name, spec.Width, stack.Spec, length)), .. head.Total > 0 ? [head] : Array.Empty<ModelSummaryFlops>()],
            FlopsPerSequence = SequenceFlops(spec),
            ActivationBytes = (double)BytesPerNumber * batch * length * kept,
            CacheBytesPerToken = decoder is null ? 0 : BytesPerNumber * decoder.Layers * KeysAndValues(spec.Width, decoder.Block.SelfAttention),
            SourceCacheBytesPerToken = decoder is null ? 0 : BytesPerNumber * decoder.Layers * KeysAndValues(spec.Width, decoder.Block.CrossAttention),
        };
    }

    private static long KeysAndValues(long width, AttentionSpec? attention) =>
        attention is null ? 0 : 2L * attention.KeyValueHeadCount() * attention.HeadWidthFor((int)width); // 2GK

    private static ModelSummaryFlops StackFlops(string name, long width, StackSpec stack, long length)
    {
        long projections = 0, attending = 0;
        foreach (var attention in new[] { stack.Block.SelfAttention, stack.Block.CrossAttention }.OfType<AttentionSpec>())
        {
            long inner = (long)attention.Heads * attention.HeadWidthFor((int)width); // HK
            projections += 2 * (2 * width * inner + (attention.SourceWidth ?? width) * KeysAndValues(width, attention));
            attending += 4 * length * inner;
        }
        long network = stack.Block.FeedForward is { } feedForward ? 2 * width * feedForward.Width * (feedForward.Gated ? 3 : 2) : 0;
        return new(name, stack.Layers * projections, stack.Layers * attending, stack.Layers * network);
    }

    private static long OutputFlops(TransformerSpec spec)
    {
        long width = spec.Width, vocabulary = spec.DecoderVocabularySize ?? spec.VocabularySize;
        return spec.Head switch
        {
            HeadSpec.None => 0,
            HeadSpec.LanguageModel => 2 * width * vocabulary,
            HeadSpec.MaskedLanguageModel => 2 * width * width + 2 * width * vocabulary,
            HeadSpec.Classifier classifier => classifier.PerToken ? 2 * width * classifier.Labels : 0,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static long SequenceFlops(TransformerSpec spec)
    {
        long width = spec.Width;
        return (spec.Head.Pooler ? 2 * width * width : 0) + 2 * width * spec.Head.RelationLabels +
            (spec.Head is HeadSpec.Classifier { PerToken: false } classifier ? 2 * width * classifier.Labels : 0);
    }

    // Numbers kept for one token
    private static long KeptByStack(long width, StackSpec stack, long length)
    {
        var block = stack.Block;
        long sublayer = width + (block.NormPlacement == NormPlacement.Sandwich ? 2 : 1) * KeptByNorm(width, block.Norm) + (block.Dropout > 0 ? width : 0); // input, norms, noise
        long kept = 0;
        foreach (var (attention, biased) in new[] { (block.SelfAttention, stack.Positions is PositionSpec.Buckets), (block.CrossAttention, false) })
        {
            if (attention is null)
                continue;
            kept += sublayer + 2L * attention.Heads * attention.HeadWidthFor((int)width) + KeysAndValues(width, attention);
            if (biased || attention.Dropout > 0)
                kept += attention.Heads * length * (attention.Dropout > 0 ? 3 : 1); // weights, noise, what is left
        }
        if (block.FeedForward is { } network)
        {
            int tensors = network.Activation == Activation.Relu ? 1 : 2; // ReLU's gradient needs its result only, which the next layer keeps too
            if (network.Gated)
                tensors += 2;
            if (network.Dropout > 0)
                tensors += network.Gated || network.Activation != Activation.Relu ? 1 : 2;
            kept += sublayer + (long)network.Width * tensors;
        }
        long embedding = KeptByNorm(width, stack.Embedding.Norm) + (stack.Embedding.Dropout > 0 ? width : 0);
        long last = KeptByNorm(width, stack.FinalNorm) + (stack.FinalDropout > 0 ? width : 0);
        return embedding + stack.Layers * kept + last;
    }

    // libtorch's RMSNorm is made of parts on the processor, and keeps what it multiplies by the weight beside its input.
    private static long KeptByNorm(long width, NormSpec? norm) => norm switch { null => 0, NormSpec.RootMeanSquare => 2 * width, _ => width };

    private static long KeptByHead(TransformerSpec spec)
    {
        long width = spec.Width, vocabulary = spec.DecoderVocabularySize ?? spec.VocabularySize;
        return spec.Head switch
        {
            HeadSpec.LanguageModel => width + 2 * vocabulary,
            HeadSpec.MaskedLanguageModel masked => 3 * width + KeptByNorm(width, masked.Norm) + 2 * vocabulary,
            HeadSpec.Classifier { PerToken: true } classifier => width + 2 * classifier.Labels,
            _ => 0,
        };
    }
}
