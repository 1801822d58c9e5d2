using System.Text.RegularExpressions;
using Rote.Models;
using Rote.Tensors;
using static TorchSharp.torch;

namespace Rote.Checkpoints;

/// <summary>The names of a family's weights against ours, as data, read in both directions.</summary>
public sealed record WeightMap
{
    private const int Shown = 10;

    /// <summary>Our own names: every tensor of any model under the name that the model gives it.</summary>
    public static WeightMap Identity { get; } = new() { Rules = [], _isIdentity = true };

    private bool _isIdentity;

    /// <summary>Every tensor of the model, once.</summary>
    public required IReadOnlyList<WeightRule> Rules { get; init; }

    /// <summary>A prefix, such as <c>transformer.</c>, that some publishers write and some leave out; empty has none.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Older spellings: the end of a name now, and then.</summary>
    public IReadOnlyList<(string Now, string Then)> Spellings { get; init; } = [];

    /// <summary>Second copies of tied tensors, each with the name of its original: read past where they are equal, refused where they are not.</summary>
    public IReadOnlyList<(string Copy, string Original)> Copies { get; init; } = [];

    /// <summary>Names that carry nothing we need, such as buffers. Regular expressions over whole names.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Fills a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="names">Every name in the checkpoint.</param>
    /// <param name="read">Gives the tensor of a name; it is disposed here.</param>
    /// <exception cref="CheckpointException">A tensor is missing, unexpected, or has another shape; all are listed, the first ten of each.</exception>
    public void Load(Transformer model, IReadOnlyCollection<string> names, Func<string, Tensor> read)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(read);
        var own = Own(model);
        var present = names.ToHashSet(StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        List<string> missing = [], misshapen = CheckCopies(present, used, read);
        using var gradients = no_grad();
        foreach (var rule in RulesOf(own))
        {
            if (Find(rule.Theirs, present) is not { } found)
            {
                missing.Add(rule.Theirs);
                continue;
            }
            used.Add(found);
            using var scope = NewDisposeScope();
            var tensor = read(found);
            if (!tensor.is_floating_point())
            {
                misshapen.Add($"{found} of type {tensor.dtype}, which is no floating-point type");
                continue;
            }
            long[] expected = Shape(rule, own);
            if (!tensor.shape.SequenceEqual(expected))
            {
                misshapen.Add($"{found} [{string.Join(", ", expected)}] against {tensor.Describe()}");
                continue;
            }
            if (rule.Transposed)
                tensor = tensor.t();
            var parts = rule.Ours.Count == 1 ? [tensor] : tensor.split([.. rule.Ours.Select(name => own[name].size(0))]);
            foreach (var (name, part) in rule.Ours.Zip(parts))
                own[name].copy_(part);
        }
        var ignored = Ignored.Select(pattern => new Regex($"^(?:{pattern})$", RegexOptions.NonBacktracking)).ToArray();
        string[] unexpected = [.. names.Where(name => !used.Contains(name) && !ignored.Any(pattern => pattern.IsMatch(name))).Order(StringComparer.Ordinal)];
        if (missing.Count + misshapen.Count + unexpected.Length > 0)
        {
            throw new CheckpointException(
                $"The weights do not fit the model that config.json describes: {List("missing", missing)}; {List("unexpected", unexpected)}; {List("other shapes or contents", misshapen)}.");
        }
    }

    /// <summary>The model's tensors under the checkpoint's names.</summary>
    /// <param name="model">The model.</param>
    /// <returns>New tensors, or views of the model's; the caller disposes them.</returns>
    public IReadOnlyDictionary<string, Tensor> Save(Transformer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var own = Own(model);
        using var gradients = no_grad();
        var saved = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var rule in RulesOf(own))
        {
            using var scope = NewDisposeScope();
            var whole = rule.Ours.Count == 1 ? own[rule.Ours[0]].detach() : cat([.. rule.Ours.Select(name => own[name].detach())]);
            saved[rule.Theirs] = (rule.Transposed ? whole.t().contiguous() : whole).MoveToOuterDisposeScope();
        }
        return saved;
    }

    /// <summary>Our parameter that holds a tensor of the checkpoint, if it holds nothing else.</summary>
    /// <param name="theirs">The checkpoint's name.</param>
    /// <returns>The rule, or null where the map has no such name.</returns>
    public WeightRule? RuleFor(string theirs) => _isIdentity ? new WeightRule(theirs, theirs) : Rules.FirstOrDefault(rule => rule.Theirs == theirs);

    private IEnumerable<WeightRule> RulesOf(Dictionary<string, Tensor> own) => _isIdentity ? own.Keys.Select(name => new WeightRule(name, name)) : Rules;

    private static Dictionary<string, Tensor> Own(Transformer model) => model.named_parameters()
        .Select(pair => (pair.name, tensor: (Tensor)pair.parameter))
        .Concat(model.named_buffers().Select(pair => (pair.name, tensor: pair.buffer)))
        .ToDictionary(pair => pair.name, pair => pair.tensor, StringComparer.Ordinal);

    private static long[] Shape(WeightRule rule, Dictionary<string, Tensor> own)
    {
        long[] shape = [.. own[rule.Ours[0]].shape];
        if (rule.Ours.Count > 1)
            shape[0] = rule.Ours.Sum(name => own[name].size(0));
        if (rule.Transposed)
            Array.Reverse(shape);
        return shape;
    }

    // A copy that differs was not tied by whoever saved it: which of the two is meant, config.json must say.
    private List<string> CheckCopies(HashSet<string> present, HashSet<string> used, Func<string, Tensor> read)
    {
        var different = new List<string>();
        foreach (var (copy, original) in Copies)
        {
            if (Find(copy, present) is not { } second || Find(original, present) is not { } first || first == second)
                continue;
            used.Add(second);
            using var scope = NewDisposeScope();
            Tensor one = read(first), other = read(second);
            if (!one.shape.SequenceEqual(other.shape) || !one.to(float32).equal(other.to(float32)).all().item<bool>())
                different.Add($"{second} against {first}, of which config.json makes it a copy; where they are not tied, set 'tie_word_embeddings' to false");
        }
        return different;
    }

    private static string List(string title, IReadOnlyCollection<string> names) => names.Count == 0
        ? $"0 {title}"
        : $"{names.Count} {title} ({string.Join(", ", names.Take(Shown))}{(names.Count > Shown ? ", …" : "")})";

    private string? Find(string name, HashSet<string> present)
    {
        string other = name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : Prefix + name;
        foreach (string candidate in new[] { name, other })
        {
            if (present.Contains(candidate))
                return candidate;
            foreach (var (now, then) in Spellings)
            {
                if (candidate.EndsWith(now, StringComparison.Ordinal) && present.Contains(candidate[..^now.Length] + then))
                    return candidate[..^now.Length] + then;
            }
        }
        return null;
    }
}
