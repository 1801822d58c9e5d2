namespace Rote.Tokenizers;

/// <summary>What one normalizer made of a section.</summary>
/// <param name="Normalizer">The normalizer, as a tokenizer.json holds it; what is long there is replaced by its length.</param>
/// <param name="Changed">False when it left everything as it was.</param>
/// <param name="Characters">The section after it.</param>
public sealed record NormalizationStep(string Normalizer, bool Changed, IReadOnlyList<TracedCharacter> Characters);
