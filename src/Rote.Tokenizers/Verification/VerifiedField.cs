namespace Rote.Tokenizers;

/// <summary>A field that many rows have.</summary>
/// <param name="Name">Its name, as the rows spell it; of windows that overflow it begins with <c>overflowing.</c>.</param>
/// <param name="Compared">How often it was compared.</param>
/// <param name="Differing">How often it differs.</param>
public readonly record struct VerifiedField(string Name, int Compared, int Differing);
