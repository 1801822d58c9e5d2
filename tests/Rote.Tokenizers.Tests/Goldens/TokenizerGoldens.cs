using System.Text.Json;
using System.Text.Json.Nodes;
using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers.Tests.Goldens;

/// <summary>Every reference tokenizer whose parts exist: encodings of texts, pairs and batches, both decodings, and the file that is saved.</summary>
[Trait("Category", "Golden")]
public class TokenizerGoldens
{
    public static TheoryData<string> Kinds()
    {
        var rows = new TheoryData<string>();
        foreach (string file in Directory.GetFiles(Reference.Folder, "tokenizer.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            rows.Add(Path.GetFileName(Path.GetDirectoryName(file)!));
        return rows;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Texts_and_pairs_are_encoded_and_decoded_as_the_reference_does(string kind)
    {
        // Some files carry a truncation and a padding, which these rows are without.
        var tokenizer = Load(kind).WithTruncation(null).WithPadding(null);
        var rows = Directory.GetFiles(Path.Combine(Reference.Folder, kind), "*expected.jsonl.gz").SelectMany(Reference.ReadLines).ToList();
        Assert.True(rows.Count > 100, $"'{kind}' has {rows.Count} rows.");
        foreach (var row in rows)
        {
            string text = row.GetProperty("text").GetString()!;
            string? pair = row.TryGetProperty("pair", out var second) ? second.GetString() : null;
            var encoding = pair is null ? tokenizer.Encode(text) : tokenizer.Encode(text, pair);
            EncodingReference.Equal(row, encoding, inner => inner.OffsetsIn(OffsetUnit.CodePoints, text, pair));
            Assert.Equal(row.GetProperty("decoded").GetString(), tokenizer.Decode(encoding.Ids));
            Assert.Equal(row.GetProperty("decoded_raw").GetString(), tokenizer.Decode(encoding.Ids, skipSpecialTokens: false));
            if (pair is null)
            {
                Assert.Equal(Reference.Ranges(row.GetProperty("offsets")), Reference.Ranges(text, encoding.Offsets));
                Assert.Equal(encoding.Ids, tokenizer.EncodeToIds(text));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Batches_are_cut_and_padded_as_the_reference_does(string kind)
    {
        var tokenizer = Load(kind);
        var cases = Directory.GetFiles(Path.Combine(Reference.Folder, kind), "*batch.json.gz").SelectMany(file => Reference.Read(file).EnumerateArray()).ToList();
        Assert.True(cases.Count > 10, $"'{kind}' has {cases.Count} batches.");
        foreach (var entry in cases)
        {
            var cutting = tokenizer.WithTruncation(EncodingReference.Truncation(entry.GetProperty("truncation"))).WithPadding(EncodingReference.Padding(entry.GetProperty("padding")));
            if (entry.TryGetProperty("error", out _))
                Assert.Throws<InvalidOperationException>(() => EncodingReference.Encode(cutting, entry));
            else
                EncodingReference.Check(cutting, entry);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Truncation_and_padding_of_the_file_are_those_of_the_reference(string kind)
    {
        string file = Path.Combine(Reference.Folder, kind, "as_loaded.json.gz");
        if (!File.Exists(file))
            Assert.Skip("the file has no truncation and no padding");
        EncodingReference.Check(Load(kind), Reference.Read(file));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Saved_file_says_what_the_reference_file_says(string kind)
    {
        var tokenizer = Load(kind);
        using var saved = new MemoryStream();
        TokenizerFile.Write(tokenizer.Pipeline, saved);

        var expected = JsonNode.Parse(File.ReadAllBytes(FileOf(kind)))!;
        // What files of older versions leave out, new ones say.
        if (expected["truncation"] is JsonObject truncation)
            truncation.TryAdd("direction", "Right");
        var actual = JsonNode.Parse(saved.ToArray())!;
        Assert.True(JsonNode.DeepEquals(expected, actual), $"'{kind}' is saved with another content.");
        Assert.Equal(Order(expected), Order(actual));

        static IEnumerable<string> Order(JsonNode node) => node.AsObject().Select(entry => entry.Key).Concat(node["model"]!.AsObject().Select(entry => entry.Key))
            .Concat(node["model"]!["vocab"] is JsonObject vocabulary ? vocabulary.Select(entry => entry.Key) : []);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Config_beside_the_file_is_read_and_changes_no_token(string kind)
    {
        var pipeline = Load(kind).Pipeline;
        using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Reference.Folder, kind, "tokenizer_config.json")));
        double length = config.RootElement.GetProperty("model_max_length").GetDouble();
        Assert.Equal(length > int.MaxValue ? null : (int)length, pipeline.Config!.ModelMaxLength);
        foreach (var entry in config.RootElement.EnumerateObject().Where(entry => entry.Name.EndsWith("_token", StringComparison.Ordinal)))
            Assert.Equal(entry.Value.GetString(), pipeline.Config.SpecialTokens[entry.Name].Content);
        Assert.Equal(Tokenizer.Load(FileOf(kind)).Pipeline.AddedTokens, pipeline.AddedTokens);
    }

    internal static Tokenizer Load(string kind)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(FileOf(kind)));
        NotBuiltYet.Skip(NotBuiltYet.PartsOf(json.RootElement));
        return Tokenizer.Load(Path.Combine(Reference.Folder, kind));
    }

    private static string FileOf(string kind) => Path.Combine(Reference.Folder, kind, "tokenizer.json");
}
