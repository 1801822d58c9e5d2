namespace Rote.Tokenizers;

/// <content>Brackets.</content>
internal sealed partial class RegexParser
{
    private RegexNode? Group(int start)
    {
        if (!Take('?'))
        {
            if (!AtEnd && _pattern[_at] == '*')
                throw Fail(start, "(*...) is not supported; write it without");
            int index = _captures.Count;
            _captures.Add(false);
            _capturesBehind += _lookbehinds;
            var capture = new RegexNode.Capture(Inside(start));
            _captures[index] = !capture.CanBeEmpty;
            return capture;
        }
        if (Take('#'))
        {
            int end = _pattern.IndexOf(')', _at);
            _at = end < 0 ? throw Fail(start, "a comment does not end; close it with )") : end + 1;
            return null;
        }
        if (Take(':'))
            return Inside(start);
        if (Take('>'))
            return _lookbehinds == 0 ? new RegexNode.Atomic(Inside(start)) : throw Fail(start, "(?>...) in a lookbehind is not supported; write (?:...)");
        if (Take('='))
            return Look(start, isBehind: false, isNegative: false);
        if (Take('!'))
            return Look(start, isBehind: false, isNegative: true);
        if (Take("<="))
            return Look(start, isBehind: true, isNegative: false);
        if (Take("<!"))
            return Look(start, isBehind: true, isNegative: true);
        if (Take('<') || Take('\''))
        {
            // A name means nothing where no name is referred to; groups without one do not capture beside it.
            char close = _pattern[_at - 1] == '<' ? '>' : '\'';
            int end = _pattern.IndexOf(close, _at);
            if (end <= _at || char.IsAsciiDigit(_pattern[_at]) || _pattern[_at..end].Any(unit => !char.IsAsciiLetterOrDigit(unit) && unit != '_'))
                throw Fail(start, "the name of a group must be letters, digits and _, and begin with none of the digits");
            _at = end + 1;
            _named = true;
            return Inside(start);
        }
        return Options(start);
    }

    private RegexNode.Look Look(int start, bool isBehind, bool isNegative)
    {
        if (_lookbehinds > 0)
            throw Fail(start, "a lookaround in a lookbehind is not supported; write it without");
        _lookbehinds += isBehind ? 1 : 0;
        var node = Inside(start);
        _lookbehinds -= isBehind ? 1 : 0;
        return new RegexNode.Look(node, isBehind, isNegative);
    }

    // (?i:...) has them inside; (?i) has them as far as the group around it goes, which includes its alternatives.
    private RegexNode Options(int start)
    {
        var (ignoreCase, dotIsAll) = (_ignoreCase, _dotIsAll);
        bool on = true;
        while (!AtEnd && _pattern[_at] is not (':' or ')'))
        {
            switch (_pattern[_at++])
            {
                case '-':
                    on = false;
                    break;
                case 'i':
                    _ignoreCase = on;
                    break;
                case 'm':
                    _dotIsAll = on;
                    break;
                default:
                    throw Fail(start, $"{_pattern[start.._at]} is not supported; supported are (?:, (?=, (?!, (?<=, (?<!, (?>, (?#, (?<name>, and the options i and m");
            }
        }
        var node = Take(':') ? Inside(start) : Take(')') ? Alternatives() : throw Fail(start, "a bracket does not close; write \\( for the character");
        (_ignoreCase, _dotIsAll) = (ignoreCase, dotIsAll);
        return node;
    }

    private RegexNode Inside(int start)
    {
        var (ignoreCase, dotIsAll) = (_ignoreCase, _dotIsAll);
        var node = Alternatives();
        (_ignoreCase, _dotIsAll) = (ignoreCase, dotIsAll);
        return Take(')') ? node : throw Fail(start, "a bracket does not close; write \\( for the character");
    }
}
