namespace Rote.Tokenizers;

/// <summary>One tokenizer against its records.</summary>
/// <param name="Name">Its folder's name.</param>
/// <param name="Failure">Why nothing could be compared, such as that the tokenizer cannot be loaded; null where something could.</param>
/// <param name="Files">Its records, file by file.</param>
/// <param name="NotChecked">Files of the folder that look like records and are of no known kind.</param>
public sealed record VerifiedKind(string Name, string? Failure, IReadOnlyList<VerifiedFile> Files, IReadOnlyList<string> NotChecked);
