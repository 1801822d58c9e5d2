using static TorchSharp.torch;

namespace Rote.Models;

/// <summary>Draws fresh parameters as the spec says.</summary>
public static class Initializer
{
    /// <summary>Fills every parameter of a model; the same seed gives the same numbers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="seed">Any number.</param>
    /// <returns>The model.</returns>
    public static Transformer Initialize(this Transformer model, int seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        var spec = model.Spec;
        int sublayers = new[] { spec.Encoder, spec.Decoder }.OfType<StackSpec>().Max(stack => stack.Layers *
            ((stack.Block.SelfAttention is null ? 0 : 1) + (stack.Block.CrossAttention is null ? 0 : 1) + (stack.Block.FeedForward is null ? 0 : 1)));
        foreach (var (name, parameter) in model.named_parameters())
        {
            bool matrix = parameter.dim() == 2, norm = name.Contains("norm.", StringComparison.Ordinal);
            if (!matrix)
            {
                parameter.fill_(norm && name.EndsWith("weight", StringComparison.Ordinal) ? 1 : 0);
                continue;
            }
            bool table = name.Contains("tokens.", StringComparison.Ordinal) || name.Contains("token_types.", StringComparison.Ordinal) ||
                name.Contains("positions.", StringComparison.Ordinal);
            switch (spec.Initialization)
            {
                case InitializationSpec.Xavier when table:
                    parameter.normal_(0, 1 / Math.Sqrt(spec.Width), generator);
                    break;
                case InitializationSpec.Xavier:
                    double bound = Math.Sqrt(6.0 / (parameter.size(0) + parameter.size(1)));
                    parameter.uniform_(-bound, bound, generator);
                    break;
                case InitializationSpec.Normal normal:
                    bool writes = name.EndsWith("output.weight", StringComparison.Ordinal) || name.EndsWith("down.weight", StringComparison.Ordinal);
                    double shrink = normal.ScaleResidual && writes && !name.StartsWith("head", StringComparison.Ordinal) ? Math.Sqrt(sublayers) : 1;
                    parameter.normal_(0, normal.StandardDeviation / shrink, generator);
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }
        return model;
    }
}
