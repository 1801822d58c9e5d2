using System.Diagnostics;
using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Models in a tokenizer.json.</summary>
internal static class ModelJson
{
    public static TokenizerModel Read(JsonPart part)
    {
        string type = part.Optional("type") is null ? TypeOf(part) : part.Type("WordLevel", "WordPiece", "BPE", "Unigram");
        TokenizerModel model = type switch
        {
            "WordLevel" => WordLevelJson.Read(part),
            "WordPiece" => WordPieceJson.Read(part),
            "BPE" => BpeJson.Read(part),
            "Unigram" => UnigramJson.Read(part),
            _ => throw new UnreachableException(),
        };
        part.End();
        return model;
    }

    public static void Write(Utf8JsonWriter json, TokenizerModel model)
    {
        json.WriteStartObject();
        switch (model)
        {
            case WordLevelModel words:
                WordLevelJson.Write(json, words);
                break;
            case WordPieceModel pieces:
                WordPieceJson.Write(json, pieces);
                break;
            case BpeModel merges:
                BpeJson.Write(json, merges);
                break;
            case UnigramModel unigram:
                UnigramJson.Write(json, unigram);
                break;
            default:
                throw new UnreachableException();
        }
        json.WriteEndObject();
    }

    /// <summary>Writes a table of tokens.</summary>
    public static void WriteVocabulary(Utf8JsonWriter json, VocabularyModel model)
    {
        json.WriteStartObject("vocab");
        foreach (var (token, id) in model.Entries)
            json.WriteNumber(token, id);
        json.WriteEndObject();
    }

    // Older files do not say what they are; Hugging Face's tokenizers go by what else is there.
    private static string TypeOf(JsonPart part) => part.Has("merges") ? "BPE" : part.Has("continuing_subword_prefix") ? "WordPiece"
        : part.Value("vocab").ValueKind == JsonValueKind.Array ? "Unigram" : "WordLevel";
}
