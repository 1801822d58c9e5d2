using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Rote.Tokenizers;

/// <summary>The rules of a character map of SentencePiece: the length of a trie, the trie, and replacements in UTF-8, each ended by a zero byte.</summary>
internal sealed class PrecompiledMap
{
    /// <summary>How long a map may be, in bytes; those in use have up to 400 kB.</summary>
    public const int MaxLength = 1 << 23;

    /// <summary>How long a replacement may be, in bytes; the longest that Unicode's own forms need has 33.</summary>
    public const int MaxReplacementLength = 1 << 10;

    private readonly DoubleArrayTrie _trie;
    private readonly byte[] _replacements;

    private PrecompiledMap(DoubleArrayTrie trie, byte[] replacements)
    {
        _trie = trie;
        _replacements = replacements;
    }

    /// <summary>Reads a map and checks everything a text could come upon.</summary>
    /// <param name="bytes">The map.</param>
    /// <param name="fail">Makes the exception from what is wrong.</param>
    public static PrecompiledMap Create(ReadOnlySpan<byte> bytes, Func<string, Exception> fail)
    {
        if (bytes.Length > MaxLength)
            throw fail($"it has {bytes.Length:N0} bytes; a character map may have {MaxLength:N0} at most.");
        uint length = bytes.Length >= sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;
        if (length == 0 || length % sizeof(uint) != 0 || length > bytes.Length - sizeof(uint))
            throw fail($"it has {bytes.Length:N0} bytes, of which a trie takes {length:N0}; a trie must have a positive multiple of 4 and leave room for its own length.");
        var trie = new DoubleArrayTrie(MemoryMarshal.Cast<byte, uint>(bytes.Slice(sizeof(uint), (int)length)).ToArray());
        byte[] replacements = bytes[(sizeof(uint) + (int)length)..].ToArray();
        if (!Utf8.IsValid(replacements))
            throw fail("its replacements are not UTF-8.");
        foreach (var (place, value) in trie.Values())
        {
            // A replacement begins between characters; the end of all is an empty one.
            if (value < 0 || value > replacements.Length || (value < replacements.Length && (replacements[value] & 0xC0) == 0x80))
                throw fail($"the value at place {place:N0} of its trie is {value:N0}, where no replacement begins.");
            if (LengthAt(replacements, value) > MaxReplacementLength)
                throw fail($"the replacement at {value:N0} has more than {MaxReplacementLength:N0} bytes.");
        }
        return new PrecompiledMap(trie, replacements);
    }

    /// <summary>What a text is replaced by: all of it, by the rule of the shortest of its beginnings that has one.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="replacement">The replacement in UTF-8; may be empty.</param>
    /// <returns>False when no beginning has a rule.</returns>
    public bool TryReplace(scoped ReadOnlySpan<byte> text, out ReadOnlySpan<byte> replacement)
    {
        int start = _trie.ShortestPrefix(text);
        replacement = start < 0 ? default : _replacements.AsSpan(start, LengthAt(_replacements, start));
        return start >= 0;
    }

    private static int LengthAt(ReadOnlySpan<byte> replacements, int start)
    {
        var rest = replacements[start..];
        int length = rest[..Math.Min(rest.Length, MaxReplacementLength + 1)].IndexOf((byte)0);
        return length < 0 ? Math.Min(rest.Length, MaxReplacementLength + 1) : length;
    }
}
