using System.Diagnostics;
using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Models in a tokenizer.json.</summary>
internal static class ModelJson
{
    public static TokenizerModel Read(JsonPart part)
    {
        TokenizerModel model = part.Type("WordLevel") switch
        {
            "WordLevel" => new WordLevelModel(part.Table("vocab"), part.Text("unk_token"), part.Fail),
            _ => throw new UnreachableException(),
        };
        part.End();
        return model;
    }

    public static void Write(Utf8JsonWriter json, TokenizerModel model)
    {
        var words = model as WordLevelModel ?? throw new UnreachableException();
        json.WriteStartObject();
        json.WriteString("type", "WordLevel");
        json.WriteStartObject("vocab");
        foreach (var (token, id) in words.Entries)
            json.WriteNumber(token, id);
        json.WriteEndObject();
        json.WriteString("unk_token", words.UnknownToken);
        json.WriteEndObject();
    }
}
