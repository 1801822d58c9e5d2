using System.Diagnostics;
using System.Text.Json;

namespace Rote.Tokenizers.Serialization;

/// <summary>Pre-tokenizers in a tokenizer.json.</summary>
internal static class PreTokenizerJson
{
    public static PreTokenizer Read(JsonPart part)
    {
        PreTokenizer preTokenizer = part.Type("Whitespace", "WhitespaceSplit", "Split", "Sequence") switch
        {
            "Whitespace" => new PreTokenizer.Whitespace(),
            "WhitespaceSplit" => new PreTokenizer.WhitespaceSplit(),
            "Split" => new PreTokenizer.Split(ReadPattern(part.Object("pattern")), ReadBehavior(part), part.Flag("invert")),
            "Sequence" => new PreTokenizer.Sequence([.. part.Objects("pretokenizers").Select(Read)]),
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
            default:
                throw new UnreachableException();
        }
        json.WriteEndObject();
    }

    public static SplitPattern ReadPattern(JsonPart part)
    {
        SplitPattern pattern;
        if (part.Optional("String") is not null)
            pattern = new SplitPattern.Literal(part.Text("String"));
        else if (part.Text("Regex") is var regex && regex == SplitPattern.EveryCharacter.Regex)
            pattern = new SplitPattern.EveryCharacter();
        else
        {
            throw part.Fail(
                $"'{part.Place}' is the regular expression {regex}, which is not supported; supported are {SplitPattern.EveryCharacter.Regex} and a String. " +
                "Use a tokenizer that splits by these.");
        }
        part.End();
        return pattern;
    }

    private static SplitBehavior ReadBehavior(JsonPart part)
    {
        string name = part.Text("behavior");
        string[] known = Enum.GetNames<SplitBehavior>();
        return known.Contains(name)
            ? Enum.Parse<SplitBehavior>(name)
            : throw part.Fail($"'{part.Place}.behavior' must be one of {string.Join(", ", known)}; got '{name}'.");
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
            default:
                throw new UnreachableException();
        }
        json.WriteEndObject();
    }
}
