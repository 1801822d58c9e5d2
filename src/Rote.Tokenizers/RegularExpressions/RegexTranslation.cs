using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Rote.Tokenizers;

/// <summary>
/// Writes a regular expression in .NET's syntax. Sets are written out as UTF-16, with surrogate pairs for what lies outside the first plane, so that nothing depends on
/// the Unicode, the culture or the options that .NET has.
/// </summary>
internal sealed class RegexTranslation
{
    // Names of sets grow when they are written out.
    private const int MaxLength = 4_000_000;
    private const char FirstTrail = '\uDC00', LastTrail = '\uDFFF';
    private const int TrailCount = LastTrail - FirstTrail + 1;

    private readonly StringBuilder _text = new();
    private readonly Dictionary<CodePointSet, string> _sets = [];
    private readonly bool _captures;
    private readonly Func<Exception> _tooLarge;

    private RegexTranslation(bool captures, Func<Exception> tooLarge) => (_captures, _tooLarge) = (captures, tooLarge);

    /// <summary>Translates.</summary>
    /// <param name="node">The regular expression.</param>
    /// <param name="tooLarge">Makes the exception where the translation would be too long.</param>
    public static string Of(RegexNode node, Func<Exception> tooLarge)
    {
        var translation = new RegexTranslation(Holds(node, part => part is RegexNode.Reference), tooLarge);
        translation.Write(node);
        return translation._text.ToString();
    }

    private static bool Holds(RegexNode node, Func<RegexNode, bool> rule) => rule(node) || node.Parts.Any(part => Holds(part, rule));

    private void Write(RegexNode node)
    {
        if (_text.Length > MaxLength)
            throw _tooLarge();
        switch (node)
        {
            case RegexNode.OneOf one:
                _text.Append(Set(one.Set));
                break;
            case RegexNode.Sequence sequence:
                foreach (var part in sequence.Nodes)
                    Write(part);
                break;
            case RegexNode.Choice choice:
                for (int index = 0; index < choice.Nodes.Count; index++)
                {
                    _text.Append(index == 0 ? "(?:" : "|");
                    Write(choice.Nodes[index]);
                }
                _text.Append(')');
                break;
            case RegexNode.Repeat repeat:
                Bracketed(repeat.Greed == RegexGreed.Possessive ? "(?>(?:" : "(?:", repeat.Node);
                _text.Append(CultureInfo.InvariantCulture, $"{{{repeat.Least},{repeat.Most}}}");
                _text.Append(repeat.Greed switch { RegexGreed.Lazy => "?", RegexGreed.Possessive => ")", _ => "" });
                break;
            case RegexNode.Capture capture:
                Bracketed(_captures ? "(" : "(?:", capture.Node);
                break;
            case RegexNode.Atomic atomic:
                Bracketed("(?>", atomic.Node);
                break;
            case RegexNode.Look look:
                Bracketed((look.IsBehind, look.IsNegative) switch { (false, false) => "(?=", (false, true) => "(?!", (true, false) => "(?<=", _ => "(?<!" }, look.Node);
                break;
            case RegexNode.Edge edge:
                _text.Append(edge.IsEnd ? @"\z" : @"\A");
                break;
            case RegexNode.Reference reference:
                _text.Append(CultureInfo.InvariantCulture, $@"\{reference.Number}");
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void Bracketed(string open, RegexNode node)
    {
        _text.Append(open);
        Write(node);
        _text.Append(')');
    }

    private string Set(CodePointSet set)
    {
        if (_sets.TryGetValue(set, out string? known))
            return known;
        var first = new StringBuilder();
        var pairs = new List<(string Leads, string Trails)>();
        foreach (var (from, to) in set.Ranges)
        {
            if (from <= char.MaxValue)
                first.Append(Range((char)from, (char)Math.Min(to, char.MaxValue)));
            if (to > char.MaxValue)
                Pairs(pairs, Math.Max(from, char.MaxValue + 1), to);
        }
        var options = new List<string>();
        if (first.Length > 0)
            options.Add($"[{first}]");
        // Leads with the same trails are written once.
        foreach (var group in pairs.GroupBy(pair => pair.Leads, pair => pair.Trails).GroupBy(lead => string.Concat(lead), lead => lead.Key))
            options.Add($"[{string.Concat(group)}][{group.Key}]");
        // What has no member never matches.
        return _sets[set] = options.Count switch { 0 => @"[^\s\S]", 1 => options[0], _ => $"(?:{string.Join('|', options)})" };
    }

    private static void Pairs(List<(string Leads, string Trails)> pairs, int from, int to)
    {
        while (from <= to)
        {
            string text = char.ConvertFromUtf32(from);
            int whole = text[1] == FirstTrail ? (to + 1 - from) / TrailCount : 0;
            int last = whole > 0 ? from + whole * TrailCount - 1 : Math.Min(to, from + LastTrail - text[1]);
            string end = char.ConvertFromUtf32(last);
            pairs.Add((Range(text[0], end[0]), Range(text[1], end[1])));
            from = last + 1;
        }
    }

    private static string Range(char from, char to) => to > from ? $"{Escaped(from)}-{Escaped(to)}" : Escaped(from);

    private static string Escaped(char unit) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
}
