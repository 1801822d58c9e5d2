using Rote.Tokenizers;

namespace Rote.Cli.Tokenizers;

/// <summary>What is to be encoded: a text or a pair of texts, whole or split at white space.</summary>
/// <param name="Number">Which one, from 1 on.</param>
/// <param name="Text">The text.</param>
/// <param name="Pair">The second text; null for none.</param>
/// <param name="AreWords">True splits both at white space first.</param>
internal sealed record EncodedText(int Number, string Text, string? Pair, bool AreWords)
{
    private string[] Words => Split(Text);

    private string[]? PairWords => Pair is null ? null : Split(Pair);

    /// <summary>Encodes it.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="addSpecialTokens">False leaves out what the post-processor adds.</param>
    /// <returns>The encoding.</returns>
    /// <exception cref="InvalidDataException">The truncation cannot cut it.</exception>
    public Encoding Encode(Tokenizer tokenizer, bool addSpecialTokens)
    {
        try
        {
            return AreWords ? tokenizer.EncodeWords(Words, PairWords, addSpecialTokens)
                : Pair is null ? tokenizer.Encode(Text, addSpecialTokens) : tokenizer.Encode(Text, Pair, addSpecialTokens);
        }
        catch (InvalidOperationException wrong)
        {
            throw new InvalidDataException($"text {Number}: {wrong.Message}", wrong);
        }
    }

    /// <summary>The offsets of an encoding of it.</summary>
    /// <param name="encoding">The encoding, or one that overflows.</param>
    /// <param name="unit">What to count.</param>
    /// <returns>A start and a length for each token.</returns>
    public IReadOnlyList<(int Start, int Length)> OffsetsIn(Encoding encoding, OffsetUnit unit) => AreWords ? encoding.OffsetsIn(unit, Words, PairWords) : encoding.OffsetsIn(unit, Text, Pair);

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
