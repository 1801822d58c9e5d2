namespace Rote.Tokenizers;

/// <summary>The added tokens of a tokenizer.</summary>
internal sealed class AddedTokens
{
    private readonly Dictionary<int, (string Content, string Text)> _texts = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _special = new(StringComparer.Ordinal);

    /// <summary>Makes them.</summary>
    /// <param name="pipeline">A pipeline without violations.</param>
    public AddedTokens(TokenizerPipeline pipeline)
    {
        var original = new Dictionary<string, AddedToken>(StringComparer.Ordinal);
        var normalized = new Dictionary<string, AddedToken>(StringComparer.Ordinal);
        foreach (var token in pipeline.AddedTokens)
        {
            string text = TextOf(token, pipeline.Normalizer);
            // Of several that become the same the first is found. What becomes nothing never is.
            if (text.Length > 0)
                (token.Normalized ? normalized : original).TryAdd(text, token);
            _texts[token.Id] = (token.Content, text);
            _ids[token.Content] = token.Id;
            if (token.Special)
                _special.Add(token.Content);
            HighestId = Math.Max(HighestId, token.Id);
        }
        Original = original.Count > 0 ? new AddedTokenMatcher(original) : null;
        Normalized = normalized.Count > 0 ? new AddedTokenMatcher(normalized) : null;
    }

    /// <summary>Finds those that are looked for in the original text; null when there are none.</summary>
    public AddedTokenMatcher? Original { get; }

    /// <summary>Finds those that are looked for in the normalized text; null when there are none.</summary>
    public AddedTokenMatcher? Normalized { get; }

    /// <summary>The highest id; -1 when there are none.</summary>
    public int HighestId { get; } = -1;

    /// <summary>The text that a token is looked for as, and decoded to.</summary>
    public static string TextOf(AddedToken token, Normalizer? normalizer) => token.Normalized && normalizer is not null ? normalizer.Apply(token.Content) : token.Content;

    public int? Find(string token) => _ids.TryGetValue(token, out int id) ? id : null;

    public string? Find(int id) => _texts.TryGetValue(id, out var texts) ? texts.Text : null;

    /// <summary>The token of an id as it was added; null when there is none.</summary>
    public string? ContentOf(int id) => _texts.TryGetValue(id, out var texts) ? texts.Content : null;

    /// <summary>True when decoding can leave a token out. A special token that normalization changes is not recognised, as in Hugging Face's decoding.</summary>
    public bool IsSpecial(string token) => _special.Contains(token);

    /// <summary>Adds a token that was found, as a word of its own.</summary>
    /// <param name="token">The token.</param>
    /// <param name="matched">The text that it was found as.</param>
    /// <param name="range">Where it stands in the text.</param>
    /// <param name="tokens">Receives it.</param>
    public static void Append(AddedToken token, ReadOnlySpan<char> matched, (int Start, int Length) range, EncodingBuilder tokens)
    {
        if (matched.SequenceEqual(token.Content))
            tokens.Add(token.Id, range.Start, range.Length);
        else
            tokens.Add(token.Id, range.Start, range.Length, matched.ToString());
        tokens.Word++;
    }
}
