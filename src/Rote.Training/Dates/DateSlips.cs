namespace Rote.Training.Dates;

/// <summary>
/// Slips of the typing hand: case and spaces. None makes a date ambiguous: a space goes only where what it parted stays apart without it, and
/// comes only where words and numbers stay whole.
/// </summary>
internal static class DateSlips
{
    private const int CasePercent = 15;
    private const int SpacingPercent = 20;

    /// <summary>Of the slips of spacing, those that put spaces around all separators.</summary>
    private const int EverywherePercent = 25;

    /// <summary>Bounds how much longer a text may grow: forms that spell the year leave little room below 60 characters.</summary>
    private const int MostChanges = 3;

    private const string Separators = ".,/-／";

    /// <summary>The text, with or without slips.</summary>
    public static string Apply(string text, Random random)
    {
        if (random.Next(100) < CasePercent)
            text = random.Next(2) == 0 ? text.ToLowerInvariant() : text.Replace("ß", "SS", StringComparison.Ordinal).ToUpperInvariant();
        return random.Next(100) < SpacingPercent ? Space(text, random) : text;
    }

    private static string Space(string text, Random random)
    {
        var gaps = Gaps(text);
        if (random.Next(100) < EverywherePercent)
            gaps.RemoveAll(at => text[at] == ' ');
        else
            gaps = Draw(gaps, 1 + random.Next(MostChanges), random);
        // From the end, so that the places before stay where they are.
        foreach (int at in gaps.OrderDescending())
            text = text[at] == ' ' && CanClose(text, at) && random.Next(2) == 0 ? text.Remove(at, 1) : text.Insert(at, " ");
        return text;
    }

    /// <summary>Where a space can be doubled or dropped (it stands there), or put in (none stands on either side).</summary>
    private static List<int> Gaps(string text) =>
        [.. Enumerable.Range(1, text.Length - 1).Where(at => text[at] == ' ' || (text[at - 1] != ' ' && CanOpen(text[at - 1], text[at])))];

    /// <summary>Between a digit and a separator or an ideograph: "3 . 3 . 2021", "2021 年 3 月 3 日".</summary>
    private static bool CanOpen(char left, char right) =>
        (char.IsDigit(left) && Parts(right)) || (char.IsDigit(right) && Parts(left));

    private static bool Parts(char mark) => Separators.Contains(mark) || IsIdeograph(mark);

    private static bool IsIdeograph(char mark) => mark is >= '\u3400' and <= '\u9fff';

    /// <summary>Not between two numbers, nor between two words.</summary>
    private static bool CanClose(string text, int at)
    {
        char left = text[at - 1], right = text[at + 1];
        return !(char.IsDigit(left) && char.IsDigit(right)) && !(char.IsLetter(left) && char.IsLetter(right));
    }

    private static List<int> Draw(List<int> from, int count, Random random)
    {
        var drawn = new List<int>(count);
        for (; drawn.Count < count && from.Count > 0;)
        {
            int pick = random.Next(from.Count);
            drawn.Add(from[pick]);
            from.RemoveAt(pick);
        }
        return drawn;
    }
}
