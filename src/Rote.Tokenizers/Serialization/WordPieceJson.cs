using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>A <see cref="WordPieceModel"/> in a tokenizer.json.</summary>
internal static class WordPieceJson
{
    public static WordPieceModel Read(JsonPart part) =>
        new(part.Table("vocab"), part.Text("unk_token"), part.Text("continuing_subword_prefix"), part.Number("max_input_chars_per_word"), part.Fail);

    public static void Write(Utf8JsonWriter json, WordPieceModel model)
    {
        json.WriteString("type", "WordPiece");
        json.WriteString("unk_token", model.UnknownToken);
        json.WriteString("continuing_subword_prefix", model.ContinuingPrefix);
        json.WriteNumber("max_input_chars_per_word", model.MaxWordLength);
        ModelJson.WriteVocabulary(json, model);
    }
}
