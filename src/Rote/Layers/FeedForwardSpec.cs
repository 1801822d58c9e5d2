namespace Rote.Layers;

/// <summary>The feed-forward sublayer: down(act(up x)), or down(act(gate x) · up x) when gated.</summary>
public sealed record FeedForwardSpec
{
    /// <summary>F, the width between the two layers.</summary>
    public required int Width { get; init; }

    /// <summary>The non-linearity. Default: ReLU.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>True multiplies by a gate (Shazeer 2020). Default: false.</summary>
    public bool Gated { get; init; }

    /// <summary>Biases on all its layers. Default: true.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>Probability with which an activation is dropped in training, in [0, 1). Default: 0.</summary>
    public double Dropout { get; init; }
}
