namespace Rote.Tokenizers;

/// <summary>What one pre-tokenizer made of a stretch of normalized text.</summary>
/// <param name="PreTokenizer">The pre-tokenizer, as a tokenizer.json holds it.</param>
/// <param name="Pieces">The pieces after it.</param>
public sealed record SplittingStep(string PreTokenizer, IReadOnlyList<TracedPiece> Pieces);
