using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>
/// What is said beside a tokenizer's classic files, in <c>tokenizer_config.json</c>, <c>special_tokens_map.json</c> and <c>added_tokens.json</c>: the tokens, and what
/// a tokenizer.json would say itself. All else is for Python alone.
/// </summary>
internal sealed record ClassicConfig
{
    private const string ConfigName = "tokenizer_config.json", SpecialName = "special_tokens_map.json", AddedName = "added_tokens.json";

    // Classes that say nothing of what kind a tokenizer is.
    private static readonly string[] GenericClasses = ["PreTrainedTokenizer", "TokenizersBackend", "SentencePieceBackend"];

    /// <summary>The tokens; null when there is no file.</summary>
    public TokenizerConfig? Tokens { get; private init; }

    /// <summary>The class that transformers would load, without its "Fast"; null when none that says anything is named.</summary>
    public string? Class { get; private init; }

    /// <summary><c>do_lower_case</c>.</summary>
    public bool? LowersCase { get; private init; }

    /// <summary><c>strip_accents</c>.</summary>
    public bool? StripsAccents { get; private init; }

    /// <summary><c>keep_accents</c>.</summary>
    public bool? KeepsAccents { get; private init; }

    /// <summary><c>tokenize_chinese_chars</c>.</summary>
    public bool? PartsIdeographs { get; private init; }

    /// <summary><c>add_prefix_space</c>.</summary>
    public bool? AddsPrefixSpace { get; private init; }

    /// <summary><c>legacy</c>.</summary>
    public bool? IsLegacy { get; private init; }

    /// <summary><c>extra_ids</c>.</summary>
    public int? ExtraIds { get; private init; }

    /// <summary>True when the mask token is given with its flags, and not as a text only.</summary>
    public bool MaskHasFlags { get; private init; }

    /// <summary>The text of a special token, by a name such as <c>bos_token</c>; null when no file names it.</summary>
    public string? this[string name] => Tokens?.SpecialTokens.GetValueOrDefault(name)?.Content;

    /// <summary>Reads what is there.</summary>
    /// <param name="folder">The folder.</param>
    public static ClassicConfig Load(string folder)
    {
        var config = Read(folder, ConfigName, ReadConfig) ?? new ClassicConfig();
        if (Read(folder, SpecialName, TokenizerConfigJson.Read) is { } special)
            config = config with { Tokens = config.Tokens is { } first ? Joined(first, special) : special };
        if (Read(folder, AddedName, part => part.Table()) is { } added)
            config = config with { Tokens = WithAdded(config.Tokens ?? new TokenizerConfig(), added, wrong => new TokenizerFormatException($"'{Path.Combine(folder, AddedName)}': {wrong}")) };
        return config;
    }

    private static T? Read<T>(string folder, string name, Func<JsonPart, T> read)
        where T : class
    {
        string file = Path.Combine(folder, name);
        return File.Exists(file) ? JsonFile.Parse(JsonFile.ReadAll(file, name, TokenizerConfigFile.MaxLength), file, name, read) : null;
    }

    private static ClassicConfig ReadConfig(JsonPart part)
    {
        string? type = part.OptionalText("tokenizer_class");
        if (type is not null && type.EndsWith("Fast", StringComparison.Ordinal))
            type = type[..^"Fast".Length];
        return new ClassicConfig
        {
            Tokens = TokenizerConfigJson.Read(part),
            Class = GenericClasses.Contains(type) ? null : type,
            LowersCase = Flag("do_lower_case"),
            StripsAccents = Flag("strip_accents"),
            KeepsAccents = Flag("keep_accents"),
            PartsIdeographs = Flag("tokenize_chinese_chars"),
            AddsPrefixSpace = Flag("add_prefix_space"),
            IsLegacy = Flag("legacy"),
            ExtraIds = part.Optional("extra_ids") is null ? null : part.Number("extra_ids"),
            MaskHasFlags = part.Optional(SpecialTokens.Mask) is { ValueKind: JsonValueKind.Object },
        };

        bool? Flag(string name) => part.Optional(name) is null ? null : part.Flag(name);
    }

    private static TokenizerConfig Joined(TokenizerConfig first, TokenizerConfig second)
    {
        var tokens = new Dictionary<string, AddedToken>(second.SpecialTokens);
        foreach (var (name, token) in first.SpecialTokens)
            tokens[name] = token;
        return first with { SpecialTokens = tokens, ExtraSpecialTokens = [.. first.ExtraSpecialTokens, .. second.ExtraSpecialTokens] };
    }

    // Such files hold no more than ids; what is special is said elsewhere.
    private static TokenizerConfig WithAdded(TokenizerConfig config, List<KeyValuePair<string, long>> added, Func<string, Exception> fail)
    {
        var special = config.SpecialTokens.Values.Concat(config.ExtraSpecialTokens).Concat(config.AddedTokens).ToLookup(token => token.Content, StringComparer.Ordinal);
        var tokens = config.AddedTokens.ToList();
        foreach (var (text, id) in added.OrderBy(entry => entry.Value))
        {
            if (id is < 0 or > int.MaxValue)
                throw fail($"the token '{text}' has the id {id}; it must lie between 0 and {int.MaxValue}.");
            var known = special[text].LastOrDefault() ?? new AddedToken(text) { Special = false, Normalized = true };
            tokens.RemoveAll(token => token.Content == text);
            tokens.Add(known with { Id = (int)id });
        }
        return config with { AddedTokens = tokens };
    }
}
