namespace Rote.Cli.Tokenizers;

/// <summary>What one tokenizer makes of a file.</summary>
/// <param name="Tokenizer">What the user calls it.</param>
/// <param name="Tokens">All tokens.</param>
/// <param name="TokensPerWord">Tokens for each word; null without words.</param>
/// <param name="TokensPerCharacter">Tokens for each character; null without characters.</param>
/// <param name="BytesPerToken">Bytes of UTF-8 for each token; null without tokens.</param>
/// <param name="WholeWords">Words that are one token.</param>
/// <param name="Unknown">Tokens that stand for what the vocabulary lacks.</param>
/// <param name="LinesWithUnknown">Lines that hold one.</param>
/// <param name="VocabularyTokens">Tokens of the vocabulary, added ones included.</param>
/// <param name="UsedTokens">Those of them that the file has.</param>
/// <param name="UnknownPieces">The most frequent pieces of text that the vocabulary lacks.</param>
/// <param name="LongestWords">Words that have the most tokens, each once.</param>
internal sealed record TokenizerStatistics(
    string Tokenizer,
    long Tokens,
    double? TokensPerWord,
    double? TokensPerCharacter,
    double? BytesPerToken,
    long WholeWords,
    long Unknown,
    long LinesWithUnknown,
    int VocabularyTokens,
    int UsedTokens,
    IReadOnlyList<CountedText> UnknownPieces,
    IReadOnlyList<CountedText> LongestWords);
