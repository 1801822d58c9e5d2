using System.Globalization;
using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>The content of a tokenizer_config.json. Unlike a tokenizer.json it may hold anything besides.</summary>
internal static class TokenizerConfigJson
{
    /// <summary>The names of the tokens that begin and end a text.</summary>
    public const string Begin = "bos_token", End = "eos_token";

    // In the order in which Hugging Face gives ids to those that have none.
    private static readonly string[] Standard = [Begin, End, "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];

    public static TokenizerConfig Read(JsonPart part)
    {
        if (part.Flag("split_special_tokens", missing: false))
            throw part.Fail("'split_special_tokens' is true, which is not supported: special tokens are always found whole. Set it to false.");
        // The second name is the older one.
        string extra = part.Optional("extra_special_tokens") is null ? "additional_special_tokens" : "extra_special_tokens";
        bool isNamed = part.Optional(extra) is { ValueKind: JsonValueKind.Object };
        var special = Standard.Where(name => part.Optional(name) is not null).ToDictionary(name => name, name => Token(part, part.Value(name), name));
        foreach (string name in part.Names.Where(name => IsToken(part, name)).Except(Standard))
            special[name] = Token(part, part.Value(name), name);
        if (isNamed)
        {
            var named = part.Object(extra);
            foreach (string name in named.Names)
                special[name] = Token(named, named.Value(name), name);
        }
        return new TokenizerConfig
        {
            ModelMaxLength = Length(part, "model_max_length") ?? Length(part, "max_len"),
            CleanUpSpaces = part.Flag("clean_up_tokenization_spaces", missing: false),
            AddBeginToken = part.Optional("add_bos_token") is null ? null : part.Flag("add_bos_token"),
            AddEndToken = part.Optional("add_eos_token") is null ? null : part.Flag("add_eos_token"),
            SpecialTokens = special,
            ExtraSpecialTokens = isNamed || part.Optional(extra) is null ? [] : [.. part.Elements(extra).Select((element, index) => Token(part, element, $"{extra}[{index}]"))],
            AddedTokens = part.Optional("added_tokens_decoder") is null ? [] : Added(part.Object("added_tokens_decoder")),
        };
    }

    // Models have tokens of their own, such as image_token.
    private static bool IsToken(JsonPart part, string name) =>
        name.EndsWith("_token", StringComparison.Ordinal) && part.Optional(name) is { ValueKind: JsonValueKind.String or JsonValueKind.Object };

    // A token is its text, or an object with flags; either way it is special.
    private static AddedToken Token(JsonPart part, JsonElement value, string name) => value.ValueKind == JsonValueKind.Object
        ? Flags(new JsonPart(value, name, part.Fail)) with { Special = true }
        : new AddedToken(part.TextOf(value, name));

    private static List<AddedToken> Added(JsonPart entries)
    {
        var tokens = new SortedList<int, AddedToken>();
        foreach (var (name, entry) in entries.Members())
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int id) || !tokens.TryAdd(id, Flags(entry)))
                throw entries.Fail($"'{entries.Place}' must hold each id once, as a whole number from 0 to 2,147,483,647; got '{name}'.");
        }
        return [.. tokens.Values];
    }

    private static AddedToken Flags(JsonPart part)
    {
        bool special = part.Flag("special", missing: false);
        return new AddedToken(part.Text("content"))
        {
            SingleWord = part.Flag("single_word", missing: false),
            LeftStrip = part.Flag("lstrip", missing: false),
            RightStrip = part.Flag("rstrip", missing: false),
            Normalized = part.Flag("normalized", missing: !special),
            Special = special,
        };
    }

    // "No limit" is written as 10 to the power of 30.
    private static int? Length(JsonPart part, string name)
    {
        if (part.Optional(name) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double length) && length >= 0
            ? length <= int.MaxValue ? (int)length : null
            : throw part.Fail($"'{name}' must be a number from 0; got {(value.ValueKind == JsonValueKind.Number ? value.GetRawText() : "something else")}.");
    }
}
