using System.Diagnostics;
using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Post-processors in a tokenizer.json.</summary>
internal static class PostProcessorJson
{
    public static PostProcessor Read(JsonPart part)
    {
        PostProcessor postProcessor = part.Type(
            [("single", "TemplateProcessing"), ("trim_offsets", "RobertaProcessing"), ("sep", "BertProcessing")],
            "TemplateProcessing", "BertProcessing", "RobertaProcessing", "ByteLevel", "Sequence") switch
        {
            "TemplateProcessing" => new PostProcessor.Template(ReadParts(part, "single"), ReadParts(part, "pair"), ReadTokens(part.Object("special_tokens"))),
            "BertProcessing" => new PostProcessor.Bert(ReadToken(part, "sep"), ReadToken(part, "cls")),
            "RobertaProcessing" => new PostProcessor.Roberta(ReadToken(part, "sep"), ReadToken(part, "cls"), part.Flag("trim_offsets"), part.Flag("add_prefix_space")),
            "ByteLevel" => new PostProcessor.ByteLevel(part.Flag("add_prefix_space"), part.Flag("trim_offsets"), part.Flag("use_regex", missing: true)),
            "Sequence" => new PostProcessor.Sequence([.. part.Objects("processors").Select(Read)]),
            _ => throw new UnreachableException(),
        };
        part.End();
        return postProcessor;
    }

    public static void Write(Utf8JsonWriter json, PostProcessor? postProcessor)
    {
        if (postProcessor is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        switch (postProcessor)
        {
            case PostProcessor.Template template:
                json.WriteString("type", "TemplateProcessing");
                WriteParts(json, "single", template.OneText);
                WriteParts(json, "pair", template.TwoTexts);
                WriteTokens(json, template.Tokens);
                break;
            case PostProcessor.Bert bert:
                json.WriteString("type", "BertProcessing");
                WriteToken(json, "sep", bert.Separator);
                WriteToken(json, "cls", bert.Classification);
                break;
            case PostProcessor.Roberta roberta:
                json.WriteString("type", "RobertaProcessing");
                WriteToken(json, "sep", roberta.Separator);
                WriteToken(json, "cls", roberta.Classification);
                json.WriteBoolean("trim_offsets", roberta.TrimOffsets);
                json.WriteBoolean("add_prefix_space", roberta.AddPrefixSpace);
                break;
            case PostProcessor.ByteLevel bytes:
                json.WriteString("type", "ByteLevel");
                json.WriteBoolean("add_prefix_space", bytes.AddPrefixSpace);
                json.WriteBoolean("trim_offsets", bytes.TrimOffsets);
                json.WriteBoolean("use_regex", bytes.UseRegex);
                break;
            case PostProcessor.Sequence sequence:
                json.WriteString("type", "Sequence");
                json.WriteStartArray("processors");
                foreach (var inner in sequence.PostProcessors)
                    Write(json, inner);
                json.WriteEndArray();
                break;
            default:
                throw new UnreachableException();
        }
        json.WriteEndObject();
    }

    private static TemplateToken ReadToken(JsonPart part, string name)
    {
        var (token, id) = part.TextAndNumber(name);
        return new TemplateToken(id, token);
    }

    private static void WriteToken(Utf8JsonWriter json, string name, TemplateToken token)
    {
        json.WriteStartArray(name);
        json.WriteStringValue(token.Token);
        json.WriteNumberValue(token.Id);
        json.WriteEndArray();
    }

    private static List<TemplatePart> ReadParts(JsonPart template, string name)
    {
        var parts = new List<TemplatePart>();
        foreach (var part in template.Objects(name))
        {
            bool isText = part.Optional("Sequence") is not null;
            var inner = part.Object(isText ? "Sequence" : "SpecialToken");
            string id = inner.Text("id");
            int type = inner.Number("type_id");
            if (isText && id is not ("A" or "B"))
                throw part.Fail($"'{inner.Place}.id' must be A or B; got '{id}'.");
            parts.Add(isText ? new TemplatePart.Text(id == "B", type) : new TemplatePart.Special(id, type));
            inner.End();
            part.End();
        }
        return parts;
    }

    private static Dictionary<string, IReadOnlyList<TemplateToken>> ReadTokens(JsonPart table)
    {
        var tokens = new Dictionary<string, IReadOnlyList<TemplateToken>>(StringComparer.Ordinal);
        foreach (var (name, part) in table.Members())
        {
            if (part.Text("id") is var id && id != name)
                throw part.Fail($"'{part.Place}.id' must be '{name}', as its place is; got '{id}'.");
            var ids = part.Numbers("ids");
            var texts = part.Texts("tokens");
            if (ids.Count != texts.Count)
                throw part.Fail($"'{part.Place}' must have as many ids as tokens; got {ids.Count} and {texts.Count}.");
            tokens[name] = [.. ids.Zip(texts, (number, text) => new TemplateToken(number, text))];
            part.End();
        }
        return tokens;
    }

    private static void WriteParts(Utf8JsonWriter json, string name, IReadOnlyList<TemplatePart> parts)
    {
        json.WriteStartArray(name);
        foreach (var part in parts)
        {
            var (kind, id, type) = part switch
            {
                TemplatePart.Text text => ("Sequence", text.IsSecond ? "B" : "A", text.TypeId),
                TemplatePart.Special special => ("SpecialToken", special.Name, special.TypeId),
                _ => throw new UnreachableException(),
            };
            json.WriteStartObject();
            json.WriteStartObject(kind);
            json.WriteString("id", id);
            json.WriteNumber("type_id", type);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTokens(Utf8JsonWriter json, IReadOnlyDictionary<string, IReadOnlyList<TemplateToken>> table)
    {
        json.WriteStartObject("special_tokens");
        foreach (var (name, tokens) in table.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(name);
            json.WriteString("id", name);
            json.WriteStartArray("ids");
            foreach (var token in tokens)
                json.WriteNumberValue(token.Id);
            json.WriteEndArray();
            json.WriteStartArray("tokens");
            foreach (var token in tokens)
                json.WriteStringValue(token.Token);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
