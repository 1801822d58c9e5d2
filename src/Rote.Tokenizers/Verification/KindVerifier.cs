using System.Text.Json;
using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers;

/// <summary>Compares one tokenizer with the records in its folder.</summary>
internal static class KindVerifier
{
    private static readonly HashSet<string> OfTexts = new(StringComparer.Ordinal) { "text", "pair", "decoded", "decoded_raw" };
    private static readonly string[] OfStreams = ["text", "ids", "skip_special_tokens", "chunks", "error"];

    /// <summary>True for a folder that holds records of a tokenizer.</summary>
    public static bool IsKind(string folder) => RecordFile.In(folder).Any(file => file.Kind is not RecordKind.Other);

    public static VerifiedKind Verify(string folder, string name, CancellationToken cancellation)
    {
        string[] notChecked = [.. RecordFile.In(folder).Where(file => file.Kind == RecordKind.Other).Select(file => file.Name)];
        Tokenizer tokenizer;
        try
        {
            // The records are of the file alone; tokenizer_config.json is heeded where a folder is loaded.
            string file = Path.Combine(folder, "tokenizer.json");
            tokenizer = Tokenizer.Load(File.Exists(file) ? file : folder);
        }
        catch (Exception wrong) when (wrong is TokenizerFormatException or FileNotFoundException)
        {
            return new VerifiedKind(name, wrong.Message, [], notChecked);
        }
        return new VerifiedKind(name, null, [.. RecordFile.In(folder).Where(file => file.Kind != RecordKind.Other).Select(file => Compare(tokenizer, file, cancellation))], notChecked);
    }

    private static VerifiedFile Compare(Tokenizer tokenizer, RecordFile file, CancellationToken cancellation)
    {
        var comparison = new FileComparison(file.Name);
        // Files may carry a truncation and a padding, which records of single texts are without.
        var whole = tokenizer.WithTruncation(null).WithPadding(null);
        try
        {
            foreach (var row in file.Rows())
            {
                cancellation.ThrowIfCancellationRequested();
                switch (file.Kind)
                {
                    case RecordKind.Texts:
                        CompareText(whole, row, comparison);
                        break;
                    case RecordKind.Batches:
                        new RecordedCases(comparison).Compare(tokenizer, row);
                        break;
                    case RecordKind.AsLoaded:
                        new RecordedCases(comparison).CompareAsLoaded(tokenizer, row);
                        break;
                    default:
                        CompareStream(tokenizer, row, comparison);
                        break;
                }
            }
        }
        catch (Exception wrong) when (wrong is TokenizerFormatException or ArgumentException)
        {
            comparison.Fail(wrong.Message);
        }
        return comparison.Finish();
    }

    private static void CompareText(Tokenizer tokenizer, JsonPart row, FileComparison comparison)
    {
        string text = row.Text("text");
        string? pair = row.OptionalText("pair");
        comparison.Begin(pair is null ? [text] : [text, pair]);
        var encoding = pair is null ? tokenizer.Encode(text) : tokenizer.Encode(text, pair);
        RecordedEncoding.Compare(row, encoding, inner => inner.OffsetsIn(OffsetUnit.CodePoints, text, pair), comparison, OfTexts);
        // Of the recorded ids, so that a difference there is not counted again.
        var ids = row.Optional("ids") is null ? encoding.Ids : row.Numbers("ids");
        foreach (var (field, skip) in new[] { ("decoded", true), ("decoded_raw", false) })
        {
            if (row.OptionalText(field) is { } decoded)
                comparison.CompareText(field, decoded, Attempt(() => tokenizer.Decode(ids, skip)));
        }
    }

    private static void CompareStream(Tokenizer tokenizer, JsonPart row, FileComparison comparison)
    {
        var ids = row.Numbers("ids");
        bool skip = row.Flag("skip_special_tokens", missing: true);
        comparison.Begin(row.OptionalText("text") ?? "", string.Join(' ', ids), skip ? "without special tokens" : "with special tokens");
        string?[] expected = [.. row.Elements("chunks").Select((chunk, index) => chunk.ValueKind == JsonValueKind.Null ? null : row.TextOf(chunk, $"chunks[{index}]"))];
        var decoder = tokenizer.CreateStreamingDecoder(skip);
        // Where the other implementation failed, the record ends, and there is nothing to compare after it.
        int most = row.Optional("error") is null ? ids.Count : Math.Min(expected.Length, ids.Count);
        comparison.Compare("chunks", expected, [.. ids.Take(most).Select(id => Attempt(() => decoder.Push(id)))]);
        foreach (string field in row.Names.Except(OfStreams))
            comparison.Skip(field);
    }

    private static T Attempt<T>(Func<T> decode)
        where T : class?
    {
        try
        {
            return decode();
        }
        catch (InvalidOperationException wrong)
        {
            return (T)(object)$"error: {wrong.Message}";
        }
    }
}
