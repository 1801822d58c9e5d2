using TorchSharp.Modules;

namespace Rote.Training.Optimizers;

/// <summary>Parameters that share a weight decay.</summary>
/// <param name="Parameters">Names and parameters.</param>
/// <param name="WeightDecay">≥ 0.</param>
public sealed record ParameterGroup(IReadOnlyList<(string Name, Parameter Parameter)> Parameters, double WeightDecay = 0)
{
    /// <summary>Decay on tensors of two or more dimensions, none on biases and norms.</summary>
    /// <param name="parameters">Names and parameters.</param>
    /// <param name="weightDecay">Decay of the first group, ≥ 0.</param>
    /// <returns>The two groups.</returns>
    public static IReadOnlyList<ParameterGroup> DecayMatricesOnly(IEnumerable<(string Name, Parameter Parameter)> parameters, double weightDecay)
    {
        var all = parameters.ToLookup(named => named.Parameter.dim() >= 2);
        return [new([.. all[true]], weightDecay), new([.. all[false]])];
    }
}
