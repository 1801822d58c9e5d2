using Rote.Tokenizers;

namespace Rote.Cli.Tokenizers;

/// <summary>An encoding as <c>--json</c> writes it.</summary>
/// <param name="Ids">The ids.</param>
/// <param name="Tokens">The tokens.</param>
/// <param name="Offsets">A start and an end for each.</param>
/// <param name="TypeIds">Segments.</param>
/// <param name="AttentionMask">0 for pads.</param>
/// <param name="SpecialTokensMask">1 for pads and what the post-processor added.</param>
/// <param name="WordIds">Words, or null.</param>
/// <param name="SequenceIds">0 or 1 for the text, or null.</param>
/// <param name="Overflowing">What truncation cut off.</param>
internal sealed record EncodingDocument(
    IReadOnlyList<int> Ids,
    IReadOnlyList<string> Tokens,
    IEnumerable<int[]> Offsets,
    IReadOnlyList<int> TypeIds,
    IReadOnlyList<int> AttentionMask,
    IReadOnlyList<int> SpecialTokensMask,
    IReadOnlyList<int?> WordIds,
    IReadOnlyList<int?> SequenceIds,
    IEnumerable<EncodingDocument> Overflowing)
{
    /// <summary>Makes the document.</summary>
    /// <param name="encoding">The encoding.</param>
    /// <param name="offsetsOf">Offsets in the unit that is asked for.</param>
    /// <returns>The document.</returns>
    public static EncodingDocument Of(Encoding encoding, Func<Encoding, IReadOnlyList<(int Start, int Length)>> offsetsOf) => new(
        encoding.Ids,
        encoding.Tokens,
        offsetsOf(encoding).Select(range => new[] { range.Start, range.Start + range.Length }),
        encoding.TypeIds,
        encoding.AttentionMask,
        encoding.SpecialTokensMask,
        encoding.WordIds,
        encoding.SequenceIds,
        encoding.Overflowing.Select(window => Of(window, offsetsOf)));
}
