using System.Text;

namespace Rote.Tokenizers;

/// <summary>Extended grapheme clusters, what a reader takes for one character (Unicode annex 29, version 17), as the Rust crate unicode-segmentation cuts them.</summary>
internal static class Graphemes
{
    private static readonly CharacterMap<byte> Classes = new UnicodeTable("graphemes").Map<byte>();

    /// <summary>What a character is to the rules.</summary>
    /// <param name="codePoint">0 to U+10FFFF.</param>
    public static GraphemeClass ClassOf(int codePoint) => (GraphemeClass)Classes[codePoint];

    /// <summary>The length of the cluster at the start of a text that begins between clusters.</summary>
    /// <param name="text">The text, not empty.</param>
    /// <returns>Its length in UTF-16 units.</returns>
    public static int LengthOfFirst(ReadOnlySpan<char> text)
    {
        if (IsPlain(text[0]) && (text.Length == 1 || IsPlain(text[1])))
            return 1;
        var cluster = default(GraphemeCluster);
        int at = 0;
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text[at..], out var rune, out int width);
            if (!cluster.Takes(ClassOf(rune.Value)))
                break;
            at += width;
        }
        return at;
    }

    private static bool IsPlain(char unit) => unit is >= ' ' and <= '~';
}
