namespace Rote.Tokenizers;

/// <summary>Tokens and their ids, both ways.</summary>
internal sealed class Vocabulary
{
    /// <summary>How far ids may reach beyond what the tokens fill: no file of a few bytes may ask for an embedding of a billion rows.</summary>
    private const int Slack = 1 << 16;

    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly string?[] _tokens;

    private Vocabulary(Dictionary<string, int> ids, string?[] tokens)
    {
        _ids = ids;
        _lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _tokens = tokens;
    }

    /// <summary>One more than the highest id.</summary>
    public int Size => _tokens.Length;

    /// <summary>The number of tokens.</summary>
    public int Count => _ids.Count;

    /// <summary>All tokens with their ids, by id.</summary>
    public IEnumerable<(string Token, int Id)> Entries
    {
        get
        {
            for (int id = 0; id < _tokens.Length; id++)
            {
                if (_tokens[id] is { } token)
                    yield return (token, id);
            }
        }
    }

    /// <summary>The highest id that a vocabulary may hold.</summary>
    public static long HighestId(int tokens) => 2L * tokens + Slack;

    /// <summary>Entries as a caller gives them, in the form that a file gives them.</summary>
    public static IReadOnlyCollection<KeyValuePair<string, long>> Wide(IEnumerable<KeyValuePair<string, int>> entries) =>
        [.. entries.Select(entry => KeyValuePair.Create(entry.Key, (long)entry.Value))];

    /// <summary>Makes a vocabulary.</summary>
    /// <param name="entries">Tokens with their ids, in any order; gaps are allowed.</param>
    /// <param name="fail">Makes the exception from what is wrong.</param>
    public static Vocabulary Create(IReadOnlyCollection<KeyValuePair<string, long>> entries, Func<string, Exception> fail)
    {
        long highest = -1, allowed = HighestId(entries.Count);
        foreach (var (token, id) in entries)
        {
            if (id < 0 || id > allowed)
                throw fail($"the token '{token}' has the id {id}; the ids of {entries.Count} tokens must lie between 0 and {allowed}.");
            if (LoneSurrogates.IndexOf(token) >= 0)
                throw fail($"the token of id {id} holds half a surrogate pair; tokens must be Unicode text.");
            highest = Math.Max(highest, id);
        }
        var ids = new Dictionary<string, int>(entries.Count, StringComparer.Ordinal);
        string?[] tokens = new string?[highest + 1];
        foreach (var (token, id) in entries)
        {
            if (!ids.TryAdd(token, (int)id))
                throw fail($"the token '{token}' is there twice, with the ids {ids[token]} and {id}; each token must be there once.");
            if (tokens[id] is { } other)
                throw fail($"the tokens '{other}' and '{token}' have the same id, {id}; ids must differ.");
            tokens[id] = token;
        }
        return new Vocabulary(ids, tokens);
    }

    public bool TryGetId(ReadOnlySpan<char> token, out int id) => _lookup.TryGetValue(token, out id);

    public int? Find(string token) => _ids.TryGetValue(token, out int id) ? id : null;

    public string? Find(int id) => id >= 0 && id < _tokens.Length ? _tokens[id] : null;
}
