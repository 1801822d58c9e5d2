using System.Text;
using System.Text.Json;
using static TorchSharp.torch;

namespace Rote.Checkpoints;

/// <summary>Parses and checks the header of a safetensors file. Everything is bounded by the file's own length before memory is taken.</summary>
internal static class SafetensorsHeader
{
    /// <summary>The format's own limit on the header, in bytes.</summary>
    public const long MaxLength = 100_000_000;

    private static readonly (string Name, ScalarType Type, int Size)[] Types =
    [
        ("BOOL", ScalarType.Bool, 1), ("U8", ScalarType.Byte, 1), ("I8", ScalarType.Int8, 1), ("I16", ScalarType.Int16, 2), ("I32", ScalarType.Int32, 4),
        ("I64", ScalarType.Int64, 8), ("F16", ScalarType.Float16, 2), ("BF16", ScalarType.BFloat16, 2), ("F32", ScalarType.Float32, 4), ("F64", ScalarType.Float64, 8),
    ];

    public static string NameOf(ScalarType type) => Types.FirstOrDefault(known => known.Type == type).Name
        ?? throw new ArgumentException($"A safetensors file here cannot hold {type}; it holds {string.Join(", ", Types.Select(known => known.Type))}. Convert with .to(...).");

    public static int SizeOf(ScalarType type) => Types.First(known => known.Type == type).Size;

    /// <summary>Reads the header.</summary>
    /// <param name="json">The header's bytes.</param>
    /// <param name="dataLength">Bytes of the file after the header.</param>
    /// <param name="fail">Makes the exception from a reason.</param>
    /// <returns>Entries in the header's order, and the metadata.</returns>
    public static (List<TensorEntry> Entries, Dictionary<string, string> Metadata) Parse(ReadOnlySpan<byte> json, long dataLength, Func<string, CheckpointException> fail)
    {
        if (json.IsEmpty || json[0] != (byte)'{')
            throw fail("its header does not begin with '{'");
        var entries = new List<TensorEntry>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(json);
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 4 });
            Expect(ref reader, JsonTokenType.StartObject, "an object", fail);
            var names = new HashSet<string>(StringComparer.Ordinal);
            while (Next(ref reader) == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                if (!names.Add(name))
                    throw fail($"its header names '{name}' twice");
                if (name == "__metadata__")
                    ReadMetadata(ref reader, metadata, fail);
                else
                    entries.Add(ReadEntry(ref reader, name, fail));
            }
            while (reader.Read())
                throw fail("its header has text after the object");
        }
        catch (Exception wrong) when (wrong is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            throw fail($"its header is not the JSON that the format prescribes ({wrong.Message.Split('.')[0]})");
        }
        CheckCover(entries, dataLength, fail);
        return (entries, metadata);
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader) => reader.Read() ? reader.TokenType : throw new JsonException("The text ends early");

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string what, Func<string, CheckpointException> fail)
    {
        if (Next(ref reader) != type)
            throw fail($"its header has another value where {what} must stand");
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata, Func<string, CheckpointException> fail)
    {
        Expect(ref reader, JsonTokenType.StartObject, "the object of '__metadata__'", fail);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String, $"the text of '__metadata__.{key}'", fail);
            metadata[key] = reader.GetString()!;
        }
    }

    private static TensorEntry ReadEntry(ref Utf8JsonReader reader, string name, Func<string, CheckpointException> fail)
    {
        Expect(ref reader, JsonTokenType.StartObject, $"the object of '{name}'", fail);
        string? type = null;
        List<long>? shape = null, offsets = null;
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string field = reader.GetString()!;
            switch (field)
            {
                case "dtype" when type is null:
                    Expect(ref reader, JsonTokenType.String, $"the dtype of '{name}'", fail);
                    type = reader.GetString()!;
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(ref reader, $"the shape of '{name}'", 64, fail);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref reader, $"the data_offsets of '{name}'", 2, fail);
                    break;
                default:
                    throw fail($"its header has an unknown or repeated field '{field}' in '{name}'");
            }
        }
        if (type is null || shape is null || offsets is not { Count: 2 })
            throw fail($"its header must give dtype, shape and two data_offsets for '{name}'");
        var known = Types.FirstOrDefault(candidate => candidate.Name == type);
        if (known.Name is null)
            throw fail($"the dtype of '{name}' is '{type}'; supported: {string.Join(", ", Types.Select(candidate => candidate.Name))}");
        long bytes = known.Size;
        try
        {
            foreach (long size in shape)
                bytes = checked(bytes * size);
        }
        catch (OverflowException)
        {
            throw fail($"the shape of '{name}' overflows");
        }
        if (offsets[1] < offsets[0] || offsets[1] - offsets[0] != bytes)
            throw fail($"'{name}' of shape [{string.Join(", ", shape)}] and dtype {type} needs {bytes} bytes, and its data_offsets are [{offsets[0]}, {offsets[1]}]");
        return new TensorEntry(name, known.Type, shape, offsets[0], offsets[1]);
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader reader, string what, int most, Func<string, CheckpointException> fail)
    {
        Expect(ref reader, JsonTokenType.StartArray, what, fail);
        var numbers = new List<long>();
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0 || numbers.Count == most)
                throw fail($"{what} must be at most {most} unsigned integers");
            numbers.Add(number);
        }
        return numbers;
    }

    private static void CheckCover(List<TensorEntry> entries, long dataLength, Func<string, CheckpointException> fail)
    {
        long at = 0;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != at)
                throw fail($"'{entry.Name}' begins at byte {entry.Begin} of the data, and the tensor before it ends at {at}: tensors must follow each other without hole or overlap");
            at = entry.End;
        }
        if (at != dataLength)
            throw fail($"its tensors take {at} bytes and {dataLength} are there");
    }
}
