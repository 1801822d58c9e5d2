namespace Rote.Tokenizers;

/// <summary>A file of records, and how they compare.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Failure">Why it could not be read to its end; null where it could.</param>
/// <param name="Rows">Rows, or cases, that were gone through.</param>
/// <param name="Fields">What they hold, field by field.</param>
/// <param name="Differences">The first differences, in order.</param>
/// <param name="NotChecked">Fields that rows hold and nothing is compared with.</param>
public sealed record VerifiedFile(
    string Name, string? Failure, int Rows, IReadOnlyList<VerifiedField> Fields, IReadOnlyList<RecordedDifference> Differences, IReadOnlyList<string> NotChecked)
{
    /// <summary>How many recorded fields were compared.</summary>
    public long Compared => Fields.Sum(counted => (long)counted.Compared);

    /// <summary>How many of them differ.</summary>
    public long Differing => Fields.Sum(counted => (long)counted.Differing);
}
