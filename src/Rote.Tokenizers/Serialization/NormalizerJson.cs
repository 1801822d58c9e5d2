using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Normalizers in a tokenizer.json.</summary>
internal static class NormalizerJson
{
    private const string MapName = "precompiled_charsmap";

    public static Normalizer Read(JsonPart part)
    {
        Normalizer normalizer = part.Type(
            [("clean_text", "BertNormalizer"), ("strip_left", "Strip"), ("prepend", "Prepend"), ("pattern", "Replace")],
            "NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Sequence", "BertNormalizer", "Nmt", "ByteLevel", "Strip", "Prepend", "Replace", "Precompiled") switch
        {
            "NFC" => new Normalizer.UnicodeForm(NormalizationForm.FormC),
            "NFD" => new Normalizer.UnicodeForm(NormalizationForm.FormD),
            "NFKC" => new Normalizer.UnicodeForm(NormalizationForm.FormKC),
            "NFKD" => new Normalizer.UnicodeForm(NormalizationForm.FormKD),
            "Lowercase" => new Normalizer.Lowercase(),
            "StripAccents" => new Normalizer.StripAccents(),
            "Sequence" => new Normalizer.Sequence([.. part.Objects("normalizers").Select(Read)]),
            "BertNormalizer" => ReadBert(part),
            "Nmt" => new Normalizer.Nmt(),
            "ByteLevel" => new Normalizer.ByteLevel(),
            "Strip" => new Normalizer.Strip(part.Flag("strip_left"), part.Flag("strip_right")),
            "Prepend" => new Normalizer.Prepend(part.Text("prepend")),
            "Replace" => new Normalizer.Replace(PreTokenizerJson.ReadPattern(part.Object("pattern")), part.Text("content")),
            "Precompiled" => new Normalizer.Precompiled(part.Bytes(MapName), wrong => part.Fail($"'{part.Place}.{MapName}' cannot be used: {wrong}")),
            _ => throw new UnreachableException(),
        };
        part.End();
        return normalizer;
    }

    public static void Write(Utf8JsonWriter json, Normalizer? normalizer)
    {
        if (normalizer is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteString("type", normalizer switch
        {
            Normalizer.UnicodeForm { Form: NormalizationForm.FormC } => "NFC",
            Normalizer.UnicodeForm { Form: NormalizationForm.FormD } => "NFD",
            Normalizer.UnicodeForm { Form: NormalizationForm.FormKC } => "NFKC",
            Normalizer.UnicodeForm { Form: NormalizationForm.FormKD } => "NFKD",
            Normalizer.Lowercase => "Lowercase",
            Normalizer.StripAccents => "StripAccents",
            Normalizer.Sequence => "Sequence",
            Normalizer.Bert => "BertNormalizer",
            Normalizer.Nmt => "Nmt",
            Normalizer.ByteLevel => "ByteLevel",
            Normalizer.Strip => "Strip",
            Normalizer.Prepend => "Prepend",
            Normalizer.Replace => "Replace",
            Normalizer.Precompiled => "Precompiled",
            _ => throw new UnreachableException(),
        });
        switch (normalizer)
        {
            case Normalizer.Sequence sequence:
                json.WriteStartArray("normalizers");
                foreach (var inner in sequence.Normalizers)
                    Write(json, inner);
                json.WriteEndArray();
                break;
            case Normalizer.Bert bert:
                WriteBert(json, bert);
                break;
            case Normalizer.Strip strip:
                json.WriteBoolean("strip_left", strip.Left);
                json.WriteBoolean("strip_right", strip.Right);
                break;
            case Normalizer.Prepend prepend:
                json.WriteString("prepend", prepend.Text);
                break;
            case Normalizer.Replace replace:
                PreTokenizerJson.WritePattern(json, replace.Pattern);
                json.WriteString("content", replace.Content);
                break;
            case Normalizer.Precompiled precompiled:
                json.WriteBase64String(MapName, precompiled.Map.Span);
                break;
        }
        json.WriteEndObject();
    }

    private static Normalizer.Bert ReadBert(JsonPart part) => new()
    {
        CleansText = part.Flag("clean_text"),
        PartsIdeographs = part.Flag("handle_chinese_chars"),
        StripsAccents = part.Optional("strip_accents") is null ? null : part.Flag("strip_accents"),
        LowersCase = part.Flag("lowercase"),
    };

    private static void WriteBert(Utf8JsonWriter json, Normalizer.Bert bert)
    {
        json.WriteBoolean("clean_text", bert.CleansText);
        json.WriteBoolean("handle_chinese_chars", bert.PartsIdeographs);
        if (bert.StripsAccents is { } strips)
            json.WriteBoolean("strip_accents", strips);
        else
            json.WriteNull("strip_accents");
        json.WriteBoolean("lowercase", bert.LowersCase);
    }
}
