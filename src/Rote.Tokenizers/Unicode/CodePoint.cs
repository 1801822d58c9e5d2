using System.Text;

namespace Rote.Tokenizers;

/// <summary>Reads text character by character without the cost of an iterator.</summary>
internal static class CodePoint
{
    /// <summary>The character at a place; half a surrogate pair is U+FFFD.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place, inside the text and between characters.</param>
    /// <param name="width">The length of the character in UTF-16 units.</param>
    public static int At(ReadOnlySpan<char> text, int at, out int width)
    {
        char unit = text[at];
        if (!char.IsSurrogate(unit))
        {
            width = 1;
            return unit;
        }
        Rune.DecodeFromUtf16(text[at..], out var rune, out width);
        return rune.Value;
    }
}
