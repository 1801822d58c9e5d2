using System.Buffers.Binary;
using System.Text.Json;
using Rote.Tokenizers;
using static TorchSharp.torch;

namespace Rote.Checkpoints;

/// <summary>Writes safetensors files, atomically.</summary>
public static class SafetensorsWriter
{
    private const int Chunk = 1 << 24;

    /// <summary>Writes tensors.</summary>
    /// <param name="path">The file; replaced only when all is written.</param>
    /// <param name="tensors">Names and tensors of any device and layout.</param>
    /// <param name="metadata">Free texts; Hugging Face wants <c>format</c> = <c>pt</c>, which is the default.</param>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    /// <exception cref="ArgumentException">An element type that the format does not hold.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        // Wide types first keeps every tensor aligned to its own size.
        var ordered = tensors.OrderByDescending(pair => SafetensorsHeader.SizeOf(Known(pair.Value.dtype))).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        byte[] header = Header(ordered, metadata ?? new Dictionary<string, string> { ["format"] = "pt" });
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var (_, tensor) in ordered)
                WriteData(stream, tensor);
        });
    }

    private static ScalarType Known(ScalarType type)
    {
        _ = SafetensorsHeader.NameOf(type);
        return type;
    }

    private static byte[] Header(KeyValuePair<string, Tensor>[] ordered, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, value) in metadata)
                    json.WriteString(key, value);
                json.WriteEndObject();
            }
            long at = 0;
            foreach (var (name, tensor) in ordered)
            {
                long bytes = tensor.numel() * SafetensorsHeader.SizeOf(tensor.dtype);
                json.WriteStartObject(name);
                json.WriteString("dtype", SafetensorsHeader.NameOf(tensor.dtype));
                json.WriteStartArray("shape");
                foreach (long size in tensor.shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(at);
                json.WriteNumberValue(at += bytes);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    // Slices, because a span cannot reach beyond 2 GB.
    private static void WriteData(FileStream stream, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var flat = tensor.detach().to(CPU).contiguous().reshape(-1);
        for (long begin = 0; begin < flat.numel(); begin += Chunk)
        {
            using var slice = flat.narrow(0, begin, Math.Min(Chunk, flat.numel() - begin)).clone();
            stream.Write(slice.bytes);
        }
    }
}
