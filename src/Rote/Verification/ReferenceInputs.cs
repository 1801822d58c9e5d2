using Rote.Checkpoints;
using Rote.Models;
using Rote.Tensors;
using static TorchSharp.torch;

namespace Rote.Verification;

/// <summary>The inputs of a case, checked before the model sees them.</summary>
internal sealed class ReferenceInputs(ReferenceCase reference, TransformerSpec spec)
{
    private const long MaxBytes = 4L << 30; // of maps, states and scores that one pass keeps
    private const long MaxPosition = 1 << 16;
    private const long Ignored = -100; // the label that losses leave out, as PyTorch has it

    private readonly HashSet<string> _fed = new(StringComparer.Ordinal);

    /// <summary>The inputs that were asked for, and so reach the model.</summary>
    public IReadOnlySet<string> Fed => _fed;

    /// <summary>Token ids, <c>[B, T]</c>; null where the case has none.</summary>
    /// <exception cref="CheckpointException">They are not usable ids.</exception>
    public Tensor? Ids(string name, StackSpec stack, int vocabularySize)
    {
        if (Find(name) is not { } ids)
            return null;
        RequireIntegers(name, ids);
        if (ids.dim() != 2 || ids.numel() == 0)
            throw Fail(name, "must have shape [B, T] and not be empty", ids);
        RequireRange(name, ids, 0, vocabularySize - 1);
        double batch = ids.size(0), length = ids.size(1);
        double heads = stack.Block.SelfAttention?.Heads ?? 1, kept = stack.Layers * (heads * length + spec.Width) + vocabularySize;
        return batch * length * kept * sizeof(float) <= MaxBytes ? ids.to(ScalarType.Int64) : throw Fail(name, $"asks for more than {MaxBytes} bytes of maps and scores", ids);
    }

    /// <summary>True at real tokens, <c>[B, T]</c>; all true where the case has no mask.</summary>
    /// <exception cref="CheckpointException">It is not a mask of these ids.</exception>
    public Tensor Keep(string name, Tensor ids)
    {
        if (Find(name) is not { } mask)
            return ones_like(ids, dtype: ScalarType.Bool);
        RequireIntegers(name, mask);
        RequireShape(name, mask, ids.shape);
        RequireRange(name, mask, 0, 1);
        return mask.ne(0);
    }

    /// <summary>Segments, <c>[B, T]</c>; null where the case or the model has none.</summary>
    /// <exception cref="CheckpointException">They are not segments of these ids.</exception>
    public Tensor? TokenTypes(StackSpec stack, Tensor ids) => stack.Embedding.TokenTypes == 0 ? null : Whole("token_type_ids", ids.shape, 0, stack.Embedding.TokenTypes - 1);

    /// <summary>Positions, <c>[B, T]</c>; those that generation gives where the case has none.</summary>
    /// <exception cref="CheckpointException">They are not positions of these ids.</exception>
    public Tensor Positions(string name, StackSpec stack, Tensor keep)
    {
        long limit = stack.Positions.Reach() ?? MaxPosition;
        return Whole(name, keep.shape, 0, limit - 1) ?? (keep.to(ScalarType.Int64).cumsum(1) - 1).clamp(0);
    }

    /// <summary>Classes, or <c>-100</c> where nothing is asked; null where the case has none.</summary>
    /// <exception cref="CheckpointException">They are not classes, or of another shape.</exception>
    public Tensor? Labels(string name, long[] shape, long classes)
    {
        if (Whole(name, shape, Ignored, classes - 1) is not { } labels)
            return null;
        if ((labels.lt(0) & labels.ne(Ignored)).any().item<bool>())
            throw Fail(name, $"must be classes, or {Ignored}", labels);
        return labels;
    }

    /// <summary>Any integers in a range; null where the case has none.</summary>
    /// <exception cref="CheckpointException">They are out of range, or of another shape.</exception>
    public Tensor? Whole(string name, long[] shape, long least, long most)
    {
        if (Find(name) is not { } values)
            return null;
        RequireIntegers(name, values);
        RequireShape(name, values, shape);
        RequireRange(name, values, least, most);
        return values.to(ScalarType.Int64);
    }

    /// <summary>Real targets of a regression or of several labels at once; null where the case has none.</summary>
    /// <exception cref="CheckpointException">They have another number of elements.</exception>
    public Tensor? Targets(string name, long[] shape)
    {
        if (Find(name) is not { } targets)
            return null;
        if (targets.numel() != shape.Aggregate(1L, (product, size) => product * size))
            throw Fail(name, $"must have as many elements as shape [{string.Join(", ", shape)}]", targets);
        return targets.to(ScalarType.Float32).reshape(shape);
    }

    /// <summary>True when an input holds real numbers.</summary>
    public bool IsReal(string name)
    {
        using var value = reference.Find(name);
        return value?.is_floating_point() ?? false;
    }

    private Tensor? Find(string name)
    {
        var found = reference.Find(name);
        if (found is not null)
            _fed.Add(name);
        return found;
    }

    private void RequireIntegers(string name, Tensor values)
    {
        if (values.dtype is not (ScalarType.Int64 or ScalarType.Int32 or ScalarType.Bool))
            throw Fail(name, $"must be of type int64; it is {values.dtype}", values);
    }

    private void RequireShape(string name, Tensor values, long[] shape)
    {
        if (!values.shape.SequenceEqual(shape))
            throw Fail(name, $"must have shape [{string.Join(", ", shape)}]", values);
    }

    private void RequireRange(string name, Tensor values, long least, long most)
    {
        if (values.numel() == 0)
            return;
        using var whole = values.to(ScalarType.Int64);
        long low = whole.min().item<long>(), high = whole.max().item<long>();
        if (low < least || high > most)
            throw Fail(name, $"must be in [{least}, {most}]; it reaches from {low} to {high}", values);
    }

    private CheckpointException Fail(string name, string expected, Tensor got) =>
        new($"'{reference.Directory}': the input '{name}' of the reference case {expected}; its shape is {got.Describe()}.");
}
