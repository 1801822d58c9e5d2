namespace Rote.Tokenizers;

/// <summary>A token of one piece.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Start">Where it begins in the piece, in UTF-16 units.</param>
/// <param name="Length">How much of the piece it stands for, in UTF-16 units.</param>
/// <param name="Kind">Whether the vocabulary holds what it stands for.</param>
internal readonly record struct PieceToken(int Id, int Start, int Length, PieceTokenKind Kind);
