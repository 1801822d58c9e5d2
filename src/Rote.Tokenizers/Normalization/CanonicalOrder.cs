using System.Runtime.InteropServices;
using System.Text;

namespace Rote.Tokenizers;

/// <summary>
/// Decomposition, canonical ordering and composition (The Unicode Standard, section 3.11). Each character carries what <see cref="PieceEditor.Append"/> asks for.
/// </summary>
internal static class CanonicalOrder
{
    /// <summary>Takes text apart and orders its marks.</summary>
    public static List<(Rune Rune, int Change, byte Class)> Decompose(ReadOnlySpan<char> text, bool compatibility)
    {
        var table = NormalizationTable.Instance;
        var characters = new List<(Rune Rune, int Change, byte Class)>(text.Length);
        var parts = new List<Rune>();
        int firstMark = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            parts.Clear();
            table.Decompose(rune, compatibility, parts);
            int change = 0;
            foreach (var part in parts)
            {
                byte mark = table.Class(part);
                if (mark == 0)
                {
                    Order(characters, firstMark);
                    firstMark = characters.Count + 1;
                }
                characters.Add((part, change, mark));
                change = 1;
            }
        }
        Order(characters, firstMark);
        return characters;
    }

    /// <summary>Puts characters in canonical order together again.</summary>
    public static List<(Rune Rune, int Change, byte Class)> Compose(List<(Rune Rune, int Change, byte Class)> characters)
    {
        var table = NormalizationTable.Instance;
        var composed = new List<(Rune Rune, int Change, byte Class)>(characters.Count);
        int starter = -1;
        foreach (var character in characters)
        {
            // A character is blocked from its starter by one between them of its own class or a higher one.
            bool blocked = starter < 0 || (starter < composed.Count - 1 && composed[^1].Class >= character.Class);
            if (!blocked && table.Compose(composed[starter].Rune, character.Rune) is { } whole)
            {
                composed[starter] = (whole, Joined(composed[starter].Change, character.Change), 0);
                continue;
            }
            if (character.Class == 0)
                starter = composed.Count;
            composed.Add(character);
        }
        return composed;
    }

    // A new character that is swallowed cancels out; a source character that is swallowed is one more to drop.
    private static int Joined(int first, int second) => first + second - 1;

    private static void Order(List<(Rune Rune, int Change, byte Class)> characters, int from)
    {
        if (characters.Count - from < 2)
            return;
        var marks = CollectionsMarshal.AsSpan(characters)[from..];
        var ordered = marks.ToArray().OrderBy(mark => mark.Class).ToArray();
        ordered.CopyTo(marks);
    }
}
