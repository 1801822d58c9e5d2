using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>
/// What is said beside a tokenizer's classic files, in <c>tokenizer_config.json</c>, <c>special_tokens_map.json</c> and <c>added_tokens.json</c>. They hold much that
/// is for Python alone; only what is named here is looked at.
/// </summary>
internal sealed class ClassicConfig
{
    private const string ConfigName = "tokenizer_config.json", SpecialName = "special_tokens_map.json", AddedName = "added_tokens.json";
    private const long MaxLength = 16L << 20;

    // The names of SpecialRole, in its order.
    private static readonly string[] RoleNames = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];

    // Classes that say nothing of what kind a tokenizer is.
    private static readonly string[] GenericClasses = ["PreTrainedTokenizer", "TokenizersBackend", "SentencePieceBackend"];

    private readonly Dictionary<SpecialRole, SpecialToken> _roles = [];
    private readonly List<SpecialToken> _others = [];
    private readonly JsonPart? _config;

    private ClassicConfig(string folder)
    {
        _config = Open(Path.Combine(folder, ConfigName));
        if (_config is not null)
            ReadTokens(_config);
        if (Open(Path.Combine(folder, SpecialName)) is { } special)
            ReadTokens(special);
        if (_config?.Optional("added_tokens_decoder") is not null)
        {
            foreach (var (name, part) in _config.Object("added_tokens_decoder").Members())
                _others.Add(new SpecialToken(ReadToken(part, part.Place) with { Id = IdOf(name, part) }, HasFlags: true));
        }
        if (Open(Path.Combine(folder, AddedName)) is { } added)
        {
            // Such files say no more than ids; what is special is said elsewhere.
            foreach (var (token, id) in added.Table())
            {
                if (id is < 0 or > int.MaxValue)
                    throw added.Fail($"the token '{token}' has the id {id}; it must lie between 0 and {int.MaxValue}.");
                _others.Add(new SpecialToken(new AddedToken((int)id, token) { Special = false, Normalized = true }, HasFlags: false));
            }
        }
        string? type = _config?.OptionalText("tokenizer_class");
        if (type is not null && type.EndsWith("Fast", StringComparison.Ordinal))
            type = type[..^"Fast".Length];
        Class = GenericClasses.Contains(type) ? null : type;
    }

    /// <summary>The class that transformers would load, without its "Fast"; null when none that says anything is named.</summary>
    public string? Class { get; }

    /// <summary>Tokens without a role.</summary>
    public IReadOnlyList<SpecialToken> Others => _others;

    /// <summary>Reads what is there.</summary>
    /// <param name="folder">The folder.</param>
    public static ClassicConfig Load(string folder) => new(folder);

    /// <summary>The token of a role; null when no file names it.</summary>
    public SpecialToken? this[SpecialRole role] => _roles.TryGetValue(role, out var token) ? token : null;

    /// <summary>A flag of tokenizer_config.json; null when it is null or not there.</summary>
    public bool? Flag(string name) => _config?.Optional(name) is null ? null : _config.Flag(name);

    /// <summary>A number of tokenizer_config.json; null when it is null or not there.</summary>
    public int? Number(string name) => _config?.Optional(name) is null ? null : _config.Number(name);

    private static JsonPart? Open(string file) => File.Exists(file) ? JsonObjectFile.Read(file, MaxLength) : null;

    private void ReadTokens(JsonPart part)
    {
        for (int role = 0; role < RoleNames.Length; role++)
        {
            if (part.Optional(RoleNames[role]) is { } value)
                _roles.TryAdd((SpecialRole)role, ReadSpecial(part, value, RoleNames[role]));
        }
        foreach (string name in new[] { "additional_special_tokens", "extra_special_tokens" })
        {
            switch (part.Optional(name))
            {
                case { ValueKind: JsonValueKind.Array } list:
                    foreach (var value in list.EnumerateArray())
                        _others.Add(ReadSpecial(part, value, name));
                    break;
                case { ValueKind: JsonValueKind.Object } table:
                    foreach (var entry in table.EnumerateObject())
                        _others.Add(ReadSpecial(part, entry.Value, name));
                    break;
                case { } other:
                    throw part.Wrong(name, "an array", other);
            }
        }
    }

    private static SpecialToken ReadSpecial(JsonPart part, JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return new SpecialToken(new AddedToken(-1, part.TextOf(value, name)), HasFlags: false);
        return new SpecialToken(ReadToken(new JsonPart(value, name, part.Fail), name) with { Special = true }, HasFlags: true);
    }

    private static AddedToken ReadToken(JsonPart part, string place) => new(-1, part.Text("content"))
    {
        SingleWord = part.OptionalFlag("single_word"),
        LeftStrip = part.OptionalFlag("lstrip"),
        RightStrip = part.OptionalFlag("rstrip"),
        Normalized = part.OptionalFlag("normalized"),
        Special = part.OptionalFlag("special"),
    };

    private static int IdOf(string name, JsonPart part) => int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int id)
        ? id
        : throw part.Fail($"'added_tokens_decoder' has the name '{name}'; its names must be ids.");
}
