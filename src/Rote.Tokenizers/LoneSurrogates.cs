namespace Rote.Tokenizers;

/// <summary>Half surrogate pairs are not Unicode text. The pipeline sees U+FFFD in their place, as a conversion to UTF-8 would; lengths stay.</summary>
internal static class LoneSurrogates
{
    private const char Replacement = '\uFFFD';

    public static string Replace(string text)
    {
        int index = IndexOf(text);
        if (index < 0)
            return text;
        char[] units = text.ToCharArray();
        while (index >= 0)
        {
            units[index++] = Replacement;
            int next = IndexOf(units.AsSpan(index));
            index = next < 0 ? -1 : index + next;
        }
        return new string(units);
    }

    /// <summary>The index of the first lone surrogate, or -1.</summary>
    public static int IndexOf(ReadOnlySpan<char> text)
    {
        for (int at = 0; ;)
        {
            int next = text[at..].IndexOfAnyInRange('\uD800', '\uDFFF');
            if (next < 0)
                return -1;
            at += next;
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                return at;
            at += 2;
        }
    }
}
