using System.Globalization;

namespace Rote.Tokenizers;

/// <summary>What every character is: one look into a table. Surrogates are no characters and have no traits.</summary>
internal static class Characters
{
    private const uint CategoryBits = 0x1F;

    private static readonly CharacterMap<byte> Numbers;
    private static readonly uint[] Records;

    static Characters()
    {
        var table = new UnicodeTable("traits");
        Numbers = table.Map<byte>();
        Records = table.Array<uint>();
    }

    /// <summary>A character's traits.</summary>
    /// <param name="codePoint">0 to U+10FFFF.</param>
    public static CharacterTraits TraitsOf(int codePoint) => (CharacterTraits)(Records[Numbers[codePoint]] & ~CategoryBits);

    /// <summary>True when a character has one of the traits.</summary>
    /// <param name="codePoint">0 to U+10FFFF.</param>
    /// <param name="traits">The traits.</param>
    public static bool Has(int codePoint, CharacterTraits traits) => (Records[Numbers[codePoint]] & (uint)traits) != 0;

    /// <summary>A character's general category as regular expressions have it (Oniguruma, Unicode 16).</summary>
    /// <param name="codePoint">0 to U+10FFFF.</param>
    public static UnicodeCategory CategoryOf(int codePoint) => (UnicodeCategory)(Records[Numbers[codePoint]] & CategoryBits);
}
