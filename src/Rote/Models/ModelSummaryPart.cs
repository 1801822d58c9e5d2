namespace Rote.Models;

/// <summary>One module of a model, or several equal ones that follow each other.</summary>
public sealed record ModelSummaryPart
{
    /// <summary>Its name in its parent; of equal blocks the range, such as <c>blocks 0–5</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The module's class.</summary>
    public required string Module { get; init; }

    /// <summary>What it is for.</summary>
    public required ModelSummaryRole Role { get; init; }

    /// <summary>How many equal modules this stands for. Default: 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>What else to know: with whom a tensor is shared. Default: nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The module's own tensors.</summary>
    public IReadOnlyList<ModelSummaryTensor> Tensors { get; init; } = [];

    /// <summary>Its modules, in the order of the class.</summary>
    public IReadOnlyList<ModelSummaryPart> Parts { get; init; } = [];

    /// <summary>Trained numbers in it, all repeats counted.</summary>
    public long Parameters => Repeats * (Tensors.Where(tensor => tensor.Trained).Sum(tensor => tensor.Count) + Parts.Sum(part => part.Parameters));

    /// <summary>Saved numbers that are not trained, all repeats counted.</summary>
    public long Buffers => Repeats * (Tensors.Where(tensor => !tensor.Trained).Sum(tensor => tensor.Count) + Parts.Sum(part => part.Buffers));

    /// <summary>Trained numbers of one role.</summary>
    /// <param name="role">The role.</param>
    /// <returns>Their number in this part, all repeats counted.</returns>
    public long ParametersOf(ModelSummaryRole role) => Role == role ? Parameters : Repeats * Parts.Sum(part => part.ParametersOf(role));

    internal bool IsLike(ModelSummaryPart other) => Module == other.Module && Role == other.Role && Repeats == other.Repeats && Note == other.Note &&
        Tensors.Count == other.Tensors.Count && Tensors.Zip(other.Tensors).All(pair => pair.First.IsLike(pair.Second)) &&
        Parts.Count == other.Parts.Count && Parts.Zip(other.Parts).All(pair => pair.First.Name == pair.Second.Name && pair.First.IsLike(pair.Second));
}
