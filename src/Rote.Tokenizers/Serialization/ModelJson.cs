using System.Diagnostics;
using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Models in a tokenizer.json.</summary>
internal static class ModelJson
{
    public static TokenizerModel Read(JsonPart part)
    {
        TokenizerModel model = part.Type("WordLevel", "Unigram") switch
        {
            "WordLevel" => new WordLevelModel(part.Table("vocab"), part.Text("unk_token"), part.Fail),
            "Unigram" => UnigramJson.Read(part),
            _ => throw new UnreachableException(),
        };
        part.End();
        return model;
    }

    public static void Write(Utf8JsonWriter json, TokenizerModel model)
    {
        if (model is UnigramModel unigram)
        {
            json.WriteStartObject();
            UnigramJson.Write(json, unigram);
            json.WriteEndObject();
            return;
        }
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
