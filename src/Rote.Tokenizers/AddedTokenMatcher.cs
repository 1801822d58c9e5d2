using System.Buffers;
using System.Diagnostics;
using System.Text;

namespace Rote.Tokenizers;

/// <summary>Finds added tokens in a text: the leftmost first, of those that begin there the longest.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly Dictionary<string, AddedToken>.AlternateLookup<ReadOnlySpan<char>> _tokens;
    private readonly SearchValues<string> _search;
    private readonly int[] _lengths;

    /// <summary>Makes the matcher.</summary>
    /// <param name="tokens">The texts to look for, and the tokens they stand for.</param>
    public AddedTokenMatcher(Dictionary<string, AddedToken> tokens)
    {
        _tokens = tokens.GetAlternateLookup<ReadOnlySpan<char>>();
        _search = SearchValues.Create([.. tokens.Keys], StringComparison.Ordinal);
        _lengths = [.. tokens.Keys.Select(text => text.Length).Distinct().OrderDescending()];
    }

    /// <summary>Splits a piece into added tokens and what lies between them; nothing listed is empty.</summary>
    public void Split(Piece piece, List<(Piece Piece, AddedToken? Token)> parts)
    {
        var text = piece.Span;
        int done = 0;
        for (int at = 0; at < text.Length;)
        {
            int next = text[at..].IndexOfAny(_search);
            if (next < 0)
                break;
            at += next;
            var (token, length) = LongestAt(text[at..]);
            int start = at, end = at + length;
            at = end;
            // A token given up here is gone: no shorter one is tried.
            if (token.SingleWord && (EndsWithWord(text[..start]) || StartsWithWord(text[end..])))
                continue;
            // White space up to `done` belongs to the token before, which may have taken more than one that follows.
            if (token.LeftStrip)
                start = done < start ? done + text[done..start].TrimEnd().Length : done;
            if (token.RightStrip)
                end = text.Length - text[Math.Max(end, done)..].TrimStart().Length;
            if (end <= start)
                continue;
            if (start > done)
                parts.Add((piece.Slice(done, start - done), null));
            parts.Add((piece.Slice(start, end - start), token));
            done = end;
        }
        if (done < text.Length)
            parts.Add((piece.Slice(done, text.Length - done), null));
    }

    private (AddedToken Token, int Length) LongestAt(ReadOnlySpan<char> text)
    {
        foreach (int length in _lengths)
        {
            if (length <= text.Length && _tokens.TryGetValue(text[..length], out var token))
                return (token, length);
        }
        throw new UnreachableException();
    }

    private static bool EndsWithWord(ReadOnlySpan<char> text) =>
        Rune.DecodeLastFromUtf16(text, out var rune, out _) == OperationStatus.Done && WordCharacters.Contains(rune);

    private static bool StartsWithWord(ReadOnlySpan<char> text) =>
        Rune.DecodeFromUtf16(text, out var rune, out _) == OperationStatus.Done && WordCharacters.Contains(rune);
}
