using System.Globalization;

namespace Rote.Tokenizers;

/// <content>Backslashes, and places in a text.</content>
internal sealed partial class RegexParser
{
    private static readonly RegexNode TextStart = new RegexNode.Edge(IsEnd: false);
    private static readonly RegexNode TextEnd = new RegexNode.Edge(IsEnd: true);
    private static readonly RegexNode NewLine = new RegexNode.OneOf(CodePointSet.Of('\n'));

    // Oniguruma's ^ is at every line's start; behind a line end that ends the text no line starts. Its $ is before every line end, and at the end.
    private static readonly RegexNode LineStart = new RegexNode.Choice([TextStart, new RegexNode.Sequence([Behind(NewLine), Ahead(TextEnd, isNegative: true)])]);
    private static readonly RegexNode LineEnd = Ahead(new RegexNode.Choice([NewLine, TextEnd]));

    private static RegexNode.Look Ahead(RegexNode node, bool isNegative = false) => new RegexNode.Look(node, IsBehind: false, isNegative);

    private static RegexNode.Look Behind(RegexNode node, bool isNegative = false) => new RegexNode.Look(node, IsBehind: true, isNegative);

    private RegexNode Escape()
    {
        int start = _at++;
        if (AtEnd)
            throw Fail(start, "a backslash stands at the end; write it twice for the character");
        char unit = _pattern[_at];
        if (unit is >= '1' and <= '9')
            return Reference(start, unit - '0');
        if (unit is 'A' or 'z' or 'Z' or 'b' or 'B' or 'R' or 'N' or 'O')
        {
            _at++;
            return unit switch
            {
                'A' => TextStart,
                'z' => TextEnd,
                'Z' => Ahead(new RegexNode.Sequence([new RegexNode.Repeat(NewLine, 0, 1, RegexGreed.Greedy), TextEnd])),
                'R' when _lookbehinds > 0 => throw Fail(start, "\\R in a lookbehind is not supported; write it without"),
                'R' => new RegexNode.Atomic(new RegexNode.Choice(
                    [new RegexNode.Sequence([new RegexNode.OneOf(CodePointSet.Of('\r')), NewLine]), new RegexNode.OneOf(RegexProperties.LineEnds)])),
                'N' => new RegexNode.OneOf(CodePointSet.Of('\n').Complement()),
                'O' => new RegexNode.OneOf(CodePointSet.All),
                _ => WordEdge(isNegative: unit == 'B'),
            };
        }
        if (unit is 'G' or 'K' or 'X' or 'y' or 'Y' or 'k' or 'g')
            throw Fail(start, $"\\{unit} is not supported; write it without");
        return new RegexNode.OneOf(SetEscape(start, isMember: false) ?? Literal(CharacterEscape(start), start));
    }

    // \d, \p{L} and the like, with _at at what follows the backslash; null where a character stands there.
    private CodePointSet? SetEscape(int start, bool isMember)
    {
        char unit = _pattern[_at];
        if (unit is 'p' or 'P')
        {
            _at++;
            return Property(start, unit == 'P', isMember);
        }
        var set = unit switch
        {
            'd' or 'D' => RegexProperties.Digits,
            's' or 'S' => RegexProperties.Spaces,
            'w' or 'W' => isMember ? RegexProperties.WordsInSets : RegexProperties.Words,
            'h' or 'H' => RegexProperties.Hexadecimal,
            _ => null,
        };
        _at += set is null ? 0 : 1;
        return set is null || char.IsAsciiLetterLower(unit) ? set : set.Complement();
    }

    private CodePointSet Property(int start, bool isNegative, bool isMember)
    {
        string name;
        if (Take('{'))
        {
            isNegative ^= Take('^');
            int end = _pattern.IndexOf('}', _at);
            name = end < 0 ? throw Fail(start, "the name of a property does not end; close it with }") : _pattern[_at..end];
            _at = end + 1;
        }
        else
        {
            name = AtEnd ? "" : _pattern[_at++].ToString();
        }
        var set = RegexProperties.Find(name)
            ?? throw Fail(start, $"the property {name} is not supported; supported are general categories (L, Lu, Nd), {string.Join(", ", RegexProperties.Others)}");
        if (isMember && set == RegexProperties.Words)
            set = RegexProperties.WordsInSets;
        return isNegative ? set.Complement() : set;
    }

    // The character that an escape stands for, with _at at what follows the backslash.
    private int CharacterEscape(int start)
    {
        char unit = _pattern[_at];
        switch (unit)
        {
            case 'x' when _at + 1 < _pattern.Length && _pattern[_at + 1] == '{':
                int end = _pattern.IndexOf('}', _at);
                int length = end - _at - 2;
                return length is >= 1 and <= 8 ? Hexadecimal(start, _at + 2, length, end + 1) : throw Fail(start, "\\x{ takes 1 to 8 hexadecimal digits and a }");
            case 'x':
                int value = Hexadecimal(start, _at + 1, 2, _at + 3);
                return value < 0x80 ? value : throw Fail(start, "\\x above 7F is a byte, not a character; write \\x{...}");
            case 'u':
                return Hexadecimal(start, _at + 1, 4, _at + 5);
            case 'c' or 'C' or 'M' or 'o' or (>= '1' and <= '9'):
                throw Fail(start, $"\\{unit} is not supported; write \\x{{...}}");
            case '0':
                value = 0;
                _at++;
                for (int digits = 0; digits < 2 && !AtEnd && _pattern[_at] is >= '0' and <= '7'; digits++)
                    value = 8 * value + _pattern[_at++] - '0';
                return value;
            default:
                int character = Character();
                return character switch { 't' => '\t', 'n' => '\n', 'r' => '\r', 'f' => '\f', 'v' => '\v', 'a' => '\a', 'e' => '\e', _ => character };
        }
    }

    private int Hexadecimal(int start, int from, int length, int next)
    {
        if (from + length > _pattern.Length
            || !int.TryParse(_pattern.AsSpan(from, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            || value is < 0 or > CodePointSet.Highest or (>= 0xD800 and <= 0xDFFF))
        {
            throw Fail(start, $"{length} hexadecimal digits of a character must follow");
        }
        _at = next;
        return value;
    }

    private RegexNode.Reference Reference(int start, int number)
    {
        _at++;
        if (!AtEnd && char.IsAsciiDigit(_pattern[_at]))
            throw Fail(start, "\\ with several digits is not supported; write \\x{...} for a character");
        if (_ignoreCase || _lookbehinds > 0)
            throw Fail(start, $"\\{number} without regard to case or in a lookbehind is not supported; write it without");
        _references = Math.Max(_references, number);
        return new RegexNode.Reference(number, CanBeEmpty: number > _captures.Count || !_captures[number - 1]);
    }

    // Oniguruma's words, which are not .NET's.
    private static RegexNode.Choice WordEdge(bool isNegative)
    {
        var word = new RegexNode.OneOf(RegexProperties.Words);
        return new RegexNode.Choice(
        [
            new RegexNode.Sequence([Behind(word), Ahead(word, isNegative: !isNegative)]),
            new RegexNode.Sequence([Behind(word, isNegative: true), Ahead(word, isNegative)]),
        ]);
    }
}
