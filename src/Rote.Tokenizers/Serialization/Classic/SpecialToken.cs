namespace Rote.Tokenizers.Serialization;

/// <summary>A special token as a tokenizer_config.json names it.</summary>
/// <param name="Token">The token; its id is -1 where the file does not say it.</param>
/// <param name="HasFlags">True when the file gives more than its text.</param>
internal readonly record struct SpecialToken(AddedToken Token, bool HasFlags);
