namespace Rote.Tokenizers;

/// <summary>A regular expression that is matched by hand: in linear time, without a list or an allocation. It never matches the empty text.</summary>
internal abstract class WordPattern
{
    /// <summary>The matcher of a regular expression.</summary>
    /// <param name="regex">The regular expression, exactly as it stands in a file.</param>
    /// <returns>Its matcher; null when there is none.</returns>
    public static WordPattern? Of(string regex) =>
        Gpt2Words.Of(regex) ?? Cl100kWords.Of(regex) ?? O200kWords.Of(regex) ?? ClipWords.Of(regex) ?? DeepSeekWords.Of(regex) as WordPattern;

    /// <summary>Where the match that begins at a place ends.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">The place, inside the text and between characters.</param>
    /// <returns>Its end; <paramref name="start"/> itself where no match begins.</returns>
    public abstract int End(ReadOnlySpan<char> text, int start);

    /// <summary>Finds a match.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="from">Where it may begin at the earliest.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>Where it begins; -1 when there is none.</returns>
    public virtual int Next(ReadOnlySpan<char> text, int from, out int end)
    {
        int width;
        for (int start = from; start < text.Length; start += width)
        {
            end = End(text, start);
            if (end > start)
                return start;
            CodePoint.At(text, start, out width);
        }
        end = text.Length;
        return -1;
    }

    /// <summary>The end of an apostrophe and what is short for a word after it, <c>'s|'t|'re|'ve|'m|'ll|'d</c>; the place itself where none is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place.</param>
    /// <param name="ignoreCase">True takes capitals too, and ſ, which is an s.</param>
    protected static int EndOfContraction(ReadOnlySpan<char> text, int at, bool ignoreCase)
    {
        if (at + 1 >= text.Length || text[at] != '\'')
            return at;
        char first = Folded(text[at + 1], ignoreCase);
        if (first is 's' or 't' or 'm' or 'd')
            return at + 2;
        if (at + 2 >= text.Length)
            return at;
        char second = Folded(text[at + 2], ignoreCase);
        return (first, second) is ('r', 'e') or ('v', 'e') or ('l', 'l') ? at + 3 : at;
    }

    /// <summary>The end of <c>\s+(?!\S)|\s+</c>: white space, without its last character where something follows and there is more than one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the white space begins.</param>
    protected static int EndOfSpace(ReadOnlySpan<char> text, int start)
    {
        int end = WordCharacter.EndOfRun(text, start, WordKinds.Space);
        // White space is never outside the first plane.
        return end == text.Length || end - start <= 1 ? end : end - 1;
    }

    /// <summary>The end of <c>\s*[\r\n]+|\s+(?!\S)|\s+</c>: white space as far as its last line end, or else as <see cref="EndOfSpace"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the white space begins.</param>
    protected static int EndOfLines(ReadOnlySpan<char> text, int start)
    {
        int end = WordCharacter.EndOfRun(text, start, WordKinds.Space);
        int last = text[start..end].LastIndexOfAny('\r', '\n');
        return last >= 0 ? start + last + 1 : end == text.Length || end - start <= 1 ? end : end - 1;
    }

    private static char Folded(char unit, bool ignoreCase) => !ignoreCase ? unit : unit == 'ſ' ? 's' : char.IsAsciiLetterUpper(unit) ? (char)(unit | 0x20) : unit;
}
