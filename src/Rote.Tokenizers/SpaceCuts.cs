namespace Rote.Tokenizers;

/// <summary>Where text can be cut before it is normalized and split: before a single space between two visible ASCII characters.</summary>
internal static class SpaceCuts
{
    /// <summary>True where the cuts give the words that the whole text gives.</summary>
    public static bool ChangeNothing(Normalizer? normalizer, PreTokenizer? preTokenizer) =>
        normalizer is null or { KeepsWordsApart: true } && preTokenizer is { SplitsAtSpaces: true };

    /// <summary>The first such place at or after an index, or the text's end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">The index, &gt;= 1.</param>
    public static int Next(ReadOnlySpan<char> text, int from)
    {
        for (int at = from; at < text.Length - 1; at++)
        {
            int found = text[at..].IndexOf(' ');
            if (found < 0)
                break;
            at += found;
            if (at < text.Length - 1 && IsVisible(text[at - 1]) && IsVisible(text[at + 1]))
                return at;
        }
        return text.Length;
    }

    /// <summary>
    /// True for a text that begins with three characters of printable ASCII, no two spaces among them together: normalizers that keep words apart then leave the first where
    /// it is, and nothing after it changes it.
    /// </summary>
    public static bool BeginsPlainly(ReadOnlySpan<char> text) => text.Length >= 3 && !text[..3].ContainsAnyExceptInRange(' ', '~') && (text[1] != ' ' || (text[0] != ' ' && text[2] != ' '));

    private static bool IsVisible(char unit) => unit is >= '!' and <= '~';
}
