using Rote.Layers;
using Rote.Models;
using Rote.Positions;

namespace Rote.Checkpoints;

/// <summary>Refuses a config.json that asks for far more than its weights hold, before memory is taken for it.</summary>
internal static class LoadLimits
{
    private const double Slack = 1 << 26; // parameters beyond the weights' own that are still built, so that errors can name shapes
    private const string Remedy = "They do not belong together: fetch both again, from one place.";

    /// <summary>Checks a spec against the weights.</summary>
    /// <param name="spec">What config.json asks for.</param>
    /// <param name="tensors">Tensors in the weights.</param>
    /// <param name="elements">Numbers in the weights.</param>
    /// <exception cref="CheckpointException">The spec cannot be built, or not from these weights.</exception>
    public static void Check(TransformerSpec spec, int tensors, double elements)
    {
        var violations = spec.Violations();
        if (violations.Count > 0)
            throw new CheckpointException($"config.json describes a model that cannot be built: {string.Join(" ", violations)}");
        StackSpec[] stacks = [.. new[] { spec.Encoder, spec.Decoder }.OfType<StackSpec>()];
        double layers = stacks.Sum(stack => (double)stack.Layers);
        if (layers > tensors)
            throw new CheckpointException($"config.json asks for {layers} layers, and the weights have {tensors} tensors. {Remedy}");
        double rows = (double)spec.VocabularySize + (spec.DecoderVocabularySize ?? 0) + spec.Head.RelationLabels + ((spec.Head as HeadSpec.Classifier)?.Labels ?? 0);
        double squares = (spec.Head.Pooler ? 1 : 0) + (spec.Head is HeadSpec.MaskedLanguageModel ? 1 : 0);
        double asked = spec.Width * (rows + squares * spec.Width) + stacks.Sum(stack => Parameters(stack, spec.Width));
        if (asked > elements + Slack)
            throw new CheckpointException($"config.json asks for {asked:F0} parameters or more, and the weights hold {elements:F0}. {Remedy}");
    }

    private static double Parameters(StackSpec stack, double width)
    {
        var block = stack.Block;
        double network = block.FeedForward is { } feedForward ? width * feedForward.Width * (feedForward.Gated ? 3 : 2) : 0;
        double positions = stack.Positions switch
        {
            PositionSpec.Learned learned => width * ((double)learned.MaxLength + learned.Offset),
            PositionSpec.Buckets buckets => (double)buckets.Count * (block.SelfAttention?.Heads ?? 1),
            _ => 0,
        };
        return stack.Layers * (Parameters(block.SelfAttention, width) + Parameters(block.CrossAttention, width) + network) + positions + width * stack.Embedding.TokenTypes;
    }

    private static double Parameters(AttentionSpec? attention, double width) => attention is null
        ? 0
        : 2 * width * attention.HeadWidthFor((int)width) * ((double)attention.Heads + attention.KeyValueHeadCount());
}
