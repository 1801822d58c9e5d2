using System.Globalization;
using System.Text;

namespace Rote.Tokenizers;

/// <summary>The characters that <c>\w</c> means in Rust's regex crate: alphabetic, marks, decimal digits, connectors, joiners (Unicode TR 18, annex C).</summary>
internal static class WordCharacters
{
    public static bool Contains(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == '_'
        : Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or
            UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or
            UnicodeCategory.EnclosingMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation => true,
            UnicodeCategory.Format => rune.Value is 0x200C or 0x200D,
            // The symbols that are alphabetic: circled, squared and negative letters.
            UnicodeCategory.OtherSymbol => rune.Value is
                (>= 0x24B6 and <= 0x24E9) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189),
            _ => false,
        };
}
