using Rote.Checkpoints;
using Rote.Models;
using static TorchSharp.torch;

namespace Rote.Verification;

/// <summary>The gradients of the loss, under the checkpoint's names.</summary>
internal static class GradientChecks
{
    private const string Prefix = "grad.";
    private const string Norm = "grad_norm";
    private const string WithoutLoss = "the case has no labels to compute the loss from";

    /// <summary>Runs the loss back and compares every recorded gradient and their norm.</summary>
    /// <param name="reference">The case.</param>
    /// <param name="checks">Where the comparisons go.</param>
    /// <param name="model">The model, without gradients.</param>
    /// <param name="map">The checkpoint's names.</param>
    /// <param name="loss">The loss, a scalar; null where it could not be computed.</param>
    public static void Run(ReferenceCase reference, CheckList checks, Transformer model, WeightMap map, Tensor? loss)
    {
        string[] names = [.. reference.Names.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))];
        if (loss is null || (names.Length == 0 && !reference.Has(Norm)))
        {
            foreach (string name in names)
                checks.NotChecked(name, CheckKind.Gradient, WithoutLoss);
            if (reference.Has(Norm))
                checks.NotChecked(Norm, CheckKind.GradientNorm, WithoutLoss);
            return;
        }
        loss.backward();
        using var gradients = no_grad();
        var parameters = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter, StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (map.RuleFor(name[Prefix.Length..]) is not { } rule)
                checks.Enter(name, CheckKind.Gradient, "the model has no parameter of that name");
            else if (rule.Ours.Any(own => !parameters.TryGetValue(own, out var parameter) || parameter.grad is null))
                checks.Enter(name, CheckKind.Gradient, "the loss gives this parameter no gradient");
            else
            {
                var whole = rule.Ours.Count == 1 ? parameters[rule.Ours[0]].grad! : cat([.. rule.Ours.Select(own => parameters[own].grad!)]);
                checks.Compare(name, CheckKind.Gradient, rule.Transposed ? whole.t() : whole);
            }
        }
        Tensor[] norms = [.. parameters.Values.Select(parameter => parameter.grad).OfType<Tensor>().Select(gradient => gradient.norm())];
        if (norms.Length > 0)
            checks.Compare(Norm, CheckKind.GradientNorm, stack(norms).norm());
    }
}
