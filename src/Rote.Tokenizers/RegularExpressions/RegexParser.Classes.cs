using System.Globalization;

namespace Rote.Tokenizers;

/// <content>Sets of characters, and case.</content>
internal sealed partial class RegexParser
{
    // What stands between [ and ], with _at behind the [.
    private CodePointSet Class(int start)
    {
        if (++_depth > MaxDepth)
            throw Fail(start, $"brackets are nested more than {MaxDepth} deep; nest less");
        bool isNegative = Take('^');
        CodePointSet? intersection = null;
        var ranges = new List<(int First, int Last)>();
        bool isFirst = true, afterSet = false;
        while (true)
        {
            if (AtEnd)
                throw Fail(start, "a set does not close; write \\[ for the character");
            int at = _at;
            if (isFirst && intersection is null && _pattern[_at] == ']' && _pattern.IndexOf(']', _at + 1) < 0)
                throw Fail(start, "a set is empty; write \\] for the character");
            if (Take(']') && !(isFirst && intersection is null))
                break;
            _at = at;
            if (Take("&&"))
            {
                intersection = Intersection(intersection, ranges, isFirst, at);
                ranges.Clear();
                (isFirst, afterSet) = (true, false);
                continue;
            }
            if (MemberSet() is { } set)
            {
                ranges.AddRange(set.Ranges);
                (isFirst, afterSet) = (false, true);
                continue;
            }
            if (_pattern[_at] == '-' && afterSet && !(_at + 1 < _pattern.Length && _pattern[_at + 1] == ']'))
                throw Fail(at, "a hyphen follows a set; write \\- for the character");
            int first = Member(), last = first;
            if (_pattern[at] == '-' && !isFirst && !AtEnd && _pattern[_at] == '-')
                throw Fail(at, "hyphens follow one another; write \\- for the character");
            if (_at + 1 < _pattern.Length && _pattern[_at] == '-' && _pattern[_at + 1] != ']' && !(_pattern[at] == '-' && !isFirst))
            {
                _at++;
                if (Take("&&") || MemberSet() is not null)
                    throw Fail(at, "a range must end with a character; write \\- for the hyphen");
                last = Member();
                if (last < first)
                    throw Fail(at, "a range runs backwards; write the lower character first");
            }
            ranges.Add((first, last));
            (isFirst, afterSet) = (false, false);
        }
        _depth--;
        var members = intersection is null ? CodePointSet.Of(ranges) : Intersection(intersection, ranges, isFirst, _at - 1);
        if (_ignoreCase)
            members = Folded(members, start);
        return isNegative ? members.Complement() : members;
    }

    private CodePointSet Intersection(CodePointSet? before, List<(int First, int Last)> ranges, bool isEmpty, int at)
    {
        if (isEmpty)
            throw Fail(at, "nothing stands on one side of &&; write \\& for the character");
        var set = CodePointSet.Of(ranges);
        return before?.Intersect(set) ?? set;
    }

    // A set inside a set; null where a character stands.
    private CodePointSet? MemberSet()
    {
        int start = _at;
        if (AtEnd)
            return null;
        if (_pattern[_at] == '\\' && _at + 1 < _pattern.Length)
        {
            _at++;
            if (SetEscape(start, isMember: true) is { } set)
                return set;
            _at = start;
            return null;
        }
        if (Take("[:"))
        {
            bool isNegative = Take('^');
            int end = _pattern.IndexOf(":]", _at, StringComparison.Ordinal);
            var set = (end < 0 ? null : RegexProperties.FindBracketed(_pattern[_at..end]))
                ?? throw Fail(start, $"[:...:] is not supported but for {string.Join(", ", RegexProperties.Bracketed)}; write \\[ for the character");
            _at = end + 2;
            return isNegative ? set.Complement() : set;
        }
        return Take('[') ? Class(start) : null;
    }

    // A character inside a set.
    private int Member()
    {
        int start = _at;
        if (AtEnd)
            throw Fail(start, "a set does not close; write \\[ for the character");
        if (!Take('\\'))
            return Character();
        if (AtEnd)
            throw Fail(start, "a backslash stands at the end; write it twice for the character");
        return Take('b') ? '\b' : CharacterEscape(start);
    }

    private CodePointSet Literal(int character, int start)
    {
        _literal = character;
        return _ignoreCase ? Folded(CodePointSet.Of(character), start) : CodePointSet.Of(character);
    }

    // Of the letters with case only those of ASCII are known here; to k belongs the sign of Kelvin, to s the long s.
    private CodePointSet Folded(CodePointSet set, int start)
    {
        var ranges = new List<(int First, int Last)>(set.Ranges);
        foreach (var (first, last) in set.Ranges)
        {
            for (int at = first; at <= last; at++)
            {
                if (at >= 0x80 && HasCase(at))
                    throw Fail(start, "a letter outside ASCII without regard to case is not supported; write out its forms");
                if (at >= 0x80 || !char.IsAsciiLetter((char)at))
                    continue;
                ranges.Add((at ^ 0x20, at ^ 0x20));
                if ((at | 0x20) == 'k')
                    ranges.Add((0x212A, 0x212A));
                if ((at | 0x20) == 's')
                    ranges.Add((0x17F, 0x17F));
            }
        }
        return CodePointSet.Of(ranges);
    }

    private static bool HasCase(int character) => Characters.CategoryOf(character) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.LetterNumber or UnicodeCategory.OtherSymbol;

    private static bool IsLigature(int first, int second) => (first | 0x20, second | 0x20) is ('s', 's' or 't') or ('f', 'f' or 'i' or 'l');
}
