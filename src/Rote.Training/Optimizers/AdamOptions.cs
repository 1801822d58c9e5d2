namespace Rote.Training.Optimizers;

/// <summary>The numbers of Adam and AdamW, without the learning rate, which each step is given.</summary>
public sealed record AdamOptions
{
    /// <summary>Decay of the mean of gradients, in [0, 1). Default: 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the mean of squared gradients, in [0, 1). Default: 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root, &gt; 0. Default: 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>True decays weights beside the gradient (AdamW); false adds the decay to the gradient. Default: true.</summary>
    public bool Decoupled { get; init; } = true;

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations()
    {
        if (Beta1 is not (>= 0 and < 1))
            yield return $"Beta1 must be in [0, 1); got {Beta1}.";
        if (Beta2 is not (>= 0 and < 1))
            yield return $"Beta2 must be in [0, 1); got {Beta2}.";
        if (Epsilon is not > 0)
            yield return $"Epsilon must be positive; got {Epsilon}.";
    }
}
