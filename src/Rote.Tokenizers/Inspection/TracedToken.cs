namespace Rote.Tokenizers;

/// <summary>A token that the model made of a part of a piece.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Token">Its entry in the vocabulary; for what a Unigram vocabulary lacks, the text itself.</param>
/// <param name="Text">The part of the piece, as the model saw it.</param>
/// <param name="Start">Where the range of the original text begins that it stands for, in UTF-16 units.</param>
/// <param name="Length">The range's length.</param>
/// <param name="IsUnknown">True when the vocabulary lacks the text.</param>
public readonly record struct TracedToken(int Id, string Token, string Text, int Start, int Length, bool IsUnknown);
