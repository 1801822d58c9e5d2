using System.Text.Json;
using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers;

/// <summary>Compares encodings with records of them, field by field.</summary>
internal static class RecordedEncoding
{
    /// <summary>Compares what a row holds; a field that it lacks is not compared, one that is not known is named.</summary>
    /// <param name="row">The row.</param>
    /// <param name="encoding">The encoding.</param>
    /// <param name="offsetsOf">The offsets of an encoding in code points.</param>
    /// <param name="comparison">Counts.</param>
    /// <param name="others">Fields of the row that somebody else compares.</param>
    /// <param name="prefix">What the names of fields begin with.</param>
    public static void Compare(
        JsonPart row,
        Encoding encoding,
        Func<Encoding, IReadOnlyList<(int Start, int Length)>> offsetsOf,
        FileComparison comparison,
        IReadOnlySet<string> others,
        string prefix = "")
    {
        foreach (string field in row.Names)
        {
            switch (field)
            {
                case "ids":
                    comparison.Compare(prefix + field, row.Numbers(field), encoding.Ids);
                    break;
                case "tokens":
                    comparison.Compare(prefix + field, row.Texts(field), encoding.Tokens);
                    break;
                case "offsets":
                    comparison.Compare(prefix + field, Ranges(row, field), [.. offsetsOf(encoding).Select(range => (range.Start, range.Start + range.Length))]);
                    break;
                case "type_ids":
                    comparison.Compare(prefix + field, row.Numbers(field), encoding.TypeIds);
                    break;
                case "attention_mask":
                    comparison.Compare(prefix + field, row.Numbers(field), encoding.AttentionMask);
                    break;
                case "special_tokens_mask":
                    comparison.Compare(prefix + field, row.Numbers(field), encoding.SpecialTokensMask);
                    break;
                case "word_ids":
                    comparison.Compare(prefix + field, NumbersOrNull(row, field), encoding.WordIds);
                    break;
                case "sequence_ids":
                    comparison.Compare(prefix + field, NumbersOrNull(row, field), encoding.SequenceIds);
                    break;
                case "overflowing":
                    var windows = row.Objects(field);
                    comparison.CompareOutcome(prefix + field, Windows(windows.Count), Windows(encoding.Overflowing.Count));
                    foreach (var (window, overflowing) in windows.Zip(encoding.Overflowing))
                        Compare(window, overflowing, offsetsOf, comparison, others, "overflowing.");
                    break;
                default:
                    if (!others.Contains(field))
                        comparison.Skip(prefix + field);
                    break;
            }
        }
    }

    private static string Windows(int count) => count == 1 ? "1 window" : $"{count} windows";

    private static int?[] NumbersOrNull(JsonPart row, string field) =>
        [.. row.Elements(field).Select((number, index) => number.ValueKind == JsonValueKind.Null ? (int?)null : row.NumberOf(number, $"{field}[{index}]"))];

    /// <summary>Pairs of a start and an end.</summary>
    public static (int, int)[] Ranges(JsonPart row, string field) => [.. row.Elements(field).Select((range, index) =>
        range.ValueKind == JsonValueKind.Array && range.GetArrayLength() == 2
            ? (row.NumberOf(range[0], $"{field}[{index}][0]"), row.NumberOf(range[1], $"{field}[{index}][1]"))
            : throw row.Wrong($"{field}[{index}]", "an array of two numbers", range))];
}
