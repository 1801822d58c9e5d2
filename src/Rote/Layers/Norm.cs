using Rote.Tensors.Native;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rote.Layers;

/// <summary>Normalises the last dimension, as its spec says.</summary>
public sealed class Norm : Module<Tensor, Tensor>
{
    private static readonly AtenOp Rms = new("aten::_fused_rms_norm(Tensor input, int[] normalized_shape, Tensor? weight, float? eps) -> (Tensor, Tensor)");

    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;
    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;
    private readonly NormSpec _spec;
    private readonly long[] _shape;

    /// <summary>Makes the layer with weight 1 and bias 0.</summary>
    /// <param name="width">D.</param>
    /// <param name="spec">Which normalisation.</param>
    public Norm(int width, NormSpec spec)
        : base(nameof(Norm))
    {
        _spec = spec;
        _shape = [width];
        _weight = Parameter(ones(width));
        _bias = spec is NormSpec.Layer { Bias: true } ? Parameter(zeros(width)) : null;
        RegisterComponents();
    }

    /// <summary>Normalises.</summary>
    /// <param name="x"><c>[.., D]</c>, floating point.</param>
    /// <returns>The same shape.</returns>
    public override Tensor forward(Tensor x)
    {
        if (_spec is NormSpec.Layer layer)
            return functional.layer_norm(x, _shape, _weight, _bias, layer.Epsilon);
        var results = Aten.CallMany(Rms, x, _shape, _weight, _spec.Epsilon);
        results[1]?.Dispose();
        return results[0]!;
    }
}
