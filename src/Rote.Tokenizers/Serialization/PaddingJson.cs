using System.Diagnostics;
using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Padding in a tokenizer.json.</summary>
internal static class PaddingJson
{
    private const string Longest = "BatchLongest";

    public static PaddingOptions Read(JsonPart part)
    {
        var padding = new PaddingOptions
        {
            Strategy = ReadStrategy(part),
            Direction = part.OneOf<TokenSide>("direction"),
            PadToMultipleOf = part.Optional("pad_to_multiple_of") is null ? null : part.Number("pad_to_multiple_of"),
            PadId = part.Number("pad_id"),
            PadTypeId = part.Number("pad_type_id"),
            PadToken = part.Text("pad_token"),
        };
        part.End();
        return padding;
    }

    public static void Write(Utf8JsonWriter json, PaddingOptions? padding)
    {
        if (padding is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        switch (padding.Strategy)
        {
            case PaddingStrategy.BatchLongest:
                json.WriteString("strategy", Longest);
                break;
            case PaddingStrategy.Fixed strategy:
                json.WriteStartObject("strategy");
                json.WriteNumber("Fixed", strategy.Length);
                json.WriteEndObject();
                break;
            default:
                throw new UnreachableException();
        }
        json.WriteString("direction", padding.Direction.ToString());
        if (padding.PadToMultipleOf is { } multiple)
            json.WriteNumber("pad_to_multiple_of", multiple);
        else
            json.WriteNull("pad_to_multiple_of");
        json.WriteNumber("pad_id", padding.PadId);
        json.WriteNumber("pad_type_id", padding.PadTypeId);
        json.WriteString("pad_token", padding.PadToken);
        json.WriteEndObject();
    }

    private static PaddingStrategy ReadStrategy(JsonPart part)
    {
        if (part.Value("strategy").ValueKind == JsonValueKind.Object)
        {
            var inner = part.Object("strategy");
            var strategy = new PaddingStrategy.Fixed(inner.Number("Fixed"));
            inner.End();
            return strategy;
        }
        return part.Text("strategy") is var name && name == Longest ? new PaddingStrategy.BatchLongest() : throw part.Fail($"'{part.Place}.strategy' must be {Longest} or an object with the number Fixed; got '{name}'.");
    }
}
