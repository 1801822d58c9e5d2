namespace Rote.Tokenizers;

/// <summary>The scripts by which Hugging Face's tokenizers split text: those of Unicode 9, with Han, Hiragana and Katakana as one.</summary>
internal static class Scripts
{
    /// <summary>A space or a character without a script: it goes with any.</summary>
    public const byte Any = 0;

    private static readonly CharacterMap<byte> Numbers = new UnicodeTable("scripts").Map<byte>();

    /// <summary>The number of a character's script: the same number, the same script.</summary>
    /// <param name="codePoint">0 to U+10FFFF.</param>
    public static byte Of(int codePoint) => Numbers[codePoint];
}
