using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Truncation in a tokenizer.json.</summary>
internal static class TruncationJson
{
    public static TruncationOptions Read(JsonPart part)
    {
        var truncation = new TruncationOptions
        {
            // Files of older versions lack it.
            Direction = part.Optional("direction") is null ? TokenSide.Right : part.OneOf<TokenSide>("direction"),
            MaxLength = part.Limit("max_length"),
            Strategy = part.OneOf<TruncationStrategy>("strategy"),
            Stride = part.Number("stride"),
        };
        part.End();
        return truncation;
    }

    public static void Write(Utf8JsonWriter json, TruncationOptions? truncation)
    {
        if (truncation is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteString("direction", truncation.Direction.ToString());
        json.WriteNumber("max_length", truncation.MaxLength);
        json.WriteString("strategy", truncation.Strategy.ToString());
        json.WriteNumber("stride", truncation.Stride);
        json.WriteEndObject();
    }
}
