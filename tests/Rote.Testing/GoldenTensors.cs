using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace Rote.Testing;

/// <summary>Reads reference tensors with a reader of its own, so that a fault in the library's reader cannot hide in the references.</summary>
public static class GoldenTensors
{
    public static Dictionary<string, Tensor> Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int header = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        using var json = JsonDocument.Parse(bytes.AsMemory(8, header));
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var entry in json.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
        {
            long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
            int begin = entry.Value.GetProperty("data_offsets")[0].GetInt32(), end = entry.Value.GetProperty("data_offsets")[1].GetInt32();
            var tensor = empty(shape, dtype: TypeOf(entry.Value.GetProperty("dtype").GetString()!));
            if (end > begin)
                bytes.AsSpan(8 + header + begin, end - begin).CopyTo(tensor.bytes);
            tensors[entry.Name] = tensor;
        }
        return tensors;
    }

    private static ScalarType TypeOf(string name) => name switch
    {
        "F64" => ScalarType.Float64,
        "F32" => ScalarType.Float32,
        "F16" => ScalarType.Float16,
        "BF16" => ScalarType.BFloat16,
        "I64" => ScalarType.Int64,
        "I32" => ScalarType.Int32,
        "BOOL" => ScalarType.Bool,
        _ => throw new InvalidDataException($"The references do not use {name}."),
    };
}
