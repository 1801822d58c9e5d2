using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Added tokens in a tokenizer.json.</summary>
internal static class AddedTokenJson
{
    public static AddedToken Read(JsonPart part)
    {
        var token = new AddedToken(part.Number("id"), part.Text("content"))
        {
            SingleWord = part.Flag("single_word"),
            LeftStrip = part.Flag("lstrip"),
            RightStrip = part.Flag("rstrip"),
            Normalized = part.Flag("normalized"),
            Special = part.Flag("special"),
        };
        part.End();
        return token;
    }

    public static void Write(Utf8JsonWriter json, AddedToken token)
    {
        json.WriteStartObject();
        json.WriteNumber("id", token.Id);
        json.WriteString("content", token.Content);
        json.WriteBoolean("single_word", token.SingleWord);
        json.WriteBoolean("lstrip", token.LeftStrip);
        json.WriteBoolean("rstrip", token.RightStrip);
        json.WriteBoolean("normalized", token.Normalized);
        json.WriteBoolean("special", token.Special);
        json.WriteEndObject();
    }
}
