using System.Text.Json;
using Rote.Tokenizers;
using Spectre.Console;

namespace Rote.Cli.Tokenizers;

/// <summary>The parts of a tokenizer with their options.</summary>
internal static class PartsView
{
    private const int LongestToken = 60;

    // In the order in which text goes through them; tokens go through the last.
    private static readonly (string Name, string Title)[] Stages =
    [
        ("normalizer", "normalizer"), ("pre_tokenizer", "pre-tokenizer"), ("model", "model"), ("post_processor", "post-processor"),
        ("truncation", "truncation"), ("padding", "padding"), ("decoder", "decoder"),
    ];

    // Where one part holds others.
    private static readonly string[] Lists = ["normalizers", "pretokenizers", "processors", "decoders"];

    /// <summary>Writes one tokenizer.</summary>
    /// <param name="named">The tokenizer.</param>
    /// <param name="terminal">Where to.</param>
    public static void Show(NamedTokenizer named, Terminal terminal)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(Document(named));
            return;
        }
        terminal.Heading(named.Name);
        terminal.Facts(Facts(named).Select(fact => (fact.Name, fact.Value)));
        terminal.Heading("Stages");
        var table = Tables.New("stage", "kind", "~options");
        var parts = named.Parts();
        foreach (var (name, title) in Stages)
            AddPart(table, title, parts.GetProperty(name), "");
        terminal.Write(table);
        ShowAdded(named.Tokenizer.Pipeline.AddedTokens, terminal);
    }

    /// <summary>Writes two tokenizers beside each other.</summary>
    /// <param name="first">One.</param>
    /// <param name="second">The other.</param>
    /// <param name="terminal">Where to.</param>
    public static void ShowBeside(NamedTokenizer first, NamedTokenizer second, Terminal terminal)
    {
        int common = first.Ids.Count(id => second.Tokenizer.TokenToId(first.Tokenizer.IdToToken(id)!) is not null);
        int sameId = first.Ids.Count(id => second.Tokenizer.TokenToId(first.Tokenizer.IdToToken(id)!) == id);
        if (terminal.Json)
        {
            terminal.WriteJson(new { First = Document(first), Second = Document(second), CommonTokens = common, CommonTokensOfSameId = sameId });
            return;
        }
        terminal.Line();
        var table = Tables.New(["", .. TokenizerLabels.Of(first.Name, second.Name).Select(label => $"~{label}")]);
        foreach (var ((name, value), (_, other)) in Facts(first).Zip(Facts(second)))
            table.AddRow(new Text(name), new Text(value), new Text(other));
        JsonElement parts = first.Parts(), others = second.Parts();
        foreach (var (name, title) in Stages)
            table.AddRow(new Text(title), new Text(Flat(parts.GetProperty(name))), new Text(Flat(others.GetProperty(name))));
        terminal.Write(table);
        terminal.Line();
        terminal.Facts(("tokens in both", $"{Units.Count(common)} ({Units.Share(common, first.TokenCount)} of the first, {Units.Share(common, second.TokenCount)} of the second), {Units.Count(sameId)} of them with the same id"));
    }

    /// <summary>A part on one line: its kind and its options.</summary>
    /// <param name="json">The part as JSON.</param>
    /// <returns>The line.</returns>
    public static string OneLine(string json)
    {
        using var part = JsonDocument.Parse(json);
        return Flat(part.RootElement);
    }

    private static object Document(NamedTokenizer named) => new
    {
        Tokenizer = named.Name,
        named.Tokenizer.VocabularySize,
        Tokens = named.TokenCount,
        Unknown = named.Tokenizer.UnknownId is { } unknown ? named.Tokenizer.IdToToken(unknown) : null,
        AddedTokens = named.Tokenizer.Pipeline.AddedTokens.Count,
        Parts = named.Parts(),
    };

    private static IEnumerable<(string Name, string Value)> Facts(NamedTokenizer named)
    {
        var tokenizer = named.Tokenizer;
        int tokens = named.TokenCount;
        string longest = named.Ids.Select(id => tokenizer.IdToToken(id)!).MaxBy(token => token.Length) ?? "";
        yield return ("vocabulary", Units.Count(tokenizer.VocabularySize) + (tokens == tokenizer.VocabularySize ? " tokens" : $" ids, {Units.Count(tokens)} of them with a token"));
        yield return ("unknown token", tokenizer.UnknownId is { } unknown ? $"{VisibleText.Of(tokenizer.IdToToken(unknown)!)} ({unknown})" : "none");
        yield return ("added tokens", $"{Units.Count(tokenizer.Pipeline.AddedTokens.Count)}, {Units.Count(tokenizer.Pipeline.AddedTokens.Count(token => token.Special))} of them special");
        yield return ("longest token", VisibleText.Start(longest, LongestToken));
        yield return ("model's maximum", tokenizer.Pipeline.Config?.ModelMaxLength is { } most ? $"{Units.Count(most)} tokens (tokenizer_config.json)" : "not said");
    }

    private static void ShowAdded(IReadOnlyList<AddedToken> added, Terminal terminal)
    {
        if (added.Count == 0)
            return;
        terminal.Heading("Added tokens");
        var table = Tables.New(">id", "~token", "special", "~flags");
        foreach (var token in added.OrderBy(token => token.Id))
        {
            (bool Set, string Name)[] flags = [(token.SingleWord, "single_word"), (token.LeftStrip, "lstrip"), (token.RightStrip, "rstrip"), (token.Normalized, "normalized")];
            table.AddRow(
                new Text($"{token.Id}"), new Text(VisibleText.Start(token.Content, LongestToken)), new Text(token.Special ? "yes" : ""),
                new Text(string.Join(", ", flags.Where(flag => flag.Set).Select(flag => flag.Name))));
        }
        terminal.Write(table);
    }

    private static void AddPart(Table table, string title, JsonElement part, string indent)
    {
        if (part.ValueKind == JsonValueKind.Null)
        {
            table.AddRow(new Text(title), new Text("–"), new Text(""));
            return;
        }
        table.AddRow(new Text(title), new Text(indent + KindOf(part)), new Text(Options(part)));
        foreach (var inner in InnerParts(part))
            AddPart(table, "", inner, indent + "  ");
    }

    private static string Flat(JsonElement part)
    {
        if (part.ValueKind == JsonValueKind.Null)
            return "–";
        JsonElement[] inner = [.. InnerParts(part)];
        return inner.Length > 0 ? string.Join(", ", inner.Select(Flat)) : Options(part) is { Length: > 0 } options ? $"{KindOf(part)} ({options})" : KindOf(part);
    }

    private static string KindOf(JsonElement part) => part.TryGetProperty("type", out var type) ? type.GetString()! : "";

    private static IEnumerable<JsonElement> InnerParts(JsonElement part) =>
        part.EnumerateObject().Where(property => Lists.Contains(property.Name) && property.Value.ValueKind == JsonValueKind.Array).SelectMany(property => property.Value.EnumerateArray());

    private static string Options(JsonElement part) =>
        string.Join(", ", part.EnumerateObject().Where(property => property.Name != "type" && !Lists.Contains(property.Name)).Select(property => $"{property.Name} {Shown(property.Value)}"));

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"\"{VisibleText.Of(value.GetString()!)}\"",
        JsonValueKind.Number when value.TryGetInt64(out long number) => Units.Count(number),
        JsonValueKind.Array when value.EnumerateArray().All(IsTemplatePart) => $"\"{string.Join(' ', value.EnumerateArray().Select(TemplatePart))}\"",
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Shown))}]",
        JsonValueKind.Object when value.TryGetProperty("ids", out var ids) => string.Join(' ', ids.EnumerateArray().Select(id => id.GetRawText())),
        JsonValueKind.Object => $"{{{string.Join(", ", value.EnumerateObject().Select(property => $"{VisibleText.Of(property.Name)} {Shown(property.Value)}"))}}}",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null => "none",
        _ => value.GetRawText(),
    };

    private static bool IsTemplatePart(JsonElement value) => value.ValueKind == JsonValueKind.Object && (value.TryGetProperty("SpecialToken", out _) || value.TryGetProperty("Sequence", out _));

    // As Hugging Face writes templates for people: [CLS] $A [SEP] $B:1 [SEP]:1.
    private static string TemplatePart(JsonElement value)
    {
        bool isText = value.TryGetProperty("Sequence", out var part);
        if (!isText)
            part = value.GetProperty("SpecialToken");
        string type = part.GetProperty("type_id").GetRawText();
        return $"{(isText ? "$" : "")}{VisibleText.Of(part.GetProperty("id").GetString()!)}{(type == "0" ? "" : $":{type}")}";
    }
}
