using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rote.Training.Optimizers;

/// <summary>Bounds the length of the gradient (Pascanu et al. 2013, algorithm 1).</summary>
public static class GradientClipping
{
    /// <summary>Scales all gradients so that their total norm is at most the limit.</summary>
    /// <param name="parameters">Parameters; those without a gradient are passed over.</param>
    /// <param name="limit">Largest norm, &gt; 0; infinity only measures.</param>
    /// <returns>The norm before; not a number or infinite where a gradient is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not positive.</exception>
    public static double ByNorm(IEnumerable<Parameter> parameters, double limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return nn.utils.clip_grad_norm_(parameters, limit);
    }
}
