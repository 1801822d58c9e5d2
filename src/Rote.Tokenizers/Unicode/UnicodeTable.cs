using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Rote.Tokenizers;

/// <summary>Reads one of the assembly's tables of characters, which eng/unicode/make_tables.py makes: arrays after their lengths, little-endian.</summary>
internal sealed class UnicodeTable
{
    private readonly byte[] _bytes;
    private int _at;

    /// <summary>Opens a table.</summary>
    /// <param name="name">Its file in the folder Unicode, without the extension.</param>
    public UnicodeTable(string name)
    {
        using var stream = typeof(UnicodeTable).Assembly.GetManifestResourceStream($"{name}.bin")!;
        _bytes = new byte[stream.Length];
        stream.ReadExactly(_bytes);
    }

    /// <summary>Reads the next array.</summary>
    public T[] Array<T>()
        where T : unmanaged
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(_at));
        _at += sizeof(int);
        var values = MemoryMarshal.Cast<byte, T>(_bytes.AsSpan(_at))[..length];
        _at += MemoryMarshal.AsBytes(values).Length;
        return values.ToArray();
    }

    /// <summary>Reads a map, which is two arrays.</summary>
    public CharacterMap<T> Map<T>()
        where T : unmanaged => new(Array<byte>(), Array<T>());
}
