using System.IO.Compression;
using Rote.Tokenizers.Tests.Goldens;

namespace Rote.Tokenizers.Tests.Verification;

public sealed class TokenizerVerifierTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TokenizerVerifierTests()
    {
        var tokenizer = new Tokenizer(new TokenizerPipeline
        {
            Model = new WordLevelModel(new Dictionary<string, int> { ["<unk>"] = 0, ["a"] = 1, ["😀"] = 2, ["[CLS]"] = 3 }, "<unk>"),
            PreTokenizer = new PreTokenizer.Whitespace(),
            PostProcessor = new PostProcessor.Template(
                [new TemplatePart.Special("[CLS]"), new TemplatePart.Text(IsSecond: false)],
                [new TemplatePart.Special("[CLS]"), new TemplatePart.Text(IsSecond: false), new TemplatePart.Text(IsSecond: true, TypeId: 1)],
                new Dictionary<string, IReadOnlyList<TemplateToken>> { ["[CLS]"] = [new TemplateToken(3, "[CLS]")] }),
            AddedTokens = [new AddedToken(3, "[CLS]")],
        });
        Directory.CreateDirectory(_folder.File("kind"));
        tokenizer.Save(_folder.File("kind/tokenizer.json"));
        Write("expected.jsonl", Text);
        Write("batch.json", $"[{Batch}, {Error}]");
        Write("stream.json", $"[{Stream}]");
    }

    private const string Text = """
        {"text": "a 😀 a", "ids": [3, 1, 2, 1], "tokens": ["[CLS]", "a", "😀", "a"], "offsets": [[0, 0], [0, 1], [2, 3], [4, 5]], "type_ids": [0, 0, 0, 0], "attention_mask": [1, 1, 1, 1], "special_tokens_mask": [1, 0, 0, 0], "word_ids": [null, 0, 1, 2], "decoded": "a 😀 a", "decoded_raw": "[CLS] a 😀 a"}
        {"text": "a", "pair": "b", "ids": [3, 1, 0], "tokens": ["[CLS]", "a", "<unk>"], "offsets": [[0, 0], [0, 1], [0, 1]], "type_ids": [0, 0, 1], "attention_mask": [1, 1, 1], "special_tokens_mask": [1, 0, 0], "word_ids": [null, 0, 0], "sequence_ids": [null, 0, 1], "decoded": "a <unk>", "decoded_raw": "[CLS] a <unk>"}

        """;

    private const string Batch = """
        {"name": "words", "truncation": {"max_length": 2}, "padding": {"length": 3, "pad_id": 9}, "add_special_tokens": true, "is_pretokenized": true, "inputs": [["😀", "a"]], "results": [{"ids": [3, 2, 9], "tokens": ["[CLS]", "😀", "[PAD]"], "offsets": [[0, 0], [0, 1], [0, 0]], "type_ids": [0, 0, 0], "attention_mask": [1, 1, 0], "special_tokens_mask": [1, 0, 1], "word_ids": [null, 0, null], "sequence_ids": [null, 0, null], "overflowing": [{"ids": [3, 1, 9], "tokens": ["[CLS]", "a", "[PAD]"], "offsets": [[0, 0], [0, 1], [0, 0]]}]}]}
        """;

    private const string Error = """{"name": "too short", "truncation": {"max_length": 2, "strategy": "only_second"}, "padding": null, "inputs": ["a a a"], "error": "TruncationError"}""";

    private const string Stream = """{"text": "a a", "ids": [3, 1, 1], "skip_special_tokens": true, "chunks": [null, "a", " a"]}""";

    public void Dispose() => _folder.Dispose();

    private string Kind => _folder.File("kind");

    [Fact]
    public void Every_recorded_field_is_compared()
    {
        var report = Verify(Kind);
        Assert.True(report.Passed);
        Assert.Equal((5, 0), (report.Rows, report.Differing));
        var kind = Assert.Single(report.Kinds);
        Assert.Equal("kind", kind.Name);
        Assert.Equal(["batch.json", "expected.jsonl", "stream.json"], kind.Files.Select(file => file.Name));
        Assert.Equal(
            ["outcome 2", "ids 1", "tokens 1", "offsets 1", "type_ids 1", "attention_mask 1", "special_tokens_mask 1", "word_ids 1", "sequence_ids 1", "overflowing 1",
                "overflowing.ids 1", "overflowing.tokens 1", "overflowing.offsets 1"],
            Fields(kind.Files[0]));
        Assert.Equal(
            ["ids 2", "tokens 2", "offsets 2", "type_ids 2", "attention_mask 2", "special_tokens_mask 2", "word_ids 2", "decoded 2", "decoded_raw 2", "sequence_ids 1"],
            Fields(kind.Files[1]));
        Assert.Equal(["chunks 1"], Fields(kind.Files[2]));
        Assert.Equal(34, report.Compared);

        static IEnumerable<string> Fields(VerifiedFile file) => file.Fields.Select(counted => $"{counted.Name} {counted.Compared}");
    }

    [Theory]
    [InlineData("expected.jsonl", "\"ids\": [3, 1, 2, 1]", "\"ids\": [3, 1, 2, 2]", "ids at 3", "3 1 2 2", "3 1 2 1")]
    [InlineData("expected.jsonl", "\"ids\": [3, 1, 2, 1]", "\"ids\": [3, 1, 2]", "ids at 3", "3 1 2", "3 1 2 1")]
    [InlineData("expected.jsonl", "\"tokens\": [\"[CLS]\", \"a\", \"😀\"", "\"tokens\": [\"[CLS]\", \"A\", \"😀\"", "tokens at 1", "[CLS] A 😀 a", "[CLS] a 😀 a")]
    [InlineData("expected.jsonl", "[2, 3]", "[2, 4]", "offsets at 2", "0-0 0-1 2-4 4-5", "0-0 0-1 2-3 4-5")]
    [InlineData("expected.jsonl", "\"type_ids\": [0, 0, 1]", "\"type_ids\": [0, 0, 0]", "type_ids at 2", "0 0 0", "0 0 1")]
    [InlineData("expected.jsonl", "[1, 1, 1, 1]", "[1, 1, 0, 1]", "attention_mask at 2", "1 1 0 1", "1 1 1 1")]
    [InlineData("expected.jsonl", "[1, 0, 0, 0]", "[0, 0, 0, 0]", "special_tokens_mask at 0", "0 0 0 0", "1 0 0 0")]
    [InlineData("expected.jsonl", "[null, 0, 1, 2]", "[null, 0, null, 2]", "word_ids at 2", "null 0 null 2", "null 0 1 2")]
    [InlineData("expected.jsonl", "[null, 0, 1],", "[null, 0, 0],", "sequence_ids at 2", "null 0 0", "null 0 1")]
    [InlineData("expected.jsonl", "\"decoded\": \"a 😀 a\"", "\"decoded\": \"a 😁 a\"", "decoded at 3", "a 😁 a", "a 😀 a")]
    [InlineData("expected.jsonl", "[CLS] a <unk>", "[CLS]", "decoded_raw at 5", "[CLS]", "[CLS] a <unk>")]
    [InlineData("batch.json", "\"overflowing\": [{", "\"overflowing\": [{}, {", "overflowing at 0", "2 windows", "1 window")]
    [InlineData("batch.json", "[3, 1, 9]", "[3, 1, 8]", "overflowing.ids at 2", "3 1 8", "3 1 9")]
    [InlineData("batch.json", "\"only_second\"", "\"longest_first\"", "outcome at 0", "error", "results")]
    [InlineData("batch.json", "\"max_length\": 2}", "\"max_length\": 2, \"strategy\": \"only_second\"}", "outcome at 0", "results",
        "error: 1 tokens must go to leave 1 (MaxLength 2 less 1 added tokens), and Strategy OnlySecond cannot take them from 2 tokens and no second text. Use LongestFirst, or a larger MaxLength.")]
    [InlineData("stream.json", "[null, \"a\"", "[\"\", \"a\"", "chunks at 0", " a  a", "null a  a")]
    public void Field_that_was_recorded_otherwise_differs(string file, string now, string then, string where, string expected, string actual)
    {
        Change(file, now, then);
        var report = Verify(Kind);
        Assert.False(report.Passed);
        var difference = report.Kinds[0].Files.SelectMany(one => one.Differences).First();
        Assert.Equal(where, $"{difference.Field} at {difference.At}");
        Assert.Equal(expected, string.Join(' ', difference.Expected));
        Assert.Equal(actual, string.Join(' ', difference.Actual));
    }

    [Fact]
    public void Difference_says_what_was_given_and_where_its_excerpt_begins()
    {
        Change("expected.jsonl", "\"word_ids\": [null, 0, 0]", "\"word_ids\": [null, 0, 1]");
        Change("batch.json", "[3, 1, 9]", "[3, 1, 8]");
        var files = Verify(Kind).Kinds[0].Files;
        var pair = Assert.Single(files[1].Differences);
        Assert.Equal((2, 2, 0), (pair.Row, pair.At, pair.First));
        Assert.Equal(["a", "b"], pair.Input);
        Assert.Equal(["words", "😀", "a"], Assert.Single(files[0].Differences).Input);

        string longText = new('x', 500);
        Write("expected.jsonl", $$"""{"text": "a", "decoded": "a{{longText}}", "ids": [3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]}""");
        var both = Verify(Kind).Kinds[0].Files[1].Differences;
        Assert.Equal((2, 0), (both[0].At, both[0].First));
        Assert.Equal(["3", "1", "1", "1", "1", "1"], both[0].Expected);
        Assert.Equal(["3", "1"], both[0].Actual);
        Assert.Equal("a a a a a a a a a a <unk>"[..1] + longText[..71] + "…", both[1].Expected[0]);
    }

    [Fact]
    public void Only_the_first_differences_of_a_file_are_kept_and_all_are_counted()
    {
        Write("expected.jsonl", string.Concat(Enumerable.Repeat("{\"text\": \"a\", \"ids\": [1]}\n", 25)));
        var file = Verify(Kind).Kinds[0].Files[1];
        Assert.Equal((25, 25L, 10), (file.Rows, file.Differing, file.Differences.Count));
    }

    [Fact]
    public void What_is_not_compared_is_named()
    {
        Change("expected.jsonl", "\"decoded\":", "\"logits\": [1], \"decoded\":");
        Change("stream.json", "\"chunks\":", "\"speed\": 3, \"chunks\":");
        Write("extra.json.gz", "x");
        var report = Verify(Kind);
        Assert.True(report.Passed);
        Assert.Equal(["extra.json.gz"], report.Kinds[0].NotChecked);
        Assert.Equal([[], ["logits"], ["speed"]], report.Kinds[0].Files.Select(file => file.NotChecked));
    }

    [Theory]
    [InlineData("expected.jsonl", "{\"ids\": [1]}", "'row 1.text' is missing; it must be there.")]
    [InlineData("expected.jsonl", "{\"text\": \"a\", \"ids\": 3}", "'row 1.ids' must be an array; got 3.")]
    [InlineData("expected.jsonl", "{\"text\": \"a\", \"offsets\": [[0]]}", "'row 1.offsets[0]' must be an array of two numbers; got an array.")]
    [InlineData("expected.jsonl", "{\"text\": \"a\"}\n\n{\"text\" 3}",
        "line 3 is not JSON: '3' is invalid after a property name. Expected a ':'. LineNumber: 0 | BytePositionInLine: 8.")]
    [InlineData("batch.json", "{}", "it must hold an array.")]
    [InlineData("batch.json", "[{\"inputs\": [[\"a\"]], \"results\": []}]", "'row 1.inputs' must be texts, or pairs of two texts.")]
    [InlineData("batch.json", "[{\"inputs\": [\"a\"], \"results\": []}]", "it must have as many results as inputs, 1; it has 0.")]
    [InlineData("batch.json", "[{\"truncation\": {\"max_length\": 1, \"strategy\": \"x\"}, \"inputs\": []}]", "'row 1.truncation.strategy' must be one of longest_first, only_first, only_second; got 'x'.")]
    [InlineData("batch.json", "[{\"padding\": {\"side\": \"left\"}, \"inputs\": []}]",
        "'row 1.padding.side' is not supported; supported are length, direction, pad_to_multiple_of, pad_id, pad_type_id, pad_token. Use a tokenizer without it.")]
    [InlineData("stream.json", "[{\"ids\": [-1], \"chunks\": []}]", "'row 1.ids[0]' must be a whole number from 0 to 2,147,483,647; got -1.")]
    public void Damaged_record_is_a_failure_of_its_file(string file, string content, string expected)
    {
        Write(file, content);
        var report = Verify(Kind);
        Assert.False(report.Passed);
        string told = Assert.Single(report.Kinds[0].Files.Select(one => one.Failure).OfType<string>());
        Assert.Equal($"'{Path.Combine(Kind, file)}': {expected}", told);
    }

    [Fact]
    public void Records_may_be_gzip_and_a_cut_one_is_refused()
    {
        byte[] packed = Packed(Text);
        File.Delete(_folder.File("kind/expected.jsonl"));
        File.WriteAllBytes(_folder.File("kind/corpus-expected.jsonl.gz"), packed);
        Assert.Equal(34, Verify(Kind).Compared);
        packed[^6] ^= 0x55;
        File.WriteAllBytes(_folder.File("kind/corpus-expected.jsonl.gz"), packed);
        Assert.Equal(
            $"'{_folder.File("kind/corpus-expected.jsonl.gz")}' is a gzip file that is damaged or was cut off. Fetch it again.",
            Verify(Kind).Kinds[0].Files.Single(file => file.Name.StartsWith("corpus", StringComparison.Ordinal)).Failure);
    }

    [Fact]
    public void Tokenizer_that_cannot_be_loaded_does_not_hide_the_others()
    {
        Directory.CreateDirectory(_folder.File("odd"));
        File.WriteAllText(_folder.File("odd/tokenizer.json"), "x");
        File.WriteAllText(_folder.File("odd/expected.jsonl"), Text);
        var heard = new List<string>();
        var report = Verify(_folder.Path, new Listener(heard));
        Assert.Equal(["kind", "odd"], report.Kinds.Select(kind => kind.Name));
        Assert.Equal(["kind", "odd"], heard);
        Assert.StartsWith($"'{_folder.File("odd/tokenizer.json")}': it is not the JSON of a tokenizer.json", report.Kinds[1].Failure, StringComparison.Ordinal);
        Assert.Equal((34L, 0L, false), (report.Compared, report.Differing, report.Passed));
    }

    [Fact]
    public void Folder_without_records_is_refused()
    {
        string empty = _folder.File("kind/empty");
        Directory.CreateDirectory(empty);
        Assert.Equal(
            $"'{empty}' holds no records of a tokenizer, nor do its folders; expected a tokenizer.json beside an expected.jsonl.gz, batch.json.gz or stream.json.gz.",
            Assert.Throws<TokenizerFormatException>(() => Verify(empty)).Message);
        Assert.Equal($"The directory '{_folder.File("x")}' does not exist.", Assert.Throws<DirectoryNotFoundException>(() => Verify(_folder.File("x"))).Message);
        Assert.Equal(
            $"'{_folder.File("kind/batch.json")}' is a file. Give the folder that holds a tokenizer and its records.",
            Assert.Throws<DirectoryNotFoundException>(() => Verify(_folder.File("kind/batch.json"))).Message);
    }

    [Fact]
    public void Verification_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => TokenizerVerifier.Verify(Kind, null, source.Token));
    }

    [Fact]
    public void Parts_are_compared_with_their_records()
    {
        string components = _folder.File("components");
        Directory.CreateDirectory(components);
        File.WriteAllText(Path.Combine(components, "normalizers.json"), """
            {"texts": ["A", "É"], "cases": [{"normalizer": {"type": "Lowercase"}, "results": [{"normalized": "a", "offsets": [[0, 1]]}, null]}, {"normalizer": {"type": "Odd"}, "results": []}]}
            """);
        File.WriteAllText(Path.Combine(components, "pre_tokenizers.json"), """
            {"texts": ["", "a b"], "cases": [{"pre_tokenizer": {"type": "Whitespace"}, "results": [[], [[0, 1], [2, 3, "c"]]]}]}
            """);
        File.WriteAllText(Path.Combine(components, "decoders.jsonl"), """
            {"decoder": null, "cases": [{"tokens": ["a", "b"], "decoded": "a b"}]}
            {"decoder": {"type": "Fuse"}, "cases": [{"tokens": ["a", "b"], "decoded": "a b"}]}
            """);
        File.WriteAllText(Path.Combine(components, "others.json.gz"), "");
        var kind = Verify(_folder.Path).Kinds.Single(one => one.Name == "components");
        Assert.Equal(["others.json.gz"], kind.NotChecked);
        Assert.Equal(
            [
                "decoders.jsonl: decoded 2 1, part 1 0", "normalizers.json: part 2 1, normalized 2 1, offsets 2 0", "pre_tokenizers.json: part 1 0, offsets 1 0, pieces 1 1",
            ],
            kind.Files.Select(file => $"{file.Name}: {string.Join(", ", file.Fields.Select(counted => $"{counted.Name} {counted.Compared} {counted.Differing}"))}"));
    }

    [Fact]
    [Trait("Category", "Golden")]
    public void References_are_equal()
    {
        var report = Verify(Reference.Folder);
        Assert.True(report.Passed, string.Join('\n', report.Kinds.SelectMany(kind => kind.Files.SelectMany(file => file.Differences.Select(difference => $"{kind.Name}/{file.Name}: {difference}")))));
        Assert.Equal(TokenizerGoldens.Kinds().Count, report.Kinds.Count(kind => kind.Name != "components"));
        Assert.True(report.Compared > 100 * report.Kinds.Count);
    }

    private static TokenizerVerification Verify(string directory, IProgress<string>? progress = null) =>
        TokenizerVerifier.Verify(directory, progress, TestContext.Current.CancellationToken);

    private void Write(string name, string content)
    {
        if (name.EndsWith(".gz", StringComparison.Ordinal))
            File.WriteAllBytes(Path.Combine(Kind, name), Packed(content));
        else
            File.WriteAllText(Path.Combine(Kind, name), content);
    }

    private void Change(string file, string now, string then)
    {
        string content = File.ReadAllText(Path.Combine(Kind, file));
        int at = content.IndexOf(now, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{now}' is not there.");
        File.WriteAllText(Path.Combine(Kind, file), content[..at] + then + content[(at + now.Length)..]);
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Optimal))
            packer.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private sealed class Listener(List<string> heard) : IProgress<string>
    {
        public void Report(string value) => heard.Add(value);
    }
}
