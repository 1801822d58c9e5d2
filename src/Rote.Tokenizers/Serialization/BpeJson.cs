using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Rote.Tokenizers.Serialization;

/// <summary>A <see cref="BpeModel"/> in a tokenizer.json.</summary>
internal static class BpeJson
{
    // Shorter tokens, which is all of them in practice, are looked up without making a string.
    private const int ShortToken = 128;

    public static BpeModel Read(JsonPart part)
    {
        var options = new BpeOptions
        {
            Dropout = ReadDropout(part),
            UnknownToken = part.OptionalText("unk_token"),
            ContinuingPrefix = part.OptionalText("continuing_subword_prefix"),
            EndOfWordSuffix = part.OptionalText("end_of_word_suffix"),
            FuseUnknown = part.Flag("fuse_unk", missing: false),
            ByteFallback = part.Flag("byte_fallback", missing: false),
            IgnoreMerges = part.Flag("ignore_merges", missing: false),
        };
        var vocabulary = Vocabulary.Create(part.Table("vocab"), part.Fail);
        var merges = part.Value("merges");
        if (merges.ValueKind != JsonValueKind.Array)
            throw part.Wrong("merges", "an array", merges);
        return new BpeModel(vocabulary, options, part.Fail, merges.GetArrayLength(), list => ReadMerges(part, merges, list));
    }

    public static void Write(Utf8JsonWriter json, BpeModel model)
    {
        var options = model.Options;
        json.WriteString("type", "BPE");
        if (options.Dropout is { } dropout)
            json.WriteNumber("dropout", dropout);
        else
            json.WriteNull("dropout");
        json.WriteString("unk_token", options.UnknownToken);
        json.WriteString("continuing_subword_prefix", options.ContinuingPrefix);
        json.WriteString("end_of_word_suffix", options.EndOfWordSuffix);
        json.WriteBoolean("fuse_unk", options.FuseUnknown);
        json.WriteBoolean("byte_fallback", options.ByteFallback);
        json.WriteBoolean("ignore_merges", options.IgnoreMerges);
        ModelJson.WriteVocabulary(json, model);
        json.WriteStartArray("merges");
        foreach (var (left, right) in model.Merges)
        {
            json.WriteStartArray();
            json.WriteStringValue(left);
            json.WriteStringValue(right);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static float? ReadDropout(JsonPart part)
    {
        if (part.Optional("dropout") is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float dropout) ? dropout : throw part.Wrong("dropout", "a number or null", value);
    }

    // All pairs, as files are written now, or all lines, as they were until 2024.
    private static void ReadMerges(JsonPart part, JsonElement merges, BpeMerges list)
    {
        bool areLines = merges.GetArrayLength() > 0 && merges[0].ValueKind == JsonValueKind.String;
        char[] left = new char[ShortToken], right = new char[ShortToken];
        int index = 0;
        foreach (var merge in merges.EnumerateArray())
        {
            if (areLines)
                list.AddLine(Characters(merge, left));
            else if (merge.ValueKind == JsonValueKind.Array && merge.GetArrayLength() == 2)
                list.Add(Characters(merge[0], left), Characters(merge[1], right));
            else
                throw part.Wrong($"merges[{index}]", "an array of two tokens", merge);
            index++;
        }

        ReadOnlySpan<char> Characters(JsonElement token, char[] room)
        {
            if (token.ValueKind == JsonValueKind.String)
            {
                var raw = JsonMarshal.GetRawUtf8Value(token)[1..^1];
                if (!raw.Contains((byte)'\\') && Utf8.ToUtf16(raw, room, out _, out int written, replaceInvalidSequences: false) == OperationStatus.Done)
                    return room.AsSpan(0, written);
            }
            return part.TextOf(token, $"merges[{index}]");
        }
    }
}
