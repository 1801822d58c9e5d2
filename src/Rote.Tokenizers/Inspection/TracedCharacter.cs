using System.Text;

namespace Rote.Tokenizers;

/// <summary>A character of a text under way, and the range of the original text that it stands for.</summary>
/// <param name="Character">The character.</param>
/// <param name="Start">Where its range begins, in UTF-16 units.</param>
/// <param name="Length">The range's length; 0 for one that was put there.</param>
public readonly record struct TracedCharacter(Rune Character, int Start, int Length);
