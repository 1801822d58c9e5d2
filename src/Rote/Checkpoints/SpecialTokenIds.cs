namespace Rote.Checkpoints;

/// <summary>The token ids that a config.json names for generation.</summary>
/// <param name="Padding">Fills rows; also <c>pad_token_id</c> of the embeddings, so it must be the spec's PaddingId.</param>
/// <param name="End">Ends a row, and is forced at the longest length.</param>
/// <param name="DecoderStart">What the decoder beside an encoder starts with; Marian starts with the padding.</param>
public sealed record SpecialTokenIds(int Padding, int End, int DecoderStart);
