namespace Rote.Lab;

/// <summary>Where in the code a part of the answer is.</summary>
/// <param name="Part">What it is.</param>
/// <param name="Path">A file or folder from the repository's root, with forward slashes.</param>
public sealed record CodePlace(Bilingual Part, string Path);
