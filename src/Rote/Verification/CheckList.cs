using Rote.Tensors;
using static TorchSharp.torch;

namespace Rote.Verification;

/// <summary>Collects the checks of one case.</summary>
internal sealed class CheckList(ReferenceCase reference)
{
    private readonly List<Check> _checks = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>What was collected, in order.</summary>
    public IReadOnlyList<Check> Checks => _checks;

    /// <summary>True when a recorded thing already has its entry.</summary>
    public bool Has(string name) => _seen.Contains(name);

    /// <summary>Compares a recorded tensor, if there is one of that name.</summary>
    /// <param name="name">Its name in the case.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="actual">What the model computes.</param>
    /// <param name="keep">True where it counts, <c>[B, T]</c>: positions, or query rows of a map; null is everywhere.</param>
    public void Compare(string name, CheckKind kind, Tensor actual, Tensor? keep = null)
    {
        using var scope = NewDisposeScope();
        if (reference.Find(name) is not { } expected)
            return;
        double tolerance = reference.Tolerance;
        if (!expected.shape.SequenceEqual(actual.shape))
        {
            Add(name, kind, null, tolerance, new CheckOutcome.Differs($"it must have shape {expected.Describe()}; got {actual.Describe()}"));
            return;
        }
        if (!expected.is_floating_point())
        {
            Add(name, kind, null, tolerance, new CheckOutcome.Differs($"it must be of type {actual.dtype}; the case records {expected.dtype}"));
            return;
        }
        if (expected.numel() == 0)
        {
            NotChecked(name, kind, "it is empty");
            return;
        }
        var wanted = expected.to(float64);
        var difference = (wanted - actual.detach().to(float64)).abs();
        if (keep is not null)
        {
            if (!keep.any().item<bool>())
            {
                NotChecked(name, kind, "the mask keeps no position");
                return;
            }
            var counted = kind == CheckKind.AttentionMap ? keep.unsqueeze(1) : keep; // [B, 1, T] or [B, T]
            while (counted.dim() < difference.dim())
                counted = counted.unsqueeze(-1);
            difference = difference.masked_fill(counted.logical_not(), 0);
        }
        if (kind is CheckKind.Gradient or CheckKind.GradientNorm)
            tolerance *= Math.Max(1, wanted.abs().max().item<double>()); // gradients sum many terms: their rounding grows with the largest
        double error = difference.max().item<double>();
        bool equal = double.IsFinite(error) && error <= tolerance;
        Add(name, kind, error, tolerance, equal ? new CheckOutcome.Equal() : new CheckOutcome.Differs($"it is off by {error:G3}; tolerance {tolerance:G3}"));
    }

    /// <summary>Enters a comparison that was made elsewhere; null is equal.</summary>
    public void Enter(string name, CheckKind kind, string? how) => Add(name, kind, null, 0, how is null ? new CheckOutcome.Equal() : new CheckOutcome.Differs(how));

    /// <summary>Enters something that is recorded and not compared.</summary>
    public void NotChecked(string name, CheckKind kind, string reason) => Add(name, kind, null, reference.Tolerance, new CheckOutcome.NotChecked(reason));

    private void Add(string name, CheckKind kind, double? error, double tolerance, CheckOutcome outcome)
    {
        _seen.Add(name);
        _checks.Add(new Check(name, kind, error, tolerance, outcome));
    }
}
