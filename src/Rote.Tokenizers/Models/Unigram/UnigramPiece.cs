namespace Rote.Tokenizers;

/// <summary>An entry of a <see cref="UnigramModel"/>'s vocabulary.</summary>
/// <param name="Text">Its text: Unicode, 1 to 4,096 UTF-16 units.</param>
/// <param name="Score">Its score, finite: the natural logarithm of its probability; special tokens have 0.</param>
public readonly record struct UnigramPiece(string Text, double Score);
