using static TorchSharp.torch;

namespace Rote.Layers;

/// <summary>Makes the linear layers of a model, so that pruned, quantized, low-rank or adapted ones replace the dense one without another model class.</summary>
/// <param name="inputs">Width read.</param>
/// <param name="outputs">Width written.</param>
/// <param name="bias">True adds a trained shift.</param>
/// <returns>A module <c>[.., inputs] → [.., outputs]</c>.</returns>
public delegate nn.Module<Tensor, Tensor> LinearFactory(int inputs, int outputs, bool bias);
