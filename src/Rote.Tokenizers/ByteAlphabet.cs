namespace Rote.Tokenizers;

/// <summary>
/// The 256 characters that stand for bytes in byte-level vocabularies: printable characters of Latin-1 for themselves, and U+0100 onwards for the others, in order
/// (Radford et al. 2019, GPT-2).
/// </summary>
internal static class ByteAlphabet
{
    private const int FirstOther = 0x100;

    private static readonly char[] Characters = Make();
    private static readonly int[] Bytes = Inverse();

    /// <summary>The character that stands for a byte.</summary>
    public static char CharacterOf(byte value) => Characters[value];

    /// <summary>The byte that a character stands for, if it stands for one.</summary>
    public static bool TryGetByte(char character, out byte value)
    {
        int found = character < Bytes.Length ? Bytes[character] : -1;
        value = (byte)Math.Max(found, 0);
        return found >= 0;
    }

    private static char[] Make()
    {
        char[] characters = new char[256];
        int other = FirstOther;
        for (int value = 0; value < characters.Length; value++)
        {
            bool prints = value is (> ' ' and <= '~') or (>= 0xA1 and <= 0xFF and not 0xAD);
            characters[value] = (char)(prints ? value : other++);
        }
        return characters;
    }

    private static int[] Inverse()
    {
        int[] bytes = new int[Characters.Max() + 1];
        Array.Fill(bytes, -1);
        for (int value = 0; value < Characters.Length; value++)
            bytes[Characters[value]] = value;
        return bytes;
    }
}
