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
            throw part.Fail($"'{part.Place}.vocab' must be an array of pairs of a text and a score.");
        var pieces = new UnigramPiece[vocabulary.GetArrayLength()];
        int id = 0;
        foreach (var entry in vocabulary.EnumerateArray())
            pieces[id] = ReadPiece(entry, id++, part);
        bool byteFallback = part.Optional("byte_fallback") is not null && part.Flag("byte_fallback");
        return new UnigramModel(pieces, unknownId, byteFallback, part.Fail);
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
        if (entry.ValueKind == JsonValueKind.Array && entry.GetArrayLength() == 2
            && entry[0].ValueKind == JsonValueKind.String && entry[1].ValueKind == JsonValueKind.Number)
        {
            try
            {
                return new UnigramPiece(entry[0].GetString()!, entry[1].GetDouble());
            }
            catch (InvalidOperationException wrong)
            {
                throw part.Fail($"'{part.Place}.vocab[{id}]' is not Unicode text: {wrong.Message}");
            }
        }
        throw part.Fail($"'{part.Place}.vocab[{id}]' must be a pair of a text and a score, such as [\"the\", -3.2].");
    }
}
