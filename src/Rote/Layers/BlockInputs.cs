using Rote.Attention;
using Rote.Positions;
using static TorchSharp.torch;

namespace Rote.Layers;

/// <summary>What one pass gives to every block beside the stream itself.</summary>
public sealed record BlockInputs
{
    /// <summary>Which keys self-attention may see, cached keys counted. Default: all.</summary>
    public AttentionMask Mask { get; init; } = AttentionMask.All;

    /// <summary>The encoder's output, <c>[B, S, D]</c>; null where there is none.</summary>
    public Tensor? Memory { get; init; }

    /// <summary>Which of the encoder's positions cross-attention may see. Default: all.</summary>
    public AttentionMask MemoryMask { get; init; } = AttentionMask.All;

    /// <summary>What the position scheme prepared. Default: nothing.</summary>
    public PositionContext Positions { get; init; } = PositionContext.Identity;
}
