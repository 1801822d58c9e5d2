using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Parts of a tokenizer as JSON that people read: as in a tokenizer.json, but on one line, and with the length of what is long in its place.</summary>
internal static class PartsJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Normalizer normalizer) => Shortened(stream => Write(stream, json => NormalizerJson.Write(json, normalizer)));

    public static string Of(PreTokenizer preTokenizer) => Shortened(stream => Write(stream, json => PreTokenizerJson.Write(json, preTokenizer)));

    public static string Of(TokenizerPipeline pipeline) => Shortened(stream => TokenizerFile.Write(pipeline, stream));

    private static void Write(Stream stream, Action<Utf8JsonWriter> write)
    {
        using var json = new Utf8JsonWriter(stream);
        write(json);
    }

    private static string Shortened(Action<Stream> write)
    {
        using var whole = new MemoryStream();
        write(whole);
        using var document = JsonDocument.Parse(whole.GetBuffer().AsMemory(0, (int)whole.Length));
        var written = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(written, Readable))
            Shorten(document.RootElement, json);
        return System.Text.Encoding.UTF8.GetString(written.WrittenSpan);
    }

    private static void Shorten(JsonElement element, Utf8JsonWriter json)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    json.WritePropertyName(property.Name);
                    if (LengthOf(property) is { } length)
                        json.WriteNumberValue(length);
                    else
                        Shorten(property.Value, json);
                }
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var inner in element.EnumerateArray())
                    Shorten(inner, json);
                json.WriteEndArray();
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }

    // Entries of a vocabulary, merges, characters of an encoded map; null for what is not long.
    private static int? LengthOf(JsonProperty property) => property.Name switch
    {
        "vocab" when property.Value.ValueKind == JsonValueKind.Object => property.Value.GetPropertyCount(),
        "vocab" or "merges" when property.Value.ValueKind == JsonValueKind.Array => property.Value.GetArrayLength(),
        "precompiled_charsmap" when property.Value.ValueKind == JsonValueKind.String => property.Value.GetString()!.Length,
        _ => null,
    };
}
