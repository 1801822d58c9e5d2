using System.Text.Json.Nodes;

namespace Rote.Tokenizers.Tests.Goldens;

/// <summary>Every reference that has classic files beside its tokenizer.json: loaded from these alone, it gives the same ids.</summary>
[Trait("Category", "Golden")]
public class ClassicGoldens
{
    private static readonly string[] Names = ["vocab.json", "merges.txt", "vocab.txt", "tokenizer.model", "spiece.model", "sentencepiece.bpe.model"];

    public static TheoryData<string> Kinds()
    {
        var rows = new TheoryData<string>();
        foreach (string folder in Directory.GetDirectories(Reference.Folder).Order(StringComparer.Ordinal))
        {
            // A vocab.json alone is no tokenizer.
            if (File.Exists(Path.Combine(folder, "tokenizer.json")) && Names[1..].Any(name => File.Exists(Path.Combine(folder, name))))
                rows.Add(Path.GetFileName(folder));
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Ids_are_those_of_the_reference(string kind) => Compare(kind, kind, null, []);

    [Theory]
    [InlineData("bert-uncased", "BertTokenizer")]
    [InlineData("bert-cased", "BertTokenizerFast")]
    [InlineData("bytelevel-gpt2", "GPT2Tokenizer")]
    [InlineData("bytelevel-roberta", "RobertaTokenizer")]
    [InlineData("bpe-clip", "CLIPTokenizer")]
    [InlineData("bpe-gpt1", "OpenAIGPTTokenizer")]
    [InlineData("spm-llama2", "LlamaTokenizer")]
    [InlineData("spm-gemma", "GemmaTokenizer")]
    [InlineData("unigram-t5", "T5Tokenizer")]
    [InlineData("unigram-xlmr", "XLMRobertaTokenizer")]
    [InlineData("unigram-albert", "AlbertTokenizer")]
    public void Class_that_is_named_gives_the_ids_of_the_reference(string kind, string type) => Compare(kind, kind, type, []);

    [Fact]
    public void Llama_model_that_is_not_legacy_gives_the_ids_of_its_reference() =>
        Compare("spm-llama2", "spm-llama2-metaspace", "LlamaTokenizer", new JsonObject { ["legacy"] = false, ["add_eos_token"] = true });

    [Fact]
    public void Model_without_a_config_adds_nothing()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Reference.Folder, "unigram-bytefallback", "tokenizer.model"), folder.File("tokenizer.model"));
        var plain = Tokenizer.Load(folder.File("tokenizer.model"));
        var whole = Tokenizer.Load(Path.Combine(Reference.Folder, "unigram-bytefallback"));
        Assert.Equal(whole.Encode("The cat é 😀", addSpecialTokens: false).Ids, plain.Encode("The cat é 😀").Ids);
    }

    private static void Compare(string kind, string reference, string? type, JsonObject settings)
    {
        string source = Path.Combine(Reference.Folder, kind);
        using var folder = new TemporaryFolder();
        foreach (string name in Names.Where(name => File.Exists(Path.Combine(source, name))))
            File.Copy(Path.Combine(source, name), folder.File(name));
        File.WriteAllText(folder.File("tokenizer_config.json"), Config(source, type, settings).ToJsonString());

        var tokenizer = Tokenizer.Load(folder.Path);
        var rows = Directory.GetFiles(Path.Combine(Reference.Folder, reference), "*expected.jsonl.gz").SelectMany(Reference.ReadLines).ToList();
        Assert.True(rows.Count > 100, $"'{kind}' has {rows.Count} rows.");
        foreach (var row in rows)
        {
            string text = row.GetProperty("text").GetString()!;
            var encoding = row.TryGetProperty("pair", out var pair) ? tokenizer.Encode(text, pair.GetString()!) : tokenizer.Encode(text);
            Assert.Equal(Reference.Numbers(row.GetProperty("ids")), encoding.Ids);
        }
    }

    // The reference's own file names the special tokens only; what its class would save besides is taken from its tokenizer.json.
    private static JsonObject Config(string folder, string? type, JsonObject settings)
    {
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "tokenizer_config.json")))!.AsObject();
        if (type is not null)
            config["tokenizer_class"] = type;
        var pipeline = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "tokenizer.json")))!;
        if (pipeline["pre_tokenizer"]?["type"]?.GetValue<string>() == "ByteLevel")
            config["add_prefix_space"] = pipeline["pre_tokenizer"]!["add_prefix_space"]!.GetValue<bool>();
        if (pipeline["normalizer"]?["type"]?.GetValue<string>() == "BertNormalizer")
            config["do_lower_case"] = pipeline["normalizer"]!["lowercase"]!.GetValue<bool>();
        foreach (var (name, value) in settings)
            config[name] = value?.DeepClone();
        return config;
    }
}
