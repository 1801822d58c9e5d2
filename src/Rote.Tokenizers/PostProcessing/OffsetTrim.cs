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
    public (int Start, int Length) Apply(string token, int index, (int Start, int Length) range)
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
        start = Math.Min(start + leading, end);
        if (end >= trailing)
            end = Math.Max(end - trailing, start);
        return (start, end - start);
    }

    // White space is never outside the first plane.
    private static bool IsSpace(char unit) => unit == SpelledSpace || char.IsWhiteSpace(unit);
}
