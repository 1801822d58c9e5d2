namespace Rote.Tokenizers;

/// <summary>A piece and its tokens.</summary>
/// <param name="Piece">The piece.</param>
/// <param name="Tokens">What the model made of it; empty where it dropped all of it.</param>
public sealed record TracedWord(TracedPiece Piece, IReadOnlyList<TracedToken> Tokens);
