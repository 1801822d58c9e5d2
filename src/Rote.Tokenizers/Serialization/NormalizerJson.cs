using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Normalizers in a tokenizer.json.</summary>
internal static class NormalizerJson
{
    public static Normalizer Read(JsonPart part)
    {
        Normalizer normalizer = part.Type("NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Sequence") switch
        {
            "NFC" => new Normalizer.UnicodeForm(NormalizationForm.FormC),
            "NFD" => new Normalizer.UnicodeForm(NormalizationForm.FormD),
            "NFKC" => new Normalizer.UnicodeForm(NormalizationForm.FormKC),
            "NFKD" => new Normalizer.UnicodeForm(NormalizationForm.FormKD),
            "Lowercase" => new Normalizer.Lowercase(),
            "StripAccents" => new Normalizer.StripAccents(),
            "Sequence" => new Normalizer.Sequence([.. part.Objects("normalizers").Select(Read)]),
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
            _ => throw new UnreachableException(),
        });
        if (normalizer is Normalizer.Sequence sequence)
        {
            json.WriteStartArray("normalizers");
            foreach (var inner in sequence.Normalizers)
                Write(json, inner);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
