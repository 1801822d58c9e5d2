namespace Rote.Tokenizers.Serialization;

/// <summary>The special tokens of a tokenizer from classic files: what the files name, what its family names where they do not, and their ids.</summary>
internal sealed class SpecialTokens
{
    private readonly TokenizerModel _model;
    private readonly Func<string, Exception> _fail;
    private readonly Dictionary<SpecialRole, string> _roles = [];
    private readonly Dictionary<string, AddedToken> _tokens = new(StringComparer.Ordinal);

    /// <summary>Gathers them.</summary>
    /// <param name="config">What the files name.</param>
    /// <param name="model">The model; a token that it has keeps its id, others follow after its last.</param>
    /// <param name="family">What the roles' tokens are where the files name none; what the model lacks of these is left out.</param>
    /// <param name="own">Tokens that the model itself says are special.</param>
    /// <param name="fail">Makes the exception from what is wrong.</param>
    public SpecialTokens(ClassicConfig config, TokenizerModel model, SpecialTokenDefaults family, IEnumerable<AddedToken> own, Func<string, Exception> fail)
    {
        _model = model;
        _fail = fail;
        foreach (var token in own)
            Add(token);
        foreach (var role in Enum.GetValues<SpecialRole>())
        {
            if (config[role] is { } named)
                Add(role, role == SpecialRole.Mask && family.MaskStripsLeft && !named.HasFlags ? named.Token with { LeftStrip = true } : named.Token, replaces: true);
            else if (family[role] is { } text && model.TokenToId(text) is { } id)
                Add(role, new AddedToken(id, text) { LeftStrip = role == SpecialRole.Mask && family.MaskStripsLeft }, replaces: false);
        }
        foreach (var (token, hasFlags) in config.Others)
        {
            var known = _tokens.GetValueOrDefault(token.Content);
            bool special = token.Special || known is { Special: true };
            if (hasFlags || known is null)
                Add(token with { Special = special });
            else
                Add(known with { Id = Math.Max(known.Id, token.Id), Special = special });
        }
        int next = Math.Max(model.VocabularySize, _tokens.Values.Select(token => token.Id).DefaultIfEmpty(-1).Max() + 1);
        foreach (var token in _tokens.Values.Where(token => token.Id < 0).ToList())
            _tokens[token.Content] = token with { Id = next++ };
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<AddedToken> Tokens => [.. _tokens.Values];

    /// <summary>The token of a role, which must be there.</summary>
    public TemplateToken this[SpecialRole role] => Find(role)
        ?? throw _fail($"a token must be added whose role is '{role}', and none is named. Name it in a tokenizer_config.json beside the file.");

    /// <summary>The token of a role; null when there is none.</summary>
    public TemplateToken? Find(SpecialRole role) => _roles.TryGetValue(role, out string? text) ? new TemplateToken(_tokens[text].Id, text) : null;

    private void Add(SpecialRole role, AddedToken token, bool replaces)
    {
        _roles[role] = token.Content;
        if (replaces || !_tokens.TryGetValue(token.Content, out var known))
            Add(token);
        else
            Add(known with { Special = true, LeftStrip = known.LeftStrip || token.LeftStrip });
    }

    private void Add(AddedToken token) => _tokens[token.Content] = token with { Id = _model.TokenToId(token.Content) ?? token.Id };
}
