using System.Globalization;

namespace Rote.Cli.Pictures;

/// <summary>Breaks a text into lines.</summary>
internal static class TextWrap
{
    /// <summary>Breaks at spaces, and within a word only where the word alone is too long.</summary>
    /// <param name="text">One paragraph.</param>
    /// <param name="mostLines">Lines at most; what is beyond is cut, with an ellipsis.</param>
    /// <param name="fits">Whether a line is short enough.</param>
    public static IReadOnlyList<string> Wrap(string text, int mostLines, Predicate<string> fits)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split(' '))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (fits(longer))
            {
                line = longer;
                continue;
            }
            if (line.Length > 0)
                lines.Add(line);
            line = BreakWord(word, fits, lines);
        }
        lines.Add(line);
        if (lines.Count <= mostLines)
            return lines;
        string last = lines[mostLines - 1];
        while (last.Length > 0 && !fits(last + "…"))
            last = last[..^1];
        return [.. lines.Take(mostLines - 1), last + "…"];
    }

    private static string BreakWord(string word, Predicate<string> fits, List<string> lines)
    {
        string line = "";
        var elements = StringInfo.GetTextElementEnumerator(word);
        while (elements.MoveNext())
        {
            string longer = line + elements.GetTextElement();
            if (line.Length > 0 && !fits(longer))
            {
                lines.Add(line);
                line = elements.GetTextElement();
            }
            else
            {
                line = longer;
            }
        }
        return line;
    }
}
