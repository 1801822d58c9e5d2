namespace Rote.Tokenizers;

/// <summary>The parts of a tokenizer: text is cut at added tokens, normalized, split, made tokens of, and completed; tokens are decoded.</summary>
public sealed record TokenizerPipeline
{
    /// <summary>Makes tokens of the pieces.</summary>
    public required TokenizerModel Model { get; init; }

    /// <summary>Rewrites the text first; null leaves it.</summary>
    public Normalizer? Normalizer { get; init; }

    /// <summary>Splits the text into pieces; null makes one piece of it.</summary>
    public PreTokenizer? PreTokenizer { get; init; }

    /// <summary>Adds special tokens; null adds none.</summary>
    public PostProcessor? PostProcessor { get; init; }

    /// <summary>Makes text of tokens; null joins them with spaces.</summary>
    public TokenDecoder? Decoder { get; init; }

    /// <summary>Tokens that are looked for before anything else. Default: none.</summary>
    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    /// <summary>How texts that are too long are cut; null cuts nothing.</summary>
    public TruncationOptions? Truncation { get; init; }

    /// <summary>How texts are filled up to one length; null pads nothing.</summary>
    public PaddingOptions? Padding { get; init; }

    /// <summary>What a tokenizer_config.json beside the tokenizer.json says; null when there is none. What it adds to the other parts is in them already.</summary>
    public TokenizerConfig? Config { get; init; }

    /// <summary>True when spaces before punctuation are taken out of decoded text.</summary>
    /// <remarks>As Hugging Face does it, never with a byte-pair model, whose spaces are the text's own.</remarks>
    internal bool CleansUpSpaces => Config is { CleanUpSpaces: true } && Model is not BpeModel;

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations()
    {
        var added = new Dictionary<int, string>();
        var texts = new HashSet<string>(StringComparer.Ordinal);
        long allowed = Model.VocabularySize + Vocabulary.HighestId(AddedTokens.Count);
        foreach (var token in AddedTokens)
        {
            if (token.Content.Length == 0 || LoneSurrogates.IndexOf(token.Content) >= 0)
            {
                yield return $"the added token of id {token.Id} must be a Unicode text that is not empty.";
                continue;
            }
            if (token.Id < 0 || token.Id > allowed)
                yield return $"the added token '{token.Content}' has the id {token.Id}; it must lie between 0 and {allowed}.";
            if (!added.TryAdd(token.Id, token.Content))
                yield return $"the added tokens '{added[token.Id]}' and '{token.Content}' have the same id, {token.Id}; ids must differ.";
            if (Model.TokenToId(token.Content) is { } id && id != token.Id)
                yield return $"the added token '{token.Content}' has the id {token.Id}, but {id} in the model's vocabulary; they must agree.";
            else if (Model.IdToToken(token.Id) is { } other && other != token.Content)
                yield return $"the added token '{token.Content}' has the id {token.Id}, which is '{other}' in the model's vocabulary; ids must differ.";
            if (!texts.Add(token.Content))
                yield return $"the added token '{token.Content}' is there twice; it must be there once.";
        }
        foreach (string wrong in PostProcessor?.Violations(id => added.GetValueOrDefault(id) ?? Model.IdToToken(id)) ?? [])
            yield return wrong;
        foreach (string wrong in (Truncation?.Violations() ?? []).Concat(Padding?.Violations() ?? []))
            yield return wrong;
    }

    /// <summary>These parts with further added tokens, as <see cref="Tokenizer.WithAddedTokens"/> says.</summary>
    internal TokenizerPipeline WithAddedTokens(IEnumerable<AddedToken> tokens)
    {
        var added = AddedTokens.ToList();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        int next = Model.VocabularySize;
        for (int place = 0; place < added.Count; place++)
        {
            places.TryAdd(added[place].Content, place);
            next = Math.Max(next, added[place].Id + 1);
        }
        foreach (var token in tokens)
        {
            bool isNew = places.TryAdd(token.Content, added.Count);
            int place = places[token.Content];
            int id = token.Id != AddedToken.NoId ? token.Id : isNew ? Model.TokenToId(token.Content) ?? next : added[place].Id;
            next = Math.Max(next, id + 1);
            if (isNew)
                added.Add(token);
            added[place] = token with { Id = id };
        }
        return this with { AddedTokens = added };
    }
}
