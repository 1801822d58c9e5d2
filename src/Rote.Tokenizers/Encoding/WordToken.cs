namespace Rote.Tokenizers;

/// <summary>A token of a word that is kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Start">Where it begins in the word, in UTF-16 units.</param>
/// <param name="Length">Its length there.</param>
/// <param name="Piece">The number of its piece: a word may be split further.</param>
/// <param name="IsUnknown">True when it stands for what the vocabulary lacks.</param>
internal readonly record struct WordToken(int Id, ushort Start, ushort Length, ushort Piece, bool IsUnknown);
