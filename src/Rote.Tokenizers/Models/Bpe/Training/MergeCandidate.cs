namespace Rote.Tokenizers;

/// <summary>A pair that may be merged, and where it came about.</summary>
/// <param name="Pair">The number of the pair.</param>
/// <param name="Places">The places of its left tokens, ascending; the pair may be gone from some.</param>
internal readonly record struct MergeCandidate(int Pair, ArraySegment<int> Places);
