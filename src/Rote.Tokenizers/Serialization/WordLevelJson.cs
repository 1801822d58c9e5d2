using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>A <see cref="WordLevelModel"/> in a tokenizer.json.</summary>
internal static class WordLevelJson
{
    public static WordLevelModel Read(JsonPart part) => new(part.Table("vocab"), part.Text("unk_token"), part.Fail);

    public static void Write(Utf8JsonWriter json, WordLevelModel model)
    {
        json.WriteString("type", "WordLevel");
        ModelJson.WriteVocabulary(json, model);
        json.WriteString("unk_token", model.UnknownToken);
    }
}
