using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rote.Layers;

/// <summary>The position-wise feed-forward network.</summary>
/// <remarks>Vaswani et al. 2017, section 3.3; gated: Shazeer 2020, section 2.</remarks>
public sealed class FeedForward : Module<Tensor, Tensor>
{
    [ComponentName(Name = "up")]
    private readonly Module<Tensor, Tensor> _up;
    [ComponentName(Name = "gate")]
    private readonly Module<Tensor, Tensor>? _gate;
    [ComponentName(Name = "down")]
    private readonly Module<Tensor, Tensor> _down;
    private readonly FeedForwardSpec _spec;

    /// <summary>Makes the network.</summary>
    /// <param name="width">D.</param>
    /// <param name="spec">Width between, activation, gate, biases, dropout.</param>
    /// <param name="linear">Makes the linear layers; null is <see cref="Linear.Dense"/>.</param>
    public FeedForward(int width, FeedForwardSpec spec, LinearFactory? linear = null)
        : base(nameof(FeedForward))
    {
        linear ??= Linear.Dense;
        _spec = spec;
        _up = linear(width, spec.Width, spec.Bias);
        _gate = spec.Gated ? linear(width, spec.Width, spec.Bias) : null;
        _down = linear(spec.Width, width, spec.Bias);
        RegisterComponents();
    }

    /// <summary>Applies the network to each position.</summary>
    /// <param name="x"><c>[B, T, D]</c>.</param>
    /// <returns><c>[B, T, D]</c>.</returns>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var inner = _gate is null ? _spec.Activation.Apply(_up.call(x)) : _spec.Activation.Apply(_gate.call(x)) * _up.call(x); // [B, T, F]
        if (training && _spec.Dropout > 0)
            inner = functional.dropout(inner, _spec.Dropout, training: true);
        return _down.call(inner).MoveToOuterDisposeScope(); // [B, T, D]
    }
}
