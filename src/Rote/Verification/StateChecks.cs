using Rote.Models;
using static TorchSharp.torch;

namespace Rote.Verification;

/// <summary>Hidden states and attention maps of one stack.</summary>
internal static class StateChecks
{
    /// <summary>Compares what a pass collected.</summary>
    /// <param name="checks">Where the comparisons go.</param>
    /// <param name="prefix">How the case names this stack: <c>encoder_</c>, <c>decoder_</c>, or empty where it is the only one.</param>
    /// <param name="capture">What the pass collected.</param>
    /// <param name="keep">True at real tokens, <c>[B, T]</c>.</param>
    public static void Run(CheckList checks, string prefix, StackCapture capture, Tensor keep)
    {
        for (int layer = 0; layer < capture.HiddenStates.Count; layer++)
            checks.Compare($"{prefix}hidden_states.{layer}", CheckKind.HiddenState, capture.HiddenStates[layer], keep);
        for (int layer = 0; layer < capture.Blocks.Count; layer++)
        {
            var block = capture.Blocks[layer];
            if (block.SelfAttention is { } self)
                checks.Compare($"{prefix}attentions.{layer}", CheckKind.AttentionMap, self, keep);
            if (block.CrossAttention is { } cross)
                checks.Compare($"cross_attentions.{layer}", CheckKind.AttentionMap, cross, keep);
        }
    }
}
