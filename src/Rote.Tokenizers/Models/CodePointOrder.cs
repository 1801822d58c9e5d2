namespace Rote.Tokenizers;

/// <summary>Texts by code points, which is their order as UTF-8 bytes; ordinal order puts surrogates before U+E000 to U+FFFF.</summary>
internal sealed class CodePointOrder : IComparer<string>
{
    public static CodePointOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> first = x, second = y;
        int same = first.CommonPrefixLength(second);
        return same == first.Length || same == second.Length ? first.Length - second.Length : Rank(first[same]) - Rank(second[same]);
    }

    // Surrogates above all else.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
