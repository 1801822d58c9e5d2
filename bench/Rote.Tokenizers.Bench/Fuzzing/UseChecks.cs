using System.Text;

namespace Rote.Tokenizers.Bench.Fuzzing;

/// <summary>What holds for every tokenizer and every text.</summary>
internal static class UseChecks
{
    public static void Encoding(Tokenizer tokenizer, string text, Encoding encoding)
    {
        foreach (var (start, length) in encoding.Offsets)
            Require(start >= 0 && length >= 0 && start + length <= text.Length, $"a token stands at ({start}, {length}) of {text.Length} units");
        Require(encoding.Ids.All(id => id >= 0), "an id is negative");
        Require(encoding.Tokens.Count == encoding.Ids.Count && encoding.Tokens.All(token => token is not null), "a token is missing");
        Require(encoding.WordIds.Count == encoding.Ids.Count && encoding.TypeIds.Count == encoding.Ids.Count, "columns differ in length");
        _ = encoding.OffsetsIn(OffsetUnit.Utf8Bytes, text);
        _ = encoding.UnknownPieces(text);
    }

    public static void Same(Tokenizer tokenizer, Tokenizer whole, string text, Encoding encoding)
    {
        Require(encoding.Equals(whole.Encode(text)), "words that are kept are not those of the whole text");
        Require(encoding.Equals(tokenizer.Encode(text)), "the second encoding is not the first");
        Require(encoding.Ids.SequenceEqual(tokenizer.EncodeToIds(text)), "ids alone are others");
    }

    public static void Decoding(Tokenizer tokenizer, string text, IReadOnlyList<int> ids)
    {
        string decoded = tokenizer.Decode(ids, skipSpecialTokens: false);
        var stream = tokenizer.CreateStreamingDecoder(skipSpecialTokens: false);
        var shown = new StringBuilder();
        foreach (int id in ids)
            shown.Append(stream.Push(id));
        shown.Append(stream.Flush());
        // Bytes that are spelled out may spoil what was shown; other decoders than these may look back.
        bool isKnown = tokenizer.Pipeline.Decoder is null or TokenDecoder.ByteLevel or TokenDecoder.WordPiece or TokenDecoder.Metaspace;
        Require(!isKnown || text.Contains("<0x", StringComparison.Ordinal) || tokenizer.Pipeline.Config is { CleanUpSpaces: true } || shown.ToString() == decoded, "the stream is not the whole");
    }

    private static void Require(bool holds, string wrong)
    {
        if (!holds)
            throw new FuzzFailure($"{wrong}.");
    }
}
