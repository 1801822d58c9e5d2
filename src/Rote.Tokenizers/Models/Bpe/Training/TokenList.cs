namespace Rote.Tokenizers;

/// <summary>Tokens by id while a vocabulary grows.</summary>
internal sealed class TokenList
{
    private readonly List<string> _tokens = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    public int Count => _tokens.Count;

    public IReadOnlyList<string> Tokens => _tokens;

    public string this[int id] => _tokens[id];

    /// <summary>The id of a token, which is added if it is not there.</summary>
    public int Add(string token)
    {
        if (_ids.TryAdd(token, _tokens.Count))
            _tokens.Add(token);
        return _ids[token];
    }

    public int? Find(string token) => _ids.TryGetValue(token, out int id) ? id : null;
}
