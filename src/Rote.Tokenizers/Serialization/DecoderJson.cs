using System.Diagnostics;
using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Decoders in a tokenizer.json.</summary>
internal static class DecoderJson
{
    public static TokenDecoder Read(JsonPart part)
    {
        TokenDecoder decoder = part.Type("Fuse") switch
        {
            "Fuse" => new TokenDecoder.Fuse(),
            _ => throw new UnreachableException(),
        };
        part.End();
        return decoder;
    }

    public static void Write(Utf8JsonWriter json, TokenDecoder? decoder)
    {
        if (decoder is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteString("type", decoder is TokenDecoder.Fuse ? "Fuse" : throw new UnreachableException());
        json.WriteEndObject();
    }
}
