using System.Diagnostics;
using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Pre-tokenizers in a tokenizer.json.</summary>
internal static class PreTokenizerJson
{
    public static PreTokenizer Read(JsonPart part)
    {
        PreTokenizer preTokenizer = part.Type(
            "Whitespace", "WhitespaceSplit", "Split", "Sequence", "BertPreTokenizer", "ByteLevel", "CharDelimiterSplit", "Digits", "FixedLength", "Metaspace", "Punctuation",
            "UnicodeScripts") switch
        {
            "Whitespace" => new PreTokenizer.Whitespace(),
            "WhitespaceSplit" => new PreTokenizer.WhitespaceSplit(),
            "Split" => new PreTokenizer.Split(ReadPattern(part.Object("pattern")), part.OneOf<SplitBehavior>("behavior"), part.Flag("invert")),
            "Sequence" => new PreTokenizer.Sequence([.. part.Objects("pretokenizers").Select(Read)]),
            "BertPreTokenizer" => new PreTokenizer.Bert(),
            "ByteLevel" => new PreTokenizer.ByteLevel(part.Flag("add_prefix_space"), part.Flag("trim_offsets"), part.Flag("use_regex", missing: true)),
            "CharDelimiterSplit" => new PreTokenizer.CharDelimiterSplit(part.Character("delimiter")),
            "Digits" => new PreTokenizer.Digits(part.Flag("individual_digits")),
            "FixedLength" => ReadFixedLength(part),
            "Metaspace" => ReadMetaspace(part),
            "Punctuation" => part.Optional("behavior") is null ? new PreTokenizer.Punctuation() : new PreTokenizer.Punctuation(part.OneOf<SplitBehavior>("behavior")),
            "UnicodeScripts" => new PreTokenizer.UnicodeScripts(),
            _ => throw new UnreachableException(),
        };
        part.End();
        return preTokenizer;
    }

    public static void Write(Utf8JsonWriter json, PreTokenizer? preTokenizer)
    {
        if (preTokenizer is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        switch (preTokenizer)
        {
            case PreTokenizer.Whitespace:
                json.WriteString("type", "Whitespace");
                break;
            case PreTokenizer.WhitespaceSplit:
                json.WriteString("type", "WhitespaceSplit");
                break;
            case PreTokenizer.Split split:
                json.WriteString("type", "Split");
                WritePattern(json, split.Pattern);
                json.WriteString("behavior", split.Behavior.ToString());
                json.WriteBoolean("invert", split.Invert);
                break;
            case PreTokenizer.Sequence sequence:
                json.WriteString("type", "Sequence");
                json.WriteStartArray("pretokenizers");
                foreach (var inner in sequence.PreTokenizers)
                    Write(json, inner);
                json.WriteEndArray();
                break;
            case PreTokenizer.Bert:
                json.WriteString("type", "BertPreTokenizer");
                break;
            case PreTokenizer.ByteLevel bytes:
                json.WriteString("type", "ByteLevel");
                json.WriteBoolean("add_prefix_space", bytes.AddPrefixSpace);
                json.WriteBoolean("trim_offsets", bytes.TrimOffsets);
                json.WriteBoolean("use_regex", bytes.UseRegex);
                break;
            case PreTokenizer.CharDelimiterSplit characters:
                json.WriteString("type", "CharDelimiterSplit");
                json.WriteString("delimiter", characters.Delimiter.ToString());
                break;
            case PreTokenizer.Digits digits:
                json.WriteString("type", "Digits");
                json.WriteBoolean("individual_digits", digits.Individual);
                break;
            case PreTokenizer.FixedLength pieces:
                json.WriteString("type", "FixedLength");
                json.WriteNumber("length", pieces.Length);
                break;
            case PreTokenizer.Metaspace spaces:
                json.WriteString("type", "Metaspace");
                json.WriteString("replacement", spaces.Replacement.ToString());
                json.WriteString("prepend_scheme", PrependSchemeJson.NameOf(spaces.Scheme));
                json.WriteBoolean("split", spaces.Split);
                break;
            case PreTokenizer.Punctuation punctuation:
                json.WriteString("type", "Punctuation");
                json.WriteString("behavior", punctuation.Behavior.ToString());
                break;
            case PreTokenizer.UnicodeScripts:
                json.WriteString("type", "UnicodeScripts");
                break;
            default:
                throw new UnreachableException();
        }
        json.WriteEndObject();
    }

    public static SplitPattern ReadPattern(JsonPart part)
    {
        SplitPattern pattern = part.Optional("String") is not null ? new SplitPattern.Literal(part.Text("String"))
            : part.Text("Regex") is var regex && regex == SplitPattern.EveryCharacter.Regex ? new SplitPattern.EveryCharacter()
            : new SplitPattern.RegularExpression(regex, wrong => part.Fail($"'{part.Place}.Regex': {wrong}"));
        part.End();
        return pattern;
    }

    private static PreTokenizer.FixedLength ReadFixedLength(JsonPart part)
    {
        int length = part.Optional("length") is null ? new PreTokenizer.FixedLength().Length : part.Number("length");
        return length > 0 ? new PreTokenizer.FixedLength(length) : throw part.Fail($"'{part.Place}.length' must be at least 1; got {length}.");
    }

    private static PreTokenizer.Metaspace ReadMetaspace(JsonPart part)
    {
        var scheme = PrependSchemeJson.Read(part);
        // Older files say it twice.
        part.Optional("str_rep");
        return new PreTokenizer.Metaspace(part.Character("replacement"), scheme, part.Flag("split", missing: true));
    }

    public static void WritePattern(Utf8JsonWriter json, SplitPattern pattern)
    {
        json.WriteStartObject("pattern");
        switch (pattern)
        {
            case SplitPattern.Literal literal:
                json.WriteString("String", literal.Text);
                break;
            case SplitPattern.EveryCharacter:
                json.WriteString("Regex", SplitPattern.EveryCharacter.Regex);
                break;
            case SplitPattern.RegularExpression expression:
                json.WriteString("Regex", expression.Text);
                break;
            default:
                throw new UnreachableException();
        }
        json.WriteEndObject();
    }
}
