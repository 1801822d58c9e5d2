using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Rote.Tokenizers;

/// <summary>A walk through a text from one added token to the next. Before each, and after the last, lies a gap, which may be empty.</summary>
internal ref struct AddedTokenSearch
{
    private readonly AddedTokenMatcher? _matcher;
    private readonly ReadOnlySpan<char> _text;
    private int _at;

    /// <summary>Begins a walk.</summary>
    /// <param name="matcher">Finds the tokens; null finds none.</param>
    /// <param name="text">The text.</param>
    public AddedTokenSearch(AddedTokenMatcher? matcher, ReadOnlySpan<char> text)
    {
        _matcher = matcher;
        _text = text;
    }

    /// <summary>The stretch before the token, or the last one, that holds no token.</summary>
    public (int Start, int Length) Gap { get; private set; }

    /// <summary>Where the token stands, white space that it takes in included.</summary>
    public (int Start, int Length) Match { get; private set; }

    /// <summary>The token found; null past the last.</summary>
    public AddedToken? Token { get; private set; }

    /// <summary>Goes on to the next token; false when there is none, and the gap is what is left.</summary>
    [MemberNotNullWhen(true, nameof(Token))]
    public bool Next()
    {
        int done = Match.Start + Match.Length;
        while (_matcher is not null && _matcher.Find(_text, _at) is var (start, length, token) && token is not null)
        {
            int end = _at = start + length;
            // A token given up here is gone: no shorter one is tried.
            if (token.SingleWord && (EndsWithWord(_text[..start]) || StartsWithWord(_text[end..])))
                continue;
            // White space up to `done` belongs to the token before, which may have taken more than one that follows.
            if (token.LeftStrip)
                start = done < start ? done + _text[done..start].TrimEnd().Length : done;
            if (token.RightStrip)
                end = _text.Length - _text[Math.Max(end, done)..].TrimStart().Length;
            if (end <= start)
                continue;
            (Gap, Match, Token) = ((done, Math.Max(0, start - done)), (start, end - start), token);
            return true;
        }
        (Gap, Match, Token) = ((done, _text.Length - done), (_text.Length, 0), null);
        return false;
    }

    private static bool EndsWithWord(ReadOnlySpan<char> text) =>
        Rune.DecodeLastFromUtf16(text, out var rune, out _) == OperationStatus.Done && WordCharacters.Contains(rune);

    private static bool StartsWithWord(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out var rune, out _) == OperationStatus.Done && WordCharacters.Contains(rune);
}
