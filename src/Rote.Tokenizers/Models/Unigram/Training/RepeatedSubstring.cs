namespace Rote.Tokenizers;

/// <summary>A substring that occurs more than once, and not always followed by the same symbol.</summary>
/// <param name="Rank">The place, among all suffixes sorted, of the first that begins with it. By rank, then by length, is by symbols.</param>
/// <param name="Start">Where it occurs.</param>
/// <param name="Length">Its length.</param>
/// <param name="Occurrences">How often it occurs, overlapping or not; &gt;= 2.</param>
internal readonly record struct RepeatedSubstring(int Rank, int Start, int Length, int Occurrences);
