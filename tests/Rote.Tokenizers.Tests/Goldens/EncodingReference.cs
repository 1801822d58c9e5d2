using System.Text.Json;

namespace Rote.Tokenizers.Tests.Goldens;

/// <summary>Encodings of the reference, and what they were made of.</summary>
internal static class EncodingReference
{
    /// <summary>Asserts that an encoding is a row of the reference, overflowing ones included.</summary>
    /// <param name="expected">The row.</param>
    /// <param name="actual">The encoding.</param>
    /// <param name="offsetsOf">The offsets of an encoding in code points.</param>
    public static void Equal(JsonElement expected, Encoding actual, Func<Encoding, IEnumerable<(int Start, int Length)>> offsetsOf)
    {
        Assert.Equal(Reference.Texts(expected.GetProperty("tokens")), actual.Tokens);
        Assert.Equal(Reference.Numbers(expected.GetProperty("ids")), actual.Ids);
        Assert.Equal(Reference.Ranges(expected.GetProperty("offsets")), string.Join(' ', offsetsOf(actual).Select(range => $"{range.Start}-{range.Start + range.Length}")));
        Assert.Equal(Reference.Numbers(expected.GetProperty("type_ids")), actual.TypeIds);
        Assert.Equal(Reference.Numbers(expected.GetProperty("attention_mask")), actual.AttentionMask);
        Assert.Equal(Reference.Numbers(expected.GetProperty("special_tokens_mask")), actual.SpecialTokensMask);
        Assert.Equal(NumbersOrNull(expected.GetProperty("word_ids")), actual.WordIds);
        if (expected.TryGetProperty("sequence_ids", out var sequences))
            Assert.Equal(NumbersOrNull(sequences), actual.SequenceIds);
        JsonElement[] overflowing = expected.TryGetProperty("overflowing", out var rows) ? [.. rows.EnumerateArray()] : [];
        Assert.Equal(overflowing.Length, actual.Overflowing.Count);
        foreach (var (row, encoding) in overflowing.Zip(actual.Overflowing))
            Equal(row, encoding, offsetsOf);
    }

    /// <summary>Asserts that a batch gives the reference's results.</summary>
    public static void Check(Tokenizer tokenizer, JsonElement entry)
    {
        var encodings = Encode(tokenizer, entry);
        Assert.Equal(entry.GetProperty("results").GetArrayLength(), encodings.Count);
        foreach (var ((result, input), encoding) in entry.GetProperty("results").EnumerateArray().Zip(entry.GetProperty("inputs").EnumerateArray()).Zip(encodings))
        {
            Equal(result, encoding, inner => input.ValueKind == JsonValueKind.String ? inner.OffsetsIn(OffsetUnit.CodePoints, input.GetString()!)
                : AreWords(entry) ? inner.OffsetsIn(OffsetUnit.CodePoints, Reference.Texts(input))
                : inner.OffsetsIn(OffsetUnit.CodePoints, input[0].GetString()!, input[1].GetString()));
        }
    }

    /// <summary>Encodes the inputs of a batch.</summary>
    public static IReadOnlyList<Encoding> Encode(Tokenizer tokenizer, JsonElement entry)
    {
        bool addSpecialTokens = !entry.TryGetProperty("add_special_tokens", out var flag) || flag.GetBoolean();
        var inputs = entry.GetProperty("inputs");
        return AreWords(entry) ? tokenizer.EncodeWordsBatch([.. inputs.EnumerateArray().Select(Reference.Texts)], addSpecialTokens)
            : inputs[0].ValueKind == JsonValueKind.String ? tokenizer.EncodeBatch(Reference.Texts(inputs), addSpecialTokens)
            : tokenizer.EncodeBatch([.. inputs.EnumerateArray().Select(pair => (pair[0].GetString()!, pair[1].GetString()!))], addSpecialTokens);
    }

    /// <summary>A truncation as the arguments of the reference's call.</summary>
    public static TruncationOptions? Truncation(JsonElement arguments) => arguments.ValueKind == JsonValueKind.Null ? null : new TruncationOptions
    {
        MaxLength = arguments.GetProperty("max_length").GetInt32(),
        Stride = Number(arguments, "stride") ?? 0,
        Strategy = (Text(arguments, "strategy") ?? "longest_first") switch
        {
            "longest_first" => TruncationStrategy.LongestFirst,
            "only_first" => TruncationStrategy.OnlyFirst,
            "only_second" => TruncationStrategy.OnlySecond,
            var other => throw new InvalidDataException(other),
        },
        Direction = Side(arguments),
    };

    /// <summary>A padding as the arguments of the reference's call.</summary>
    public static PaddingOptions? Padding(JsonElement arguments) => arguments.ValueKind == JsonValueKind.Null ? null : new PaddingOptions
    {
        Strategy = Number(arguments, "length") is { } length ? new PaddingStrategy.Fixed(length) : new PaddingStrategy.BatchLongest(),
        Direction = Side(arguments),
        PadToMultipleOf = Number(arguments, "pad_to_multiple_of"),
        PadId = Number(arguments, "pad_id") ?? 0,
        PadTypeId = Number(arguments, "pad_type_id") ?? 0,
        PadToken = Text(arguments, "pad_token") ?? "[PAD]",
    };

    private static bool AreWords(JsonElement entry) => entry.TryGetProperty("is_pretokenized", out var flag) && flag.GetBoolean();

    private static TokenSide Side(JsonElement arguments) => (Text(arguments, "direction") ?? "right") switch
    {
        "right" => TokenSide.Right,
        "left" => TokenSide.Left,
        var other => throw new InvalidDataException(other),
    };

    private static int? Number(JsonElement arguments, string name) => arguments.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    private static string? Text(JsonElement arguments, string name) => arguments.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static int?[] NumbersOrNull(JsonElement array) => [.. array.EnumerateArray().Select(number => number.ValueKind == JsonValueKind.Null ? (int?)null : number.GetInt32())];
}
