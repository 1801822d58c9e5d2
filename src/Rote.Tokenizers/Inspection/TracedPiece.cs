namespace Rote.Tokenizers;

/// <summary>A piece that a pre-tokenizer made.</summary>
/// <param name="Text">The piece as the model sees it.</param>
/// <param name="Start">Where the range of the original text begins that it stands for, in UTF-16 units.</param>
/// <param name="Length">The range's length.</param>
public readonly record struct TracedPiece(string Text, int Start, int Length);
