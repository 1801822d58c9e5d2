using System.Globalization;

namespace Rote.Tokenizers;

/// <summary>
/// Reads regular expressions in the syntax of Oniguruma, which Hugging Face's tokenizers use, as its version 6.9.10 reads them. What it does not know, and what would
/// not mean the same afterwards, is refused: it never reads a thing as something else.
/// </summary>
internal sealed partial class RegexParser
{
    private const int MaxLength = 10_000;
    private const int MaxDepth = 50;
    private const int MaxRepeat = 100_000;
    private const int None = -1;

    private readonly string _pattern;
    private readonly Func<string, Exception> _fail;
    private bool _ignoreCase;
    private bool _dotIsAll;
    private int _at;
    private int _depth;
    private int _repeatsRepeated;
    private int _captures;
    private bool _named;
    private int _lookbehinds;
    private int _references;
    private int _capturesBehind;
    private int _literal = None;

    private RegexParser(string pattern, Func<string, Exception> fail)
    {
        _pattern = pattern;
        _fail = fail;
    }

    private bool AtEnd => _at == _pattern.Length;

    /// <summary>Reads a regular expression.</summary>
    /// <param name="pattern">The regular expression.</param>
    /// <param name="fail">Makes the exception from what is wrong.</param>
    public static RegexNode Parse(string pattern, Func<string, Exception> fail)
    {
        var parser = new RegexParser(pattern, fail);
        if (pattern.Length > MaxLength)
            throw parser.Fail(0, $"it has {pattern.Length} UTF-16 units; at most {MaxLength} are read");
        if (LoneSurrogates.IndexOf(pattern) is >= 0 and var half)
            throw parser.Fail(half, "half a surrogate pair stands; write Unicode text");
        var node = parser.Alternatives();
        if (!parser.AtEnd)
            throw parser.Fail(parser._at, "a bracket closes that none opened; write \\) for the character");
        if (parser._references > parser._captures || (parser._references > 0 && parser._named))
            throw parser.Fail(0, $"\\{parser._references} repeats a group that there is not, or that has a name; it has {parser._captures} groups without a name");
        if (parser._references > 0 && parser._capturesBehind > 0)
            throw parser.Fail(0, "a group in a lookbehind and \\1 are not supported together; write (?:...) in the lookbehind");
        return node;
    }

    private RegexNode Alternatives()
    {
        if (++_depth > MaxDepth)
            throw Fail(_at, $"brackets are nested more than {MaxDepth} deep; nest less");
        List<RegexNode> options = [Sequence()];
        while (Take('|'))
            options.Add(Sequence());
        _depth--;
        return options.Count == 1 ? options[0] : new RegexNode.Choice(options);
    }

    private RegexNode Sequence()
    {
        var nodes = new List<RegexNode>();
        int before = None;
        while (!AtEnd && _pattern[_at] is not ('|' or ')'))
        {
            int start = _at;
            _literal = None;
            if (Atom() is not { } atom)
                continue;
            int end = _at;
            nodes.Add(Quantified(atom, start));
            int literal = _ignoreCase && _at == end ? _literal : None;
            if (IsLigature(before, literal))
                throw Fail(start, $"{(char)before}{(char)literal} without regard to case also means one character (such as ß or ﬁ), which is not supported; put [] around one");
            before = literal;
        }
        return nodes.Count == 1 ? nodes[0] : new RegexNode.Sequence(nodes);
    }

    // Null where nothing stands: a comment.
    private RegexNode? Atom()
    {
        int start = _at;
        switch (_pattern[_at])
        {
            case '(':
                _at++;
                return Group(start);
            case '[':
                _at++;
                return new RegexNode.OneOf(Class(start));
            case '\\':
                return Escape();
            case '.':
                _at++;
                return new RegexNode.OneOf(_dotIsAll ? CodePointSet.All : CodePointSet.Of('\n').Complement());
            case '^':
                _at++;
                return LineStart;
            case '$':
                _at++;
                return LineEnd;
            case '*' or '+' or '?':
                throw Fail(start, "there is nothing to repeat; write it with a backslash for the character");
            case '{' when Interval() is not null:
                throw Fail(start, "there is nothing to repeat; write \\{ for the character");
            default:
                return new RegexNode.OneOf(Literal(Character(), start));
        }
    }

