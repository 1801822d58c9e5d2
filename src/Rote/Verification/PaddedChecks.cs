using Rote.Attention;
using Rote.Models;
using static TorchSharp.torch;

namespace Rote.Verification;

/// <summary>Scores of rows padded on the left, and of the first token that generation writes.</summary>
internal static class PaddedChecks
{
    /// <summary>Compares <c>left.logits</c> and <c>step.logits</c> of a decoder alone.</summary>
    public static void Decoder(Transformer model, ReferenceInputs inputs, CheckList checks)
    {
        if (model.Spec.Head is HeadSpec.None)
            return;
        if (Scores(model, inputs, "left") is var (left, keep))
            checks.Compare("left.logits", CheckKind.Scores, left, keep);
        if (Scores(model, inputs, "prompt.left") is var (prompt, _))
            checks.Compare("step.logits", CheckKind.Scores, prompt.select(1, prompt.size(1) - 1)); // [B, V]
    }

    /// <summary>Compares <c>step.logits</c> of an encoder–decoder.</summary>
    /// <param name="model">The model.</param>
    /// <param name="checks">Where the comparison goes.</param>
    /// <param name="memory">The encoder's output, <c>[B, S, D]</c>.</param>
    /// <param name="keep">True at real tokens of the encoder, <c>[B, S]</c>.</param>
    /// <param name="startId">The token that the decoder starts with; null where no file says.</param>
    public static void Step(Transformer model, CheckList checks, Tensor memory, Tensor keep, int? startId)
    {
        if (model.Spec.Head is HeadSpec.None || startId is not { } start || start < 0 || start >= model.OutputVocabularySize)
            return;
        var ids = full(memory.size(0), 1, start, dtype: ScalarType.Int64);
        var hidden = model.Decode(ids, new StackInputs { Memory = memory, MemoryMask = AttentionMask.KeyPadding(keep) });
        checks.Compare("step.logits", CheckKind.Scores, model.Scores(hidden).squeeze(1)); // [B, V]
    }

    private static (Tensor Scores, Tensor Keep)? Scores(Transformer model, ReferenceInputs inputs, string prefix)
    {
        var stack = model.Spec.Decoder!;
        if (inputs.Ids($"{prefix}.input_ids", stack, model.OutputVocabularySize) is not { } ids)
            return null;
        var keep = inputs.Keep($"{prefix}.attention_mask", ids);
        var positions = inputs.Positions($"{prefix}.position_ids", stack, keep);
        return (model.Scores(model.Decode(ids, new StackInputs { Mask = AttentionMask.KeyPadding(keep), Positions = positions })), keep);
    }
}
