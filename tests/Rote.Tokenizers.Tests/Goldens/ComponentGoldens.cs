using System.Text.Json;
using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers.Tests.Goldens;

/// <summary>Single parts against the reference: what they make of some 285 texts.</summary>
[Trait("Category", "Golden")]
public class ComponentGoldens
{
    private static string FileOf(string name) => Path.Combine(Reference.Folder, "components", name);

    public static TheoryData<int> Normalizers() => [.. Enumerable.Range(0, Reference.Read(FileOf("normalizers.json.gz")).GetProperty("cases").GetArrayLength())];

    public static TheoryData<int> PreTokenizers() => [.. Enumerable.Range(0, Reference.Read(FileOf("pre_tokenizers.json.gz")).GetProperty("cases").GetArrayLength())];

    public static TheoryData<int> Decoders() => [.. Enumerable.Range(0, Reference.ReadLines(FileOf("decoders.jsonl.gz")).Count)];

    [Theory]
    [MemberData(nameof(Normalizers))]
    public void Normalizer_equals_reference(int index)
    {
        var (component, texts, results) = Case("normalizers.json.gz", "normalizer", index);
        var normalizer = NormalizerJson.Read(Part(component));
        foreach (var (text, result) in texts.Zip(results))
        {
            var piece = normalizer.Apply(new Piece(new AlignedText(text)));
            string normalized = piece.Span.ToString();
            bool unchanged = result.ValueKind == JsonValueKind.Null;
            Assert.Equal(unchanged ? text : result.GetProperty("normalized").GetString(), normalized);
            int[] before = Reference.CodePoints(text);
            var starts = Enumerable.Range(0, normalized.Length).Where(at => !char.IsLowSurrogate(normalized[at]));
            string ranges = Reference.Ranges(text, starts.Select(at => piece.Slice(at, char.IsHighSurrogate(normalized[at]) ? 2 : 1).Original));
            Assert.Equal(unchanged ? string.Join(' ', Enumerable.Range(0, before[^1]).Select(at => $"{at}-{at + 1}")) : Reference.Ranges(result.GetProperty("offsets")), ranges);
        }
    }

    [Theory]
    [MemberData(nameof(PreTokenizers))]
    public void Pre_tokenizer_equals_reference(int index)
    {
        var (component, texts, results) = Case("pre_tokenizers.json.gz", "pre_tokenizer", index);
        var preTokenizer = PreTokenizerJson.Read(Part(component));
        // An empty text never gets as far as the pre-tokenizer.
        foreach (var (text, result) in texts.Zip(results).Where(pair => pair.First.Length > 0))
        {
            var pieces = new List<Piece>();
            preTokenizer.Apply(new Piece(new AlignedText(text)), pieces.Add);
            Assert.Equal(Reference.Ranges(result), Reference.Ranges(text, pieces.Select(piece => piece.Original)));
            Assert.Equal(PieceTexts(text, result), pieces.Select(piece => piece.Span.ToString()));
        }
    }

    [Theory]
    [MemberData(nameof(Decoders))]
    public void Decoder_equals_reference(int index)
    {
        var row = Reference.ReadLines(FileOf("decoders.jsonl.gz"))[index];
        var component = row.GetProperty("decoder");
        NotBuiltYet.Skip(NotBuiltYet.PartsOf("decoder", component));
        var decoder = component.ValueKind == JsonValueKind.Null ? null : DecoderJson.Read(Part(component));
        foreach (var entry in row.GetProperty("cases").EnumerateArray())
        {
            string[] tokens = [.. Reference.Texts(entry.GetProperty("tokens"))];
            // Ids from tokens, so that the whole of decoding is compared.
            string[] known = [.. tokens.Distinct().Append("<unknown>")];
            var tokenizer = new Tokenizer(new TokenizerPipeline { Model = new WordLevelModel(known.Select((token, id) => KeyValuePair.Create(token, id)), "<unknown>"), Decoder = decoder });
            int[] ids = [.. tokens.Select(token => tokenizer.TokenToId(token)!.Value)];
            if (entry.TryGetProperty("decoded", out var decoded))
                Assert.Equal(decoded.GetString(), tokenizer.Decode(ids));
            else
                Assert.Throws<InvalidOperationException>(() => tokenizer.Decode(ids));
        }
    }

    private static (JsonElement Component, string[] Texts, JsonElement.ArrayEnumerator Results) Case(string file, string kind, int index)
    {
        var json = Reference.Read(FileOf(file));
        var entry = json.GetProperty("cases")[index];
        NotBuiltYet.Skip(NotBuiltYet.PartsOf(kind, entry.GetProperty(kind)));
        return (entry.GetProperty(kind), Reference.Texts(json.GetProperty("texts")), entry.GetProperty("results").EnumerateArray());
    }

    // A piece that is not the text's slice is spelled out.
    private static IEnumerable<string> PieceTexts(string text, JsonElement pieces)
    {
        string[] characters = [.. text.EnumerateRunes().Select(rune => rune.ToString())];
        return pieces.EnumerateArray().Select(piece => piece.GetArrayLength() > 2 ? piece[2].GetString()! : string.Concat(characters[piece[0].GetInt32()..piece[1].GetInt32()]));
    }

    private static JsonPart Part(JsonElement component) => new(component, "component", wrong => new InvalidDataException(wrong));
}
