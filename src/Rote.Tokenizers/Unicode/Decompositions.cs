using System.Text;

namespace Rote.Tokenizers;

/// <summary>Decompositions of characters, full ones, and what characters compose to (Unicode annex 15), as Hugging Face's tokenizers know them (about Unicode 9).</summary>
internal static class Decompositions
{
    // Hangul syllables are computed (The Unicode Standard, section 3.12).
    private const int Syllables = 0xAC00, Leads = 0x1100, Vowels = 0x1161, Trails = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TrailCount = 28, SyllableCount = LeadCount * VowelCount * TrailCount;

    private static readonly CharacterMap<ushort> Numbers;

    // From the lowest bits: combining class, 8; forms, 8; then 16 each: where the canonical text, the compatibility text and the compositions are.
    private static readonly ulong[] Records;

    // Lists behind one another, each after its length; the first is empty.
    private static readonly char[] Texts;
    private static readonly int[] Compositions;

    static Decompositions()
    {
        var table = new UnicodeTable("normalization");
        Numbers = table.Map<ushort>();
        Records = table.Array<ulong>();
        Texts = table.Array<char>();
        Compositions = table.Array<int>();
    }

    /// <summary>The canonical combining class; 0 for what is no mark.</summary>
    public static byte ClassOf(int character) => (byte)Records[Numbers[character]];

    /// <summary>False where text keeps a character whatever is around it, and nothing before it moves past it.</summary>
    public static bool MayChange(int character, NormalizationForm form) => form switch
    {
        NormalizationForm.FormC => (Records[Numbers[character]] & 0x100) != 0,
        NormalizationForm.FormD => (Records[Numbers[character]] & 0x200) != 0 || IsSyllable(character),
        NormalizationForm.FormKC => (Records[Numbers[character]] & 0x400) != 0,
        _ => (Records[Numbers[character]] & 0x800) != 0 || IsSyllable(character),
    };

    /// <summary>A character's full decomposition; empty when it has none.</summary>
    /// <param name="character">The character.</param>
    /// <param name="compatibility">True for the decomposition of the forms KC and KD.</param>
    /// <param name="hangul">Room for three units.</param>
    public static ReadOnlySpan<char> Of(int character, bool compatibility, Span<char> hangul)
    {
        if (IsSyllable(character))
        {
            int syllable = character - Syllables, trail = syllable % TrailCount;
            hangul[0] = (char)(Leads + syllable / (VowelCount * TrailCount));
            hangul[1] = (char)(Vowels + syllable / TrailCount % VowelCount);
            hangul[2] = (char)(Trails + trail);
            return hangul[..(trail == 0 ? 2 : 3)];
        }
        int start = (ushort)(Records[Numbers[character]] >> (compatibility ? 32 : 16));
        return Texts.AsSpan(start + 1, Texts[start]);
    }

    /// <summary>The character that two compose to; -1 when they do not.</summary>
    public static int Compose(int first, int second)
    {
        int lead = first - Leads, vowel = second - Vowels, syllable = first - Syllables, trail = second - Trails;
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
            return Syllables + (lead * VowelCount + vowel) * TrailCount;
        if (syllable is >= 0 and < SyllableCount && syllable % TrailCount == 0 && trail is > 0 and < TrailCount)
            return first + trail;
        int start = (ushort)(Records[Numbers[first]] >> 48);
        var pairs = Compositions.AsSpan(start + 1, Compositions[start]);
        for (int at = 0; at < pairs.Length; at += 2)
        {
            if (pairs[at] == second)
                return pairs[at + 1];
        }
        return -1;
    }

    private static bool IsSyllable(int character) => (uint)(character - Syllables) < SyllableCount;
}
