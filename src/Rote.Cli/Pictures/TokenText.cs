using System.Globalization;
using System.Text;

namespace Rote.Cli.Pictures;

/// <summary>How a token is shown as a label.</summary>
internal static class TokenText
{
    /// <summary>Longer labels end in an ellipsis, counted in characters that a reader sees.</summary>
    public const int MaxLength = 24;

    private const string Space = "␣";
    private const string Empty = "∅";

    /// <summary>The label of a token: blanks become visible, and what is too long is cut.</summary>
    /// <param name="token">The token, as the tokenizer names it.</param>
    public static string Shown(string token)
    {
        if (token.Length == 0)
            return Empty;
        // A character that a reader sees can hold any number of marks; so its code units are bounded too.
        var elements = new StringInfo(token.Length > MaxLength * 8 ? token[..(MaxLength * 8)] : token);
        bool cut = elements.LengthInTextElements > MaxLength || token.Length > MaxLength * 8;
        string head = cut ? elements.SubstringByTextElements(0, Math.Min(MaxLength, elements.LengthInTextElements) - 1) : token;
        var shown = new StringBuilder(head.Length + 1);
        foreach (var rune in head.EnumerateRunes())
        {
            shown.Append(rune.Value switch
            {
                ' ' => Space,
                '\n' => "↵",
                '\r' => "␍",
                '\t' => "⇥",
                _ => rune.ToString(),
            });
        }
        return cut ? shown.Append('…').ToString() : shown.ToString();
    }

    /// <summary>Whether a character leaves no ink, or steers the text around it; such a character is shown as its code.</summary>
    /// <param name="rune">A character.</param>
    public static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.SpaceSeparator => rune.Value != ' ',
        _ => false,
    };

    /// <summary>A label with its invisible characters spelt as code points, for places where the reader's own fonts draw it.</summary>
    /// <param name="shown">A label.</param>
    public static string Spelt(string shown)
    {
        var spelt = new StringBuilder(shown.Length);
        foreach (var rune in shown.EnumerateRunes())
            spelt.Append(IsInvisible(rune) ? $"‹U+{rune.Value:X4}›" : rune.ToString());
        return spelt.ToString();
    }

    /// <summary>What the signs in the labels stand for; empty where none is used.</summary>
    /// <param name="tokens">All tokens.</param>
    public static string Legend(IEnumerable<string> tokens)
    {
        var all = tokens.ToArray();
        var signs = new List<string>();
        if (all.Any(token => token.Contains(' ', StringComparison.Ordinal)))
            signs.Add($"{Space} is a space");
        if (all.Any(token => token.Length == 0))
            signs.Add($"{Empty} is an empty token");
        if (all.Contains("</s>"))
            signs.Add("</s> is the end");
        return signs.Count == 0 ? "" : string.Join(", ", signs) + ".";
    }

    /// <summary>A text on one line: line ends and tabs become spaces, and what is beyond 600 characters is cut.</summary>
    /// <param name="text">Any text.</param>
    public static string OneLine(string text)
    {
        const int most = 600;
        string line = string.Concat((text.Length > most ? text[..most] + "…" : text).Select(c => c is '\n' or '\r' or '\t' ? ' ' : c));
        return line.Trim();
    }
}
