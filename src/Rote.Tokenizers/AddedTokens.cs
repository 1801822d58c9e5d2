namespace Rote.Tokenizers;

/// <summary>The added tokens of a tokenizer, and the text between them normalized.</summary>
internal sealed class AddedTokens
{
    private readonly Dictionary<int, string> _texts = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _special = new(StringComparer.Ordinal);
    private readonly Normalizer? _normalizer;
    private readonly AddedTokenMatcher? _original;
    private readonly AddedTokenMatcher? _normalized;

    /// <summary>Makes them.</summary>
    /// <param name="pipeline">A pipeline without violations.</param>
    public AddedTokens(TokenizerPipeline pipeline)
    {
        _normalizer = pipeline.Normalizer;
        var original = new Dictionary<string, AddedToken>(StringComparer.Ordinal);
        var normalized = new Dictionary<string, AddedToken>(StringComparer.Ordinal);
        foreach (var token in pipeline.AddedTokens)
        {
            string text = TextOf(token, _normalizer);
            (token.Normalized ? normalized : original).Add(text, token);
            _texts[token.Id] = text;
            _ids[token.Content] = token.Id;
            if (token.Special)
                _special.Add(token.Content);
            HighestId = Math.Max(HighestId, token.Id);
        }
        _original = original.Count > 0 ? new AddedTokenMatcher(original) : null;
        _normalized = normalized.Count > 0 ? new AddedTokenMatcher(normalized) : null;
    }

    /// <summary>The highest id; -1 when there are none.</summary>
    public int HighestId { get; } = -1;

    /// <summary>The text that a token is looked for as, and decoded to.</summary>
    public static string TextOf(AddedToken token, Normalizer? normalizer) => token.Normalized && normalizer is not null ? normalizer.Apply(token.Content) : token.Content;

    public int? Find(string token) => _ids.TryGetValue(token, out int id) ? id : null;

    public string? Find(int id) => _texts.GetValueOrDefault(id);

    /// <summary>True when decoding can leave a token out. A special token that normalization changes is not recognised, as in Hugging Face's decoding.</summary>
    public bool IsSpecial(string token) => _special.Contains(token);

    /// <summary>Splits a text into added tokens and normalized pieces between them; nothing listed is empty.</summary>
    public List<(Piece Piece, AddedToken? Token)> Split(string text)
    {
        var rough = Split(_original, new Piece(new AlignedText(text)));
        var parts = new List<(Piece Piece, AddedToken? Token)>(rough.Count);
        foreach (var (piece, token) in rough)
        {
            if (token is not null)
                parts.Add((piece, token));
            else
                parts.AddRange(Split(_normalized, _normalizer?.Apply(piece) ?? piece));
        }
        return parts;
    }

    private static List<(Piece Piece, AddedToken? Token)> Split(AddedTokenMatcher? matcher, Piece piece)
    {
        var parts = new List<(Piece Piece, AddedToken? Token)>();
        if (matcher is not null)
            matcher.Split(piece, parts);
        else if (piece.Length > 0)
            parts.Add((piece, null));
        return parts;
    }
}
