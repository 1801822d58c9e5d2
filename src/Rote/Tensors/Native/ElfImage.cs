using System.Buffers.Binary;
using System.Text;

namespace Rote.Tensors.Native;

/// <summary>The dynamic-linking tables of a 64-bit little-endian ELF file, read in place.</summary>
/// <remarks>System V ABI, chapters 4 and 5; symbol versions: Linux Standard Base 5.0, section 10.7.</remarks>
internal sealed class ElfImage
{
    private const uint DynamicSymbols = 11, SymbolVersions = 0x6fffffff, NeededVersions = 0x6ffffffe;
    private const int SymbolSize = 24;

    private readonly byte[] _bytes;
    private readonly int _symbols, _names, _versions, _needed;

    /// <summary>Reads the section table.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <exception cref="InvalidDataException">Not such a file, or not with these tables.</exception>
    public ElfImage(byte[] bytes)
    {
        _bytes = bytes;
        ReadOnlySpan<byte> magic = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1];
        if (!bytes.AsSpan().StartsWith(magic))
            throw new InvalidDataException("Not a 64-bit little-endian ELF file.");
        int table = Offset(0x28), entrySize = Half(0x3a), entries = Half(0x3c);
        int Section(uint type)
        {
            for (int i = 0; i < entries; i++)
            {
                if (Word(table + i * entrySize + 4) == type)
                    return table + i * entrySize;
            }
            throw new InvalidDataException($"The ELF file has no section of type 0x{type:x}.");
        }
        int symbols = Section(DynamicSymbols), versions = Section(SymbolVersions);
        _symbols = Offset(symbols + 24);
        SymbolCount = Offset(symbols + 32) / SymbolSize;
        _names = Offset(table + (int)Word(symbols + 40) * entrySize + 24);
        _versions = Offset(versions + 24);
        if (Offset(versions + 32) / 2 != SymbolCount)
            throw new InvalidDataException("The ELF file has not one version for each symbol.");
        _needed = Offset(Section(NeededVersions) + 24);
    }

    /// <summary>Number of dynamic symbols.</summary>
    public int SymbolCount { get; }

    /// <summary>Where the name of a symbol is named, 4 bytes.</summary>
    /// <param name="symbol">Its index.</param>
    /// <returns>A place in the file.</returns>
    public int NamePlace(int symbol) => _symbols + symbol * SymbolSize;

    /// <summary>Where the version of a symbol is named, 2 bytes.</summary>
    /// <param name="symbol">Its index.</param>
    /// <returns>A place in the file.</returns>
    public int VersionPlace(int symbol) => _versions + symbol * 2;

    /// <summary>The version of a symbol.</summary>
    /// <param name="symbol">Its index.</param>
    /// <returns>An index into the versions.</returns>
    public ushort VersionOf(int symbol) => Half(VersionPlace(symbol));

    /// <summary>The symbol of a name.</summary>
    /// <param name="name">Its mangled name.</param>
    /// <returns>Its index, or −1.</returns>
    public int FindSymbol(string name)
    {
        for (int i = 0; i < SymbolCount; i++)
        {
            if (HasName(Word(NamePlace(i)), name))
                return i;
        }
        return -1;
    }

    /// <summary>A version that the file needs from another library.</summary>
    /// <param name="name">Such as <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>The place of its flags, 2 bytes, and its index; (−1, 0) when there is none.</returns>
    public (int FlagsPlace, ushort Index) FindNeededVersion(string name)
    {
        // Both chains hold relative offsets, so they end: each step goes forward in a file of finite length.
        for (int library = _needed; ; library = Forward(library, Word(library + 12)))
        {
            int entry = Forward(library, Word(library + 8));
            for (int left = Half(library + 2); left > 0; left--)
            {
                if (HasName(Word(entry + 8), name))
                    return (entry + 4, Half(entry + 6));
                if (left > 1)
                    entry = Forward(entry, Word(entry + 12));
            }
            if (Word(library + 12) == 0)
                return (-1, 0);
        }
    }

    private bool HasName(uint offset, string name)
    {
        int start = _names + (int)offset, end = start + name.Length;
        return start >= _names && end < _bytes.Length && _bytes[end] == 0 && Encoding.ASCII.GetString(_bytes, start, name.Length) == name;
    }

    private int Forward(int place, uint by) =>
        by > 0 && by < _bytes.Length ? place + (int)by : throw new InvalidDataException("The ELF file's table of versions is broken.");

    private ushort Half(int place) => BinaryPrimitives.ReadUInt16LittleEndian(At(place, 2));

    private uint Word(int place) => BinaryPrimitives.ReadUInt32LittleEndian(At(place, 4));

    private int Offset(int place)
    {
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(At(place, 8));
        return value < (ulong)_bytes.Length ? (int)value : throw new InvalidDataException("The ELF file is cut short.");
    }

    private ReadOnlySpan<byte> At(int place, int length) =>
        place >= 0 && place <= _bytes.Length - length ? _bytes.AsSpan(place, length) : throw new InvalidDataException("The ELF file is cut short.");
}
