using System.IO.Compression;
using System.Text.Json;
using Rote.Testing;
using Rote.Tokenizers;

namespace Rote.Cli.Tests.Tokenizers;

public sealed class TokenizerInspectVerb : IDisposable
{
    private static readonly string Bert = GoldenFolder.Tokenizer("bert-uncased"), Llama = GoldenFolder.Tokenizer("spm-llama2"), Gpt2 = GoldenFolder.Tokenizer("bytelevel-gpt2");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parts_are_listed_with_their_options()
    {
        string output = Inspect(Llama);
        foreach (string expected in new[]
        {
            "  vocabulary       2,000 tokens", "  unknown token    <unk> (0)", "  added tokens     3, 3 of them special", "  model's maximum  4,096 tokens (tokenizer_config.json)",
            "                     Prepend            prepend \"▁\"", "                     Replace            pattern {String \"␣\"}, content \"▁\"",
            "  post-processor   TemplateProcessing   single \"<s> $A\", pair \"<s> $A <s>:1 $B:1\", special_tokens {<s> 1}", "  truncation       –",
            "                     Strip              content \"␣\", start 1, stop 0", "   2   </s>    yes",
        })
            Assert.Contains(expected + Environment.NewLine, output, StringComparison.Ordinal);
        Assert.Contains("byte_fallback yes", output.ReplaceLineEndings(" ").Replace("                                        ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_as_json_are_those_of_the_file()
    {
        var root = Json(Bert);
        Assert.Equal(2500, root.GetProperty("vocabularySize").GetInt32());
        Assert.Equal("[UNK]", root.GetProperty("unknown").GetString());
        Assert.Equal("BertNormalizer", root.GetProperty("parts").GetProperty("normalizer").GetProperty("type").GetString());
        Assert.Equal(2500, root.GetProperty("parts").GetProperty("model").GetProperty("vocab").GetInt32());
    }

    [Fact]
    public void Text_is_followed_character_by_character()
    {
        string output = Inspect(Bert, "Dé\u200D[MASK]好");
        const string expected = """
            Text: 10 characters, 10 UTF-16 units, 15 bytes of UTF-8
              at   character   code point   UTF-8      normalized      piece   tokens
            ──────────────────────────────────────────────────────────────────────────
               0   D           U+0044       44         d                   1   1:de
               1   é           U+00E9       C3 A9      e                   1   1:de
               2   ‹U+200D›    U+200D       E2 80 8D   (dropped)
               3   [           U+005B       5B         (added token)           2:[MASK]
               4   M           U+004D       4D         (added token)           2:[MASK]
               5   A           U+0041       41         (added token)           2:[MASK]
               6   S           U+0053       53         (added token)           2:[MASK]
               7   K           U+004B       4B         (added token)           2:[MASK]
               8   ]           U+005D       5D         (added token)           2:[MASK]
               9   好          U+597D       E5 A5 BD   ␣好␣                2   3:[UNK]

            Added tokens, normalizer
            """;
        Assert.StartsWith(Ruled(expected), Ruled(output).TrimStart('\n'), StringComparison.Ordinal);
        Assert.Contains("(1, unknown) 9–10", output, StringComparison.Ordinal);
        Assert.Contains("with special tokens  [CLS]␣de␣[MASK]␣[UNK]␣[SEP]", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u200D', output);
        Assert.DoesNotContain("[CLS]", Inspect(Bert, "a", "--no-special-tokens"), StringComparison.Ordinal);
        Assert.Contains("Text: 0 characters", Inspect(Bert, ""), StringComparison.Ordinal);
    }

    [Fact]
    public void Trace_as_json_holds_every_stage()
    {
        var root = Json(Llama, "aé <s>");
        Assert.Equal(2, root.GetProperty("sections").GetArrayLength());
        var section = root.GetProperty("sections")[0];
        Assert.Equal(["Prepend", "Replace"], section.GetProperty("normalization").EnumerateArray().Select(step => step.GetProperty("normalizer").GetProperty("type").GetString()));
        Assert.Equal("▁aé▁", section.GetProperty("normalized").GetString());
        Assert.Equal("[0,1]", section.GetProperty("characters")[0].GetProperty("range").GetRawText());
        Assert.Equal("<0xC3>", section.GetProperty("parts")[0].GetProperty("pieces")[0].GetProperty("tokens")[1].GetProperty("token").GetString());
        Assert.Equal("<s>", root.GetProperty("sections")[1].GetProperty("addedToken").GetString());
        Assert.Equal(Tokenizer.Load(Llama).EncodeToIds("aé <s>"), root.GetProperty("encoding").GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()));
    }

    [Fact]
    public void File_is_measured()
    {
        string[] lines = ["The naïve cat 好好", "", "好 sat", "unbelievableness"];
        string path = _folder.File("text");
        File.WriteAllLines(path, lines);
        var root = Json(Bert, "--file", path, "--top", "1");
        var tokenizer = Tokenizer.Load(Bert);
        int[][] ids = [.. lines.Select(line => tokenizer.EncodeToIds(line, addSpecialTokens: false))];
        Assert.Equal("4 7", $"{root.GetProperty("lines")} {root.GetProperty("words")}");
        Assert.Equal(lines.Sum(line => line.Length), root.GetProperty("characters").GetInt32());
        Assert.Equal(lines.Sum(System.Text.Encoding.UTF8.GetByteCount), root.GetProperty("bytes").GetInt32());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("linesCutAlike").ValueKind);
        var numbers = Assert.Single(root.GetProperty("tokenizers").EnumerateArray());
        Assert.Equal(ids.Sum(line => line.Length), numbers.GetProperty("tokens").GetInt32());
        Assert.Equal((double)ids.Sum(line => line.Length) / 7, numbers.GetProperty("tokensPerWord").GetDouble());
        Assert.Equal((double)ids.Sum(line => line.Length) / lines.Sum(line => line.Length), numbers.GetProperty("tokensPerCharacter").GetDouble());
        Assert.Equal((double)lines.Sum(System.Text.Encoding.UTF8.GetByteCount) / ids.Sum(line => line.Length), numbers.GetProperty("bytesPerToken").GetDouble());
        Assert.Equal("3 2", $"{numbers.GetProperty("unknown")} {numbers.GetProperty("linesWithUnknown")}");
        Assert.Equal("""[{"text":"好","count":3}]""", numbers.GetProperty("unknownPieces").GetRawText());
        Assert.Equal(
            $$"""[{"text":"unbelievableness","count":{{ids[3].Length}}}]""", numbers.GetProperty("longestWords").GetRawText());
        Assert.Equal(ids.SelectMany(line => line).Distinct().Count(), numbers.GetProperty("usedTokens").GetInt32());
        int whole = lines.SelectMany(line => line.Split(' ')).Count(word => tokenizer.EncodeToIds(word, addSpecialTokens: false).Length == 1);
        Assert.Equal(whole, numbers.GetProperty("wholeWords").GetInt32());

        string output = Inspect(Bert, "--file", path);
        Assert.Contains($"tokens per word   {(double)ids.Sum(line => line.Length) / 7:F3}", Squeezed(output), StringComparison.Ordinal);
        Assert.Contains("Most frequent unknown pieces", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Most frequent unknown pieces", Inspect(Bert, "--file", path, "--top", "0"), StringComparison.Ordinal);
    }

    [Fact]
    public void Truncation_of_the_file_does_not_cut_what_is_measured()
    {
        string path = _folder.File("text"), packed = _folder.File("text.gz"), cutting = _folder.File("cut.json");
        File.WriteAllText(path, "The cat sat on the mat.\n");
        using (var stream = new GZipStream(File.Create(packed), CompressionLevel.Optimal))
            stream.Write(File.ReadAllBytes(path));
        Tokenizer.Load(Bert).WithTruncation(new TruncationOptions { MaxLength = 3 }).WithPadding(new PaddingOptions { Strategy = new PaddingStrategy.Fixed(99) }).Save(cutting);
        string Tokens(string tokenizer, string file) => Json(tokenizer, "--file", file).GetProperty("tokenizers")[0].GetProperty("tokens").GetRawText();
        Assert.Equal(Tokens(Bert, path), Tokens(cutting, packed));
    }

    [Fact]
    public void Two_tokenizers_stand_beside_each_other()
    {
        string text = "The brownish fox, naïvely 😀";
        var root = Json(Bert, text, "--beside", Gpt2);
        Assert.Equal(Tokenizer.Load(Bert).Encode(text, addSpecialTokens: false).Tokens, Texts(root, "first"));
        Assert.Equal(Tokenizer.Load(Gpt2).Encode(text, addSpecialTokens: false).Tokens, Texts(root, "second"));
        Assert.Equal(text, string.Concat(root.GetProperty("stretches").EnumerateArray().Select(stretch => stretch.GetProperty("text").GetString())));
        Assert.Contains("ïvely", root.GetProperty("stretches").EnumerateArray().Select(stretch => stretch.GetProperty("text").GetString()));

        string path = _folder.File("text");
        File.WriteAllLines(path, ["The man  is", "naïve"]);
        Assert.Equal(1, Json(Bert, "--file", path, "--beside", Gpt2).GetProperty("linesCutAlike").GetInt32());
        Assert.Contains("lines cut alike", Inspect(Bert, "--file", path, "--beside", Gpt2), StringComparison.Ordinal);
        Assert.Contains("tokens", Inspect(Bert, text, "--beside", Gpt2), StringComparison.Ordinal);

        var parts = Json(Bert, "--beside", Bert);
        Assert.Equal("2500 2500", $"{parts.GetProperty("commonTokens")} {parts.GetProperty("commonTokensOfSameId")}");
        Assert.Contains("tokens in both   259 (10.4 % of the first, 6.5 % of the second), 0 of them with the same id", Squeezed(Inspect(Bert, "--beside", Gpt2)), StringComparison.Ordinal);

        static IEnumerable<string?> Texts(JsonElement root, string side) =>
            root.GetProperty("stretches").EnumerateArray().SelectMany(stretch => stretch.GetProperty(side).EnumerateArray()).Select(token => token.GetString());
    }

    private static string Ruled(string text) => System.Text.RegularExpressions.Regex.Replace(text.ReplaceLineEndings("\n"), "─+", "──");

    private static string Squeezed(string output) => System.Text.RegularExpressions.Regex.Replace(output, " {2,}", "   ");

    private static string Inspect(params string[] typed)
    {
        var run = CliRun.Of(["tokenizer", "inspect", .. typed]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.All(run.Output.Split(Environment.NewLine), line => Assert.Equal(line.TrimEnd(), line));
        return run.Output;
    }

    private static JsonElement Json(params string[] typed)
    {
        var run = CliRun.Of(["tokenizer", "inspect", .. typed, "--json"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(1, run.Output.Count(sign => sign == '\n'));
        using var json = JsonDocument.Parse(run.Output);
        return json.RootElement.Clone();
    }
}
