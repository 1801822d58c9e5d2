using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Unigram models in a tokenizer.json.</summary>
internal static class UnigramJson
{
    public static UnigramModel Read(JsonPart part)
    {
        int? unknownId = part.Optional("unk_id") is null ? null : part.Number("unk_id");
        var vocabulary = part.Value("vocab");
        if (vocabulary.ValueKind != JsonValueKind.Array)
            throw part.Wrong("vocab", "an array", vocabulary);
        var pieces = new UnigramPiece[vocabulary.GetArrayLength()];
        int id = 0;
        foreach (var entry in vocabulary.EnumerateArray())
            pieces[id] = ReadPiece(entry, id++, part);
        return new UnigramModel(pieces, unknownId, part.Flag("byte_fallback", missing: false), part.Fail);
    }

    public static void Write(Utf8JsonWriter json, UnigramModel model)
    {
        json.WriteString("type", "Unigram");
        if (model.UnknownId is { } unknown)
            json.WriteNumber("unk_id", unknown);
        else
            json.WriteNull("unk_id");
        json.WriteStartArray("vocab");
        foreach (var (text, score) in model.Pieces)
        {
            json.WriteStartArray();
            json.WriteStringValue(text);
            json.WriteNumberValue(score);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteBoolean("byte_fallback", model.ByteFallback);
    }

    private static UnigramPiece ReadPiece(JsonElement entry, int id, JsonPart part)
    {
        if (entry.ValueKind != JsonValueKind.Array || entry.GetArrayLength() != 2 || entry[1].ValueKind != JsonValueKind.Number)
            throw part.Wrong($"vocab[{id}]", "an array of a text and a score", entry);
        return new UnigramPiece(part.TextOf(entry[0], $"vocab[{id}]"), entry[1].GetDouble());
    }
}
