namespace Rote.Tokenizers;

/// <summary>What every stage of a tokenizer made of a text.</summary>
/// <param name="Text">The text; half surrogate pairs are U+FFFD.</param>
/// <param name="Sections">The text in order, cut at added tokens, and what became of each part. Empty for an empty text.</param>
/// <param name="Encoding">The encoding: completed by the post-processor, cut and padded.</param>
/// <param name="Decoded">The text of the encoding's ids, special tokens left out.</param>
/// <param name="DecodedWithSpecialTokens">The text of all ids.</param>
public sealed record TokenizerTrace(string Text, IReadOnlyList<TraceSection> Sections, Encoding Encoding, string Decoded, string DecodedWithSpecialTokens);
