using System.Globalization;
using System.Text;

namespace Rote.Training.Metrics;

/// <summary>Strings as Python's <c>str</c> treats them: its white space, its lower case, its code points.</summary>
internal static class PythonText
{
    /// <summary>As <c>str.isspace</c>: .NET's white space and the four information separators.</summary>
    public static bool IsSpace(char c) => c is >= '\u001C' and <= '\u001F' || char.IsWhiteSpace(c);

    /// <summary>As <c>str.rstrip()</c>.</summary>
    public static string TrimEnd(string text)
    {
        int end = text.Length;
        while (end > 0 && IsSpace(text[end - 1]))
            end--;
        return text[..end];
    }

    /// <summary>As <c>str.split()</c>: what stands between runs of white space.</summary>
    public static List<Range> Words(ReadOnlySpan<char> text)
    {
        var words = new List<Range>();
        for (int i = 0; i < text.Length;)
        {
            if (IsSpace(text[i]))
            {
                i++;
                continue;
            }
            int start = i;
            while (i < text.Length && !IsSpace(text[i]))
                i++;
            words.Add(start..i);
        }
        return words;
    }

    /// <summary>As <c>separator.join(text.split())</c>.</summary>
    public static string Join(string text, string separator)
    {
        var joined = new StringBuilder(text.Length);
        foreach (var word in Words(text))
            joined.Append(joined.Length > 0 ? separator : "").Append(text.AsSpan(word));
        return joined.ToString();
    }

    /// <summary>The code points; half of a surrogate pair is one.</summary>
    public static List<int> CodePoints(string text)
    {
        var points = new List<int>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                points.Add(char.ConvertToUtf32(text[i], text[++i]));
            else
                points.Add(text[i]);
        }
        return points;
    }

    /// <summary>Appends a code point, which may be half of a surrogate pair.</summary>
    public static void Append(StringBuilder text, int codePoint)
    {
        if (codePoint <= char.MaxValue)
            text.Append((char)codePoint);
        else
            text.Append(char.ConvertFromUtf32(codePoint));
    }

    /// <summary>As <c>str.lower</c>: Unicode's full mapping, with the final sigma.</summary>
    public static string Lower(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var points = CodePoints(text);
        var lower = new StringBuilder(text.Length);
        for (int i = 0; i < points.Count; i++)
        {
            switch (points[i])
            {
                case 'İ':
                    lower.Append("i\u0307");
                    break;
                case 'Σ':
                    lower.Append(IsFinal(points, i) ? 'ς' : 'σ');
                    break;
                case var point:
                    Append(lower, Rune.TryCreate(point, out var rune) ? Rune.ToLowerInvariant(rune).Value : point);
                    break;
            }
        }
        return lower.ToString();
    }

    // The Unicode Standard, table 3-17 (Final_Sigma): a cased letter before it and none after, over what case ignores.
    private static bool IsFinal(List<int> points, int sigma)
    {
        int before = sigma - 1, after = sigma + 1;
        while (before >= 0 && CaseIgnores(points[before]))
            before--;
        while (after < points.Count && CaseIgnores(points[after]))
            after++;
        return before >= 0 && IsCased(points[before]) && (after == points.Count || !IsCased(points[after]));
    }

    // Case_Ignorable: marks, formats, modifiers, and the word-internal punctuation of Unicode Standard Annex 29.
    private static bool CaseIgnores(int point) =>
        CharUnicodeInfo.GetUnicodeCategory(point) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || point is '\'' or '.' or ':' or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2018 or 0x2019 or 0x2024 or 0x2027 or 0xFE13 or 0xFE52 or 0xFE55 or 0xFF07 or 0xFF0E or 0xFF1A;

    // Cased: letters with case, the ordinal indicators, and Roman, circled, parenthesised and squared letters.
    private static bool IsCased(int point) =>
        CharUnicodeInfo.GetUnicodeCategory(point) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || point is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);
}
