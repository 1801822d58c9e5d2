namespace Rote.Tokenizers;

/// <summary>How tokenizers compare with what another implementation recorded of them.</summary>
/// <param name="Directory">The directory as it was given.</param>
/// <param name="Kinds">The tokenizers, by name.</param>
public sealed record TokenizerVerification(string Directory, IReadOnlyList<VerifiedKind> Kinds)
{
    /// <summary>How many rows were gone through.</summary>
    public long Rows => Files.Sum(file => (long)file.Rows);

    /// <summary>How many recorded fields were compared.</summary>
    public long Compared => Files.Sum(file => file.Compared);

    /// <summary>How many of them differ.</summary>
    public long Differing => Files.Sum(file => file.Differing);

    /// <summary>True when something was compared, nothing differs, and every tokenizer and every file could be read.</summary>
    public bool Passed => Compared > 0 && Differing == 0 && Kinds.All(kind => kind.Failure is null) && Files.All(file => file.Failure is null);

    private IEnumerable<VerifiedFile> Files => Kinds.SelectMany(kind => kind.Files);
}
