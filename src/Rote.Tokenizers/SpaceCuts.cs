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

    private static bool IsVisible(char unit) => unit is >= '!' and <= '~';
}
