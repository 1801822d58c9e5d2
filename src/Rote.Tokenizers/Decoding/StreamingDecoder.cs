namespace Rote.Tokenizers;

/// <summary>
/// Makes text of ids that come one by one, and shows each piece of it as soon as later ids cannot change it: never half a character. The pieces, one after the other,
/// are the text that <see cref="Tokenizer.Decode"/> makes of all ids. It is for one sequence of ids and one thread; the tokenizer may be shared.
/// </summary>
/// <remarks>
/// It shows what Hugging Face's <c>DecodeStream</c> shows, when that shows it. Where that fails, because bytes that follow spoil a character that was shown, the new ids
/// are decoded by themselves. Where it waits for ever, because nothing but U+FFFD or nothing at all comes, text is shown after at most 128 ids: the cost of an id is
/// bounded, whatever came before.
/// </remarks>
public sealed class StreamingDecoder
{
    private const int LongestWait = 128;

    // A character has at most four bytes, each of them a token at worst; the last of them finishes it.
    private const int LongestUnfinished = 3;

    private const char Replacement = '\uFFFD';

    private readonly Tokenizer _tokenizer;
    private readonly bool _skipSpecialTokens;

    // The tokens that were shown last, since decoders join a token to the one before it, and those that wait.
    private readonly List<string> _tokens = [];
    private int _shownTokens;

    // What the shown tokens are by themselves.
    private string _shown = "";

    internal StreamingDecoder(Tokenizer tokenizer, bool skipSpecialTokens) => (_tokenizer, _skipSpecialTokens) = (tokenizer, skipSpecialTokens);

    /// <summary>Takes the next id.</summary>
    /// <param name="id">The id. One that has no token adds nothing.</param>
    /// <returns>The text that can be shown now, not empty; null when there is none yet.</returns>
    /// <exception cref="InvalidOperationException">The decoder cuts more off a token than there is (<see cref="TokenDecoder.Strip"/>).</exception>
    public string? Push(int id)
    {
        if (_tokenizer.TokenToShow(id, _skipSpecialTokens) is not { } token)
            return null;
        // Tokens that are nothing by themselves have nothing to wait for.
        if (_shown.Length == 0 && _tokens.Count > 0 && _tokenizer.Join(_tokens).Length == 0)
            _shownTokens = _tokens.Count;
        _tokens.Add(token);
        string text = _tokenizer.Join(_tokens);
        string fresh = text.EndsWith(Replacement) ? "" : Fresh(text, _tokens.Count);
        if (fresh.Length > 0)
            Advance(_tokens.Count);
        else if (_tokens.Count > LongestWait)
            fresh = Release();
        return fresh.Length > 0 ? fresh : null;
    }

    /// <summary>Ends the sequence of ids; another one may follow.</summary>
    /// <returns>The text that was still waiting, with U+FFFD for what is no character; null when there is none.</returns>
    public string? Flush()
    {
        string fresh = _tokens.Count > _shownTokens ? Fresh(_tokenizer.Join(_tokens), _tokens.Count) : "";
        _tokens.Clear();
        _shownTokens = 0;
        _shown = "";
        return fresh.Length > 0 ? fresh : null;
    }

    // Shows all but what may be the start of a character.
    private string Release()
    {
        int to = Math.Max(_shownTokens, _tokens.Count - LongestUnfinished);
        string fresh = Fresh(_tokenizer.Join(_tokens[..to]), to);
        Advance(to);
        return fresh;
    }

    // What a text of the first tokens has that was not shown. Where what was shown has changed since, it is past recall.
    private string Fresh(string text, int to) => text.StartsWith(_shown, StringComparison.Ordinal) ? text[_shown.Length..] : _tokenizer.Join(_tokens[_shownTokens..to]);

    private void Advance(int to)
    {
        _tokens.RemoveRange(0, _shownTokens);
        _shownTokens = to - _shownTokens;
        _shown = _tokenizer.Join(_tokens[.._shownTokens]);
    }
}
