namespace Rote.Tokenizers;

/// <summary>Takes white space at a token's ends out of its range, as byte-level tokenizers ask for.</summary>
/// <param name="AddsPrefixSpace">True: the one space that begins the text, or the first token, was put there by the tokenizer and has no range to lose.</param>
/// <param name="IsFirst">True when the text is the first of what it is completed with: no token was put before it.</param>
internal readonly record struct OffsetTrim(bool AddsPrefixSpace, bool IsFirst)
{
    // A space, as byte-level tokens spell it.
    private const char SpelledSpace = 'Ġ';

    /// <summary>The range of a token without the white space at its ends.</summary>
    /// <param name="token">The token.</param>
    /// <param name="index">Which one of its text it is.</param>
    /// <param name="range">Its range.</param>
    /// <param name="text">The text that the range is in; empty when it holds no surrogate pairs.</param>
    /// <remarks>One character of the range goes for each of the token's: where a space was put before 😀, and has its range, that is a surrogate pair.</remarks>
    public (int Start, int Length) Apply(string token, int index, (int Start, int Length) range, ReadOnlySpan<char> text)
    {
        int leading = 0, trailing = 0;
        while (leading < token.Length && IsSpace(token[leading]))
            leading++;
        while (trailing < token.Length && IsSpace(token[^(trailing + 1)]))
            trailing++;
        if (leading == 0 && trailing == 0)
            return range;
        var (start, end) = (range.Start, range.Start + range.Length);
        if (leading == 1 && AddsPrefixSpace && ((IsFirst && index == 0) || start == 0))
            leading = 0;
        for (; leading > 0 && start < end; leading--)
            start += IsPair(text, start) ? 2 : 1;
        int cut = end;
        for (; trailing > 0 && cut > 0; trailing--)
            cut -= IsPair(text, cut - 2) ? 2 : 1;
        // More than lies before the end in all is not taken off.
        if (trailing == 0)
            end = Math.Max(cut, start);
        return (start, end - start);
    }

    // White space is never outside the first plane.
    private static bool IsSpace(char unit) => unit == SpelledSpace || char.IsWhiteSpace(unit);

    private static bool IsPair(ReadOnlySpan<char> text, int at) => at >= 0 && at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
