using System.Runtime.InteropServices;

namespace Rote.Tokenizers;

/// <summary>
/// Decomposition, canonical ordering and composition (The Unicode Standard, section 3.11). Each character carries what <see cref="PieceEditor.Append"/> asks for.
/// </summary>
internal static class CanonicalOrder
{
    /// <summary>Takes text apart and orders its marks.</summary>
    public static void Decompose(ReadOnlySpan<char> text, bool compatibility, List<(int Character, int Change, byte Class)> characters)
    {
        Span<char> hangul = stackalloc char[3];
        characters.Clear();
        int firstMark = 0;
        for (int at = 0; at < text.Length;)
        {
            int character = CodePoint.At(text, at, out int width);
            at += width;
            var parts = Decompositions.Of(character, compatibility, hangul);
            if (parts.IsEmpty)
                Add(character, 0);
            for (int part = 0; part < parts.Length; part += width)
                Add(CodePoint.At(parts, part, out width), part == 0 ? 0 : 1);
        }
        Order(characters, firstMark);

        void Add(int character, int change)
        {
            byte mark = Decompositions.ClassOf(character);
            if (mark == 0)
            {
                Order(characters, firstMark);
                firstMark = characters.Count + 1;
            }
            characters.Add((character, change, mark));
        }
    }

    /// <summary>Puts characters in canonical order together again.</summary>
    public static void Compose(List<(int Character, int Change, byte Class)> characters)
    {
        int starter = -1, count = 0;
        var all = CollectionsMarshal.AsSpan(characters);
        foreach (var character in all)
        {
            // A character is blocked from its starter by one between them of its own class or a higher one.
            bool blocked = starter < 0 || (starter < count - 1 && all[count - 1].Class >= character.Class);
            if (!blocked && Decompositions.Compose(all[starter].Character, character.Character) is >= 0 and var whole)
            {
                all[starter] = (whole, Joined(all[starter].Change, character.Change), 0);
                continue;
            }
            if (character.Class == 0)
                starter = count;
            all[count++] = character;
        }
        characters.RemoveRange(count, characters.Count - count);
    }

    // A new character that is swallowed cancels out; a source character that is swallowed is one more to drop.
    private static int Joined(int first, int second) => first + second - 1;

    private static void Order(List<(int Character, int Change, byte Class)> characters, int from)
    {
        if (characters.Count - from < 2)
            return;
        var marks = CollectionsMarshal.AsSpan(characters)[from..];
        for (int at = 1; at < marks.Length; at++)
        {
            if (marks[at - 1].Class <= marks[at].Class)
                continue;
            marks.ToArray().OrderBy(mark => mark.Class).ToArray().CopyTo(marks);
            return;
        }
    }
}