    private RegexNode Quantified(RegexNode node, int start)
    {
        while (!AtEnd)
        {
            int at = _at;
            var repeat = _pattern[_at] switch
            {
                '*' => Repeated(node, 0, null),
                '+' => Repeated(node, 1, null),
                '?' => Repeated(node, 0, 1),
                '{' => Interval() is (var least, var most, var isFixed) ? Counted(node, least, most, isFixed) : null,
                _ => null,
            };
            if (repeat is null)
                return node;
            if (node.CanBeEmpty && (repeat.Most != 1 || node is RegexNode.Look or RegexNode.Edge))
                throw Fail(start, "what is repeated may be empty, which is not supported; repeat what has at least one character");
            if (node is RegexNode.Repeat { Greed: RegexGreed.Lazy })
                throw Fail(at, "a lazy repetition is repeated, which is not supported; repeat once");
            if (node is RegexNode.Repeat && ++_repeatsRepeated > MaxDepth)
                throw Fail(at, $"more than {MaxDepth} repetitions are repeated; repeat once");
            node = repeat;
        }
        return node;
    }

    private RegexNode.Repeat Repeated(RegexNode node, int least, int? most)
    {
        _at++;
        var greed = Take('?') ? RegexGreed.Lazy : Take('+') ? RegexGreed.Possessive : RegexGreed.Greedy;
        if (greed == RegexGreed.Possessive && _lookbehinds > 0)
            throw Fail(_at - 1, "a possessive repetition in a lookbehind is not supported; write it without");
        return new RegexNode.Repeat(node, least, most, greed);
    }

    // After {n} a question mark means once or not at all, and a plus more of them.
    private RegexNode.Repeat Counted(RegexNode node, int least, int? most, bool isFixed) =>
        new(node, least, most, !isFixed && Take('?') ? RegexGreed.Lazy : RegexGreed.Greedy);

    // {n}, {n,}, {,m}, {n,m}; null, and nothing read, where the brace is a character like any other.
    private (int Least, int? Most, bool IsFixed)? Interval()
    {
        int start = _at++;
        int? least = Count(), most = least;
        bool isFixed = !Take(',');
        if (!isFixed)
            most = Count();
        if ((least is null && most is null) || !Take('}'))
        {
            _at = start;
            return null;
        }
        return most < least
            ? throw Fail(start, $"{{{least},{most}}} counts down; write the smaller number first")
            : (least ?? 0, most, isFixed);
    }

    private int? Count()
    {
        int start = _at;
        while (!AtEnd && char.IsAsciiDigit(_pattern[_at]))
            _at++;
        if (_at == start)
            return null;
        return int.TryParse(_pattern.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= MaxRepeat
            ? count
            : throw Fail(start, $"a repetition may count to {MaxRepeat}; count less");
    }

    private int Character()
    {
        int character = CodePoint.At(_pattern, _at, out int width);
        _at += width;
        return character;
    }

    private bool Take(char unit)
    {
        bool takes = !AtEnd && _pattern[_at] == unit;
        _at += takes ? 1 : 0;
        return takes;
    }

    private bool Take(string text)
    {
        bool takes = _pattern.AsSpan(_at).StartsWith(text, StringComparison.Ordinal);
        _at += takes ? text.Length : 0;
        return takes;
    }

    private Exception Fail(int at, string wrong)
    {
        string shown = _pattern.Length <= 100 ? _pattern : $"{_pattern.AsSpan(0, 100)}…";
        return _fail($"the regular expression {shown} cannot be used: at character {at + 1}, {wrong}.");
    }
}
