namespace Rote.Tokenizers.Serialization;

/// <summary>A piece of a SentencePiece model.</summary>
/// <param name="Text">Its text, with ▁ for a space.</param>
/// <param name="Score">Its score: the higher, the better.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct SentencePiece(string Text, float Score, SentencePieceKind Kind);
