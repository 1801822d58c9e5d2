using System.Buffers.Binary;
using Rote.Tensors.Native;
using static TorchSharp.torch;

namespace Rote.Checkpoints;

/// <summary>A safetensors file, mapped into memory: a tensor costs nothing until it is touched. Nothing in the file is executed or trusted.</summary>
public sealed class SafetensorsFile : IDisposable
{
    private static readonly AtenOp ViewAs = new("aten::view.dtype(Tensor(a) self, ScalarType dtype) -> Tensor(a)");

    private readonly Dictionary<string, TensorEntry> _entries;
    private readonly Tensor _map;
    private readonly long _dataStart;

    private SafetensorsFile(string path, List<TensorEntry> entries, Dictionary<string, string> metadata, Tensor map, long dataStart)
    {
        Path = path;
        Entries = entries;
        Metadata = metadata;
        _entries = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        _map = map;
        _dataStart = dataStart;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What the header describes, in its order.</summary>
    public IReadOnlyList<TensorEntry> Entries { get; }

    /// <summary>The header's free texts.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file and checks all of its header.</summary>
    /// <param name="path">The file.</param>
    /// <returns>To be disposed by the caller; tensors read from it live on.</returns>
    /// <exception cref="CheckpointException">The file is missing, damaged, or not in the format.</exception>
    public static SafetensorsFile Open(string path) => Open(path, "Fetch or save it again.");

    /// <summary>Opens a file and checks all of its header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What to do about a damaged one, a sentence.</param>
    /// <returns>To be disposed by the caller; tensors read from it live on.</returns>
    /// <exception cref="CheckpointException">The file is missing, damaged, or not in the format.</exception>
    internal static SafetensorsFile Open(string path, string remedy)
    {
        CheckpointException Fail(string reason) => new($"'{path}' is not a usable safetensors file: {reason}. {remedy}");
        try
        {
            using var handle = File.OpenHandle(path);
            long length = RandomAccess.GetLength(handle);
            if (length < 8)
                throw Fail($"it has {length} bytes, and the header's length alone takes 8");
            Span<byte> prefix = stackalloc byte[8];
            RandomAccess.Read(handle, prefix, 0);
            ulong header = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
            if (header > SafetensorsHeader.MaxLength)
                throw Fail($"it claims a header of {header} bytes, and the format allows {SafetensorsHeader.MaxLength}");
            if ((long)header > length - 8)
                throw Fail($"it claims a header of {header} bytes, and {length - 8} are there");
            byte[] json = new byte[header];
            for (int read = 0; read < json.Length;)
            {
                int got = RandomAccess.Read(handle, json.AsSpan(read), 8 + read);
                read += got > 0 ? got : throw Fail("it ended while it was read");
            }
            long dataStart = 8 + (long)header;
            var (entries, metadata) = SafetensorsHeader.Parse(json, length - dataStart, Fail);
            var map = from_file(path, shared: false, size: length, dtype: ScalarType.Byte).DetachFromDisposeScope();
            return new SafetensorsFile(path, entries, metadata, map, dataStart);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"'{path}' cannot be read: {wrong.Message}", wrong);
        }
    }

    /// <summary>Reads a tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>A view of the mapped file, or a copy where the file is not aligned to the element type; writing to it never changes the file.</returns>
    /// <exception cref="CheckpointException">The file has no such tensor.</exception>
    public Tensor Read(string name)
    {
        if (!_entries.TryGetValue(name, out var entry))
            throw new CheckpointException($"'{Path}' has no tensor '{name}'. It has {Entries.Count}: {string.Join(", ", Entries.Take(10).Select(known => known.Name))}.");
        long[] shape = [.. entry.Shape];
        if (entry.End == entry.Begin)
            return empty(shape, dtype: entry.Type);
        using var scope = NewDisposeScope();
        long start = _dataStart + entry.Begin;
        var bytes = _map.narrow(0, start, entry.End - entry.Begin);
        if (start % SafetensorsHeader.SizeOf(entry.Type) != 0)
            bytes = bytes.clone();
        return Aten.Call(ViewAs, bytes, entry.Type).reshape(shape).MoveToOuterDisposeScope();
    }

    /// <summary>Closes the file; tensors that were read keep their part of it.</summary>
    public void Dispose() => _map.Dispose();
}
