using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Rote.Training.Metrics;

/// <summary>The five ways in which BLEU splits a line; tokens are what white space then separates.</summary>
/// <remarks>The rules are those of sacreBLEU 2.6: https://github.com/mjpost/sacrebleu/tree/f615c72/sacrebleu/tokenizers</remarks>
internal static partial class BleuTokenizer
{
    /// <summary>The line with its tokens set apart.</summary>
    public static string Apply(string line, BleuTokenization tokenization) => tokenization switch
    {
        BleuTokenization.ThirteenA => ThirteenA(line),
        BleuTokenization.International => International(line),
        BleuTokenization.Characters => Characters(line),
        BleuTokenization.None => line,
        BleuTokenization.Chinese => Chinese(line),
        _ => throw new UnreachableException(),
    };

    /// <summary>The name in sacreBLEU's signature.</summary>
    public static string Name(BleuTokenization tokenization) => tokenization switch
    {
        BleuTokenization.ThirteenA => "13a",
        BleuTokenization.International => "intl",
        BleuTokenization.Characters => "char",
        BleuTokenization.None => "none",
        BleuTokenization.Chinese => "zh",
        _ => throw new UnreachableException(),
    };

    private static string ThirteenA(string line)
    {
        line = line.Replace("<skipped>", "").Replace("-\n", "").Replace('\n', ' ');
        // In this order, so that &amp;lt; is undone twice.
        line = line.Replace("&quot;", "\"").Replace("&amp;", "&").Replace("&lt;", "<").Replace("&gt;", ">");
        return Western($" {line} ");
    }

    private static string Western(string line)
    {
        line = AsciiPunctuation().Replace(line, " $0 ");
        line = PointAfterNoDigit().Replace(line, "$1 $2 ");
        line = PointBeforeNoDigit().Replace(line, " $1 $2");
        line = DashAfterDigit().Replace(line, "$1 $2 ");
        return PythonText.Join(line, " ");
    }

    // Everything from space to ~ that is no letter, digit, apostrophe, comma, dash or point.
    [GeneratedRegex("[ -&(-+/:-@[-`{-~]")]
    private static partial Regex AsciiPunctuation();

    [GeneratedRegex("([^0-9])([.,])")]
    private static partial Regex PointAfterNoDigit();

    [GeneratedRegex("([.,])([^0-9])")]
    private static partial Regex PointBeforeNoDigit();

    [GeneratedRegex("([0-9])(-)")]
    private static partial Regex DashAfterDigit();

    // By hand: .NET's expressions see halves of surrogate pairs, which have no category of their own.
    private static string International(string line)
    {
        var points = PythonText.CodePoints(line);
        points = SetApart(points, IsNoNumber, IsPunctuation, (first, second) => [first, ' ', second, ' ']);
        points = SetApart(points, IsPunctuation, IsNoNumber, (first, second) => [' ', first, ' ', second]);
        var text = new StringBuilder(points.Count + 16);
        foreach (int point in points)
        {
            string around = IsSymbol(point) ? " " : "";
            text.Append(around);
            PythonText.Append(text, point);
            text.Append(around);
        }
        return PythonText.Join(text.ToString(), " ");
    }

    // Pairs are found from the left and do not overlap, as a regular expression finds them.
    private static List<int> SetApart(List<int> points, Func<int, bool> isFirst, Func<int, bool> isSecond, Func<int, int, int[]> apart)
    {
        var result = new List<int>(points.Count + 16);
        for (int i = 0; i < points.Count; i++)
        {
            if (i + 1 < points.Count && isFirst(points[i]) && isSecond(points[i + 1]))
                result.AddRange(apart(points[i], points[++i]));
            else
                result.Add(points[i]);
        }
        return result;
    }

    private static bool IsNoNumber(int point) =>
        CharUnicodeInfo.GetUnicodeCategory(point) is not (UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber);

    private static bool IsPunctuation(int point) =>
        CharUnicodeInfo.GetUnicodeCategory(point) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    private static bool IsSymbol(int point) =>
        CharUnicodeInfo.GetUnicodeCategory(point) is >= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol;

    private static string Characters(string line)
    {
        var text = new StringBuilder(2 * line.Length);
        foreach (int point in PythonText.CodePoints(line))
        {
            if (text.Length > 0)
                text.Append(' ');
            PythonText.Append(text, point);
        }
        return text.ToString();
    }

    private static string Chinese(string line)
    {
        var text = new StringBuilder(2 * line.Length);
        foreach (char c in line)
        {
            string around = IsChinese(c) ? " " : "";
            text.Append(around).Append(c).Append(around);
        }
        return Western(text.ToString());
    }

    // sacreBLEU means U+20000–U+2A6D6 by one of its ranges and writes U+2001–U+2A6D: general punctuation, arrows and symbols stand apart,
    // and characters beyond U+FFFF do not. Scores agree with its own only so.
    private static bool IsChinese(char c) => c is (>= '\u2001' and <= '\u2A6D')
        or (>= '\u2E80' and <= '\u2FDF') or (>= '\u2FF0' and <= '\u303F') or (>= '\u3100' and <= '\u312F') or (>= '\u31A0' and <= '\u31BF')
        or (>= '\u31C0' and <= '\u31EF') or (>= '\u3200' and <= '\u33FF') or (>= '\u3400' and <= '\u4DB5') or (>= '\u4E00' and <= '\u9FBB')
        or (>= '\uF900' and <= '\uFA2D') or (>= '\uFA30' and <= '\uFA6A') or (>= '\uFA70' and <= '\uFAD9')
        or (>= '\uFE10' and <= '\uFE1F') or (>= '\uFE30' and <= '\uFE4F') or (>= '\uFF00' and <= '\uFFEF');
}
