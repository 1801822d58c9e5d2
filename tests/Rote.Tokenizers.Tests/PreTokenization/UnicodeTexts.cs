using CsCheck;

namespace Rote.Tokenizers.Tests.PreTokenization;

/// <summary>Texts of what word patterns tell apart, among any characters; no half surrogate pairs.</summary>
internal static class UnicodeTexts
{
    private static readonly string[] Parts =
    [
        "'s", "'S", "'ſ", "'ll", "'Re", "'v", "'", "a", "b", "Z", "AB", "ǅ", "ʰ", "漢", "か", "ー", "é", "e\u0301", "\u0301", "\u0345", "1", "12", "٣", "²", "Ⅷ", "½", "𝟘", "𝒜", "𝒶",
        "𠀀", "😀", "👨\u200D👩", "\u00AD", " ", "  ", "\t", "\n", "\r\n", "\r", "\u00A0", "\u3000", "\u2028", "\u0085", "!", "?!", "/", "_", "-", "<|endoftext|>", "<", "+", "€",
        "\uD7FF", "\uFFFD", "\U0010FFFF", "\u0378", "\0",
    ];

    public static Gen<string> Any { get; } = Gen.Frequency(
        (4, Gen.Int[0, Parts.Length - 1].Select(index => Parts[index])),
        (1, Gen.Int[0, 0x10FFFF].Where(code => code is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32))).Array[0, 16].Select(parts => string.Concat(parts));
}
