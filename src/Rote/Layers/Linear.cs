using Rote.Tensors;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rote.Layers;

/// <summary>The dense linear layer, x·Wᵀ + b. Its parameters are not initialised: <c>Initializer</c> or a checkpoint fills them.</summary>
public sealed class Linear : Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;
    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    /// <summary>Makes the layer.</summary>
    /// <param name="inputs">Width read.</param>
    /// <param name="outputs">Width written.</param>
    /// <param name="bias">True adds a trained shift.</param>
    public Linear(int inputs, int outputs, bool bias = true)
        : base(nameof(Linear))
    {
        _weight = Parameter(empty(outputs, inputs));
        _bias = bias ? Parameter(zeros(outputs)) : null;
        RegisterComponents();
    }

    /// <summary>The dense layer as a <see cref="LinearFactory"/>.</summary>
    public static LinearFactory Dense { get; } = (inputs, outputs, bias) => new Linear(inputs, outputs, bias);

    /// <summary>W, <c>[outputs, inputs]</c>.</summary>
    public Parameter Weight => _weight;

    /// <summary>Applies the layer.</summary>
    /// <param name="x"><c>[.., inputs]</c>.</param>
    /// <returns><c>[.., outputs]</c>.</returns>
    public override Tensor forward(Tensor x) => Products.Linear(x, _weight, _bias);
}
