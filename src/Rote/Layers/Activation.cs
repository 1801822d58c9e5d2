using System.Text.Json.Serialization;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rote.Layers;

/// <summary>The non-linearity of a feed-forward network or a head.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Activation>))]
public enum Activation
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x·Φ(x) with the error function (Hendrycks and Gimpel 2016).</summary>
    Gelu,

    /// <summary>The tanh approximation of GELU (Hendrycks and Gimpel 2016, section 2).</summary>
    GeluTanh,

    /// <summary>x·σ(x), also called swish (Ramachandran et al. 2017).</summary>
    Silu,

    /// <summary>σ(x); as the gate of GLU.</summary>
    Sigmoid,

    /// <summary>tanh(x); as in BERT's pooler.</summary>
    Tanh,

    /// <summary>x itself: a network without non-linearity.</summary>
    Identity,
}

/// <summary>Applies an <see cref="Activation"/>.</summary>
public static class Activations
{
    /// <summary>Applies the activation to each number.</summary>
    /// <param name="activation">Which one.</param>
    /// <param name="x">Any shape, floating point.</param>
    /// <returns>The same shape.</returns>
    public static Tensor Apply(this Activation activation, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return activation switch
        {
            Activation.Relu => x.relu(),
            Activation.Gelu => functional.gelu(x),
            Activation.GeluTanh => functional.gelu(x, TorchSharp.Modules.GELU.Approximate.tanh),
            Activation.Silu => functional.silu(x),
            Activation.Sigmoid => x.sigmoid(),
            Activation.Tanh => x.tanh(),
            Activation.Identity => x.alias(),
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Not an activation."),
        };
    }
}
