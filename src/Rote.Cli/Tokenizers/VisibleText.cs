using System.Globalization;
using System.Text;
using Rote.Cli.Pictures;

namespace Rote.Cli.Tokenizers;

/// <summary>Text as a terminal can show it: what leaves no ink or steers the terminal is spelt as its code point, such as <c>‹U+200D›</c>.</summary>
internal static class VisibleText
{
    private const string Cut = "…";

    /// <summary>Text in which a space is ␣.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>One line.</returns>
    public static string Of(string text) => Spelt(text, "␣");

    /// <summary>A name, whose spaces are plain.</summary>
    /// <param name="name">Any text.</param>
    /// <returns>One line.</returns>
    public static string Name(string name) => Spelt(name, " ");

    /// <summary>A token among others: it holds no white space, so that spaces can stand between tokens.</summary>
    /// <param name="token">Any text.</param>
    /// <returns>The token on one line.</returns>
    public static string Token(string token) => token.Length == 0 ? "∅" : Spelt(token, Code(new Rune(' ')));

    /// <summary>As <see cref="Of(string)"/>, cut where it is long.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">The most characters, ≥ 1.</param>
    /// <returns>One line.</returns>
    public static string Start(string text, int most)
    {
        int end = 0, count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (++count > most)
                return Of(text[..end]) + Cut;
            end += rune.Utf16SequenceLength;
        }
        return Of(text);
    }

    /// <summary>A character.</summary>
    /// <param name="rune">The character.</param>
    /// <returns>The character, or its code point.</returns>
    public static string Of(Rune rune) => Of(rune.ToString());

    /// <summary>A character's code point.</summary>
    /// <param name="rune">The character.</param>
    /// <returns>Such as <c>U+00E9</c>.</returns>
    public static string CodePoint(Rune rune) => $"U+{rune.Value:X4}";

    private static string Spelt(string text, string space)
    {
        var spelt = new StringBuilder(text.Length);
        bool onBase = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == ' ')
                spelt.Append(space);
            else if (HasNoInk(rune))
                spelt.Append(Code(rune));
            else if (IsMark(rune) && !onBase)
                spelt.Append('◌').Append(rune.ToString()); // a mark by itself would sit on what stands before it
            else
                spelt.Append(rune.ToString());
            onBase = rune.Value != ' ' && !HasNoInk(rune);
        }
        return spelt.ToString();
    }

    private static string Code(Rune rune) => $"‹{CodePoint(rune)}›";

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static bool HasNoInk(Rune rune) => TokenText.IsInvisible(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
        // Fillers, the blank of Braille, and what chooses between forms of the character before it.
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
