namespace Rote.Tokenizers;

/// <summary>A number for every character, in two steps: which block of 256 characters it lies in, and its place there. Equal blocks are stored once.</summary>
/// <typeparam name="T">The kind of number.</typeparam>
/// <param name="blocks">For each 256 characters the number of their block.</param>
/// <param name="values">The blocks.</param>
internal sealed class CharacterMap<T>(byte[] blocks, T[] values)
    where T : unmanaged
{
    /// <summary>The number of a code point up to U+10FFFF.</summary>
    public T this[int codePoint] => values[(blocks[codePoint >> 8] << 8) | (codePoint & 0xFF)];
}
