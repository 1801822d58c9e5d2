using System.Text;

namespace Rote.Tokenizers;

/// <summary>The characters that <c>\w</c> means in Rust's regex crate: alphabetic, marks, decimal digits, connectors, joiners (Unicode TR 18, annex C).</summary>
internal static class WordCharacters
{
    public static bool Contains(Rune rune) => Characters.Has(rune.Value, CharacterTraits.Word);
}
