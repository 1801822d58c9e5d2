using System.Buffers;
using System.Diagnostics;

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
        StaysInWords = tokens.All(entry => !entry.Value.RightStrip && !entry.Key.Any(char.IsWhiteSpace));
    }

    /// <summary>True when no token can take in white space after it or between its characters.</summary>
    public bool StaysInWords { get; }

    /// <summary>The first token that stands at an index or after it; null when there is none.</summary>
    public (int Start, int Length, AddedToken? Token) Find(ReadOnlySpan<char> text, int from)
    {
        int next = text[from..].IndexOfAny(_search);
        if (next < 0)
            return default;
        int start = from + next;
        foreach (int length in _lengths)
        {
            if (length <= text.Length - start && _tokens.TryGetValue(text.Slice(start, length), out var token))
                return (start, length, token);
        }
        throw new UnreachableException();
    }
}
