using System.Text.Json;
using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers;

/// <summary>Compares what becomes of batches: encoded together, cut and padded.</summary>
/// <param name="comparison">Counts.</param>
internal sealed class RecordedCases(FileComparison comparison)
{
    private static readonly HashSet<string> None = [];
    private static readonly string[] Known = ["name", "truncation", "padding", "add_special_tokens", "is_pretokenized", "inputs", "results", "error"];

    /// <summary>Compares a case that says how to cut and pad.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="row">The case.</param>
    public void Compare(Tokenizer tokenizer, JsonPart row) => CompareAsLoaded(
        tokenizer.WithTruncation(row.Optional("truncation") is null ? null : Truncation(row.Object("truncation")))
            .WithPadding(row.Optional("padding") is null ? null : Padding(row.Object("padding"))),
        row);

    /// <summary>Compares a case that is cut and padded as the tokenizer's file says.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="row">The case.</param>
    public void CompareAsLoaded(Tokenizer tokenizer, JsonPart row)
    {
        comparison.Begin(row.OptionalText("name") ?? "");
        bool areWords = row.Flag("is_pretokenized", missing: false), raises = row.Optional("error") is not null;
        JsonElement[] inputs = [.. row.Elements("inputs")];
        IReadOnlyList<Encoding> encodings;
        try
        {
            encodings = Encode(tokenizer, row, inputs, areWords);
        }
        catch (InvalidOperationException wrong)
        {
            comparison.CompareOutcome("outcome", raises ? "error" : "results", raises ? "error" : $"error: {wrong.Message}");
            return;
        }
        comparison.CompareOutcome("outcome", raises ? "error" : "results", "results");
        if (raises)
            return;
        var results = row.Objects("results");
        if (results.Count != inputs.Length)
            throw row.Fail($"it must have as many results as inputs, {inputs.Length}; it has {results.Count}.");
        for (int i = 0; i < inputs.Length; i++)
        {
            var (input, encoding) = (inputs[i], encodings[i]);
            comparison.Describe([row.OptionalText("name") ?? "", .. TextsOf(row, input, i)]);
            RecordedEncoding.Compare(results[i], encoding, inner => OffsetsIn(inner, row, input, i, areWords), comparison, None);
        }
        foreach (string field in row.Names.Except(Known))
            comparison.Skip(field);
    }

    private static IReadOnlyList<Encoding> Encode(Tokenizer tokenizer, JsonPart row, JsonElement[] inputs, bool areWords)
    {
        bool addSpecialTokens = row.Flag("add_special_tokens", missing: true);
        string[][] texts = [.. inputs.Select((input, index) => TextsOf(row, input, index))];
        if (areWords)
            return tokenizer.EncodeWordsBatch(texts, addSpecialTokens);
        if (Array.Exists(inputs, input => input.ValueKind == JsonValueKind.Array))
        {
            return Array.TrueForAll(texts, pair => pair.Length == 2) ? tokenizer.EncodeBatch([.. texts.Select(pair => (pair[0], pair[1]))], addSpecialTokens)
                : throw row.Fail($"'{row.Place}.inputs' must be texts, or pairs of two texts.");
        }
        return tokenizer.EncodeBatch([.. texts.Select(text => text[0])], addSpecialTokens);
    }

    private static IReadOnlyList<(int Start, int Length)> OffsetsIn(Encoding encoding, JsonPart row, JsonElement input, int index, bool areWords)
    {
        string[] texts = TextsOf(row, input, index);
        return areWords ? encoding.OffsetsIn(OffsetUnit.CodePoints, texts) : encoding.OffsetsIn(OffsetUnit.CodePoints, texts[0], texts.ElementAtOrDefault(1));
    }

    private static string[] TextsOf(JsonPart row, JsonElement input, int index) => input.ValueKind == JsonValueKind.Array
        ? [.. input.EnumerateArray().Select(text => row.TextOf(text, $"inputs[{index}]"))]
        : [row.TextOf(input, $"inputs[{index}]")];

    private static TruncationOptions Truncation(JsonPart arguments)
    {
        var truncation = new TruncationOptions
        {
            MaxLength = arguments.Number("max_length"),
            Stride = arguments.Optional("stride") is null ? 0 : arguments.Number("stride"),
            Strategy = (arguments.OptionalText("strategy") ?? "longest_first") switch
            {
                "longest_first" => TruncationStrategy.LongestFirst,
                "only_first" => TruncationStrategy.OnlyFirst,
                "only_second" => TruncationStrategy.OnlySecond,
                var other => throw arguments.Fail($"'{arguments.Place}.strategy' must be one of longest_first, only_first, only_second; got '{other}'."),
            },
            Direction = Side(arguments),
        };
        arguments.End();
        return truncation;
    }

    private static PaddingOptions Padding(JsonPart arguments)
    {
        var padding = new PaddingOptions
        {
            Strategy = arguments.Optional("length") is null ? new PaddingStrategy.BatchLongest() : new PaddingStrategy.Fixed(arguments.Number("length")),
            Direction = Side(arguments),
            PadToMultipleOf = arguments.Optional("pad_to_multiple_of") is null ? null : arguments.Number("pad_to_multiple_of"),
            PadId = arguments.Optional("pad_id") is null ? 0 : arguments.Number("pad_id"),
            PadTypeId = arguments.Optional("pad_type_id") is null ? 0 : arguments.Number("pad_type_id"),
            PadToken = arguments.OptionalText("pad_token") ?? "[PAD]",
        };
        arguments.End();
        return padding;
    }

    private static TokenSide Side(JsonPart arguments) => (arguments.OptionalText("direction") ?? "right") switch
    {
        "right" => TokenSide.Right,
        "left" => TokenSide.Left,
        var other => throw arguments.Fail($"'{arguments.Place}.direction' must be one of right, left; got '{other}'."),
    };
}
