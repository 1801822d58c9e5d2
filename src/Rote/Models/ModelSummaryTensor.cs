namespace Rote.Models;

/// <summary>One tensor of a model, without its numbers.</summary>
/// <param name="Name">Its name in its module.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Trained">True for a parameter, false for a buffer.</param>
public sealed record ModelSummaryTensor(string Name, IReadOnlyList<long> Shape, bool Trained)
{
    /// <summary>How many numbers it holds.</summary>
    public long Count { get; } = Shape.Aggregate(1L, (count, size) => count * size);

    internal bool IsLike(ModelSummaryTensor other) => Name == other.Name && Trained == other.Trained && Shape.SequenceEqual(other.Shape);
}
