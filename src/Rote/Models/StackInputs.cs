using Rote.Attention;
using static TorchSharp.torch;

namespace Rote.Models;

/// <summary>What a stack is given beside the token ids. Everything is optional.</summary>
public sealed record StackInputs
{
    /// <summary>Which keys may be seen beside the stack's own causality, usually <see cref="AttentionMask.KeyPadding"/>; cached keys counted.</summary>
    public AttentionMask Mask { get; init; } = AttentionMask.All;

    /// <summary>Position of each token, <c>[B, T]</c> or <c>[T]</c>, int64; null counts on from the cache.</summary>
    public Tensor? Positions { get; init; }

    /// <summary>Segment of each token, <c>[B, T]</c>, int64; null is segment 0.</summary>
    public Tensor? TokenTypes { get; init; }

    /// <summary>The encoder's output, <c>[B, S, D]</c>; null where there is none.</summary>
    public Tensor? Memory { get; init; }

    /// <summary>Which of the encoder's positions may be read. Default: all.</summary>
    public AttentionMask MemoryMask { get; init; } = AttentionMask.All;

    /// <summary>What was read before; null starts anew and keeps nothing.</summary>
    public StackCache? Cache { get; init; }

    /// <summary>Collects hidden states and maps; null takes the fastest path.</summary>
    public StackCapture? Capture { get; init; }
}
