using System.Text;

namespace Rote.Tokenizers;

/// <summary>The ids of the tokens that are one character, between what the vocabulary puts around it.</summary>
internal sealed class CharacterTable
{
    /// <summary>The id of a character that has no token.</summary>
    public const int None = -1;

    private const int PageBits = 8;
    private static readonly int[] EmptyPage = NewPage();

    private readonly int[][] _pages = new int[0x110000 >> PageBits][];

    /// <summary>Makes the table.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="before">What stands before the character in the token.</param>
    /// <param name="after">What stands after it.</param>
    public CharacterTable(Vocabulary vocabulary, string before, string after)
    {
        Array.Fill(_pages, EmptyPage);
        int affixes = before.Length + after.Length;
        foreach (var (token, id) in vocabulary.Entries)
        {
            int width = token.Length - affixes;
            if (width is 1 or 2 && token.AsSpan().StartsWith(before) && token.AsSpan().EndsWith(after)
                && Rune.DecodeFromUtf16(token.AsSpan(before.Length), out var rune, out int used) == System.Buffers.OperationStatus.Done && used == width)
            {
                ref int[] page = ref _pages[rune.Value >> PageBits];
                if (page == EmptyPage)
                    page = NewPage();
                page[rune.Value & ((1 << PageBits) - 1)] = id;
            }
        }
    }

    /// <summary>The id of a character's token, or <see cref="None"/>.</summary>
    /// <param name="character">A code point.</param>
    public int this[int character] => _pages[character >> PageBits][character & ((1 << PageBits) - 1)];

    private static int[] NewPage()
    {
        int[] page = new int[1 << PageBits];
        Array.Fill(page, None);
        return page;
    }
}
