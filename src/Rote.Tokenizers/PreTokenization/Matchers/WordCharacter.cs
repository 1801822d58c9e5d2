using System.Globalization;

namespace Rote.Tokenizers;

/// <summary>The kinds of characters and runs of them, one look into a table for each character of the first plane.</summary>
internal static class WordCharacter
{
    private static readonly WordKinds[] FirstPlane = [.. Enumerable.Range(0, 0x10000).Select(KindsOf)];

    /// <summary>The kinds of the character at a place inside the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place.</param>
    /// <param name="width">The length of the character in UTF-16 units.</param>
    public static WordKinds At(ReadOnlySpan<char> text, int at, out int width)
    {
        width = 1;
        char unit = text[at];
        var kinds = FirstPlane[unit];
        return kinds == WordKinds.None && char.IsSurrogate(unit) ? KindsOf(CodePoint.At(text, at, out width)) : kinds;
    }

    /// <summary>The end of the run of characters from a place on that have one of some kinds.</summary>
    public static int EndOfRun(ReadOnlySpan<char> text, int at, WordKinds kinds)
    {
        while (at < text.Length && (At(text, at, out int width) & kinds) != 0)
            at += width;
        return at;
    }

    /// <summary>The end of the run of characters from a place on that have none of some kinds.</summary>
    public static int EndOfOthers(ReadOnlySpan<char> text, int at, WordKinds kinds)
    {
        while (at < text.Length && (At(text, at, out int width) & kinds) == 0)
            at += width;
        return at;
    }

    /// <summary>The end of at most some characters of a kind.</summary>
    public static int EndOfRun(ReadOnlySpan<char> text, int at, WordKinds kinds, int most)
    {
        for (; most > 0 && at < text.Length && (At(text, at, out int width) & kinds) != 0; most--)
            at += width;
        return at;
    }

    private static WordKinds KindsOf(int codePoint)
    {
        var traits = Characters.TraitsOf(codePoint);
        var kinds = WordKinds.None;
        kinds |= (traits & CharacterTraits.Letter) != 0 ? WordKinds.Letter : 0;
        kinds |= (traits & CharacterTraits.Number) != 0 ? WordKinds.Number : 0;
        kinds |= (traits & CharacterTraits.Mark) != 0 ? WordKinds.Mark : 0;
        kinds |= (traits & CharacterTraits.WhiteSpace) != 0 ? WordKinds.Space : 0;
        kinds |= codePoint is '\r' or '\n' ? WordKinds.LineEnd : 0;
        return kinds | Characters.CategoryOf(codePoint) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => WordKinds.Upper,
            UnicodeCategory.LowercaseLetter => WordKinds.Lower,
            >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherSymbol => WordKinds.Symbol,
            _ => WordKinds.None,
        };
    }
}
