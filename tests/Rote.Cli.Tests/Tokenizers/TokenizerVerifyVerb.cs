using System.Text.Json;
using Rote.Testing;

namespace Rote.Cli.Tests.Tokenizers;

[Trait("Category", "Golden")]
public sealed class TokenizerVerifyVerb : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Equal_tokenizer_returns_zero_and_counts_every_field()
    {
        string kind = GoldenFolder.Tokenizer("bert-uncased");
        var run = CliRun.Of("tokenizer", "verify", kind, "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        Assert.True(root.GetProperty("passed").GetBoolean());
        Assert.Equal((kind, 0), (root.GetProperty("directory").GetString(), root.GetProperty("differing").GetInt32()));
        var files = Assert.Single(root.GetProperty("kinds").EnumerateArray()).GetProperty("files");
        var texts = files.EnumerateArray().Single(file => file.GetProperty("name").GetString() == "expected.jsonl.gz");
        Assert.Equal(texts.GetProperty("rows").GetInt32(), texts.GetProperty("fields")[0].GetProperty("compared").GetInt32());
        Assert.Equal("ids", texts.GetProperty("fields")[0].GetProperty("name").GetString());

        run = CliRun.Of("tokenizer", "verify", kind);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Matches(@"expected\.jsonl\.gz +\d+ +ids +\d+ +0\s", run.Output);
        Assert.Matches(@"Equal to the reference: [\d,]+ fields of \d+ rows compared\.\s*$", run.Output);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public void Difference_is_shown_legibly_and_returns_one()
    {
        Copy();
        File.WriteAllText(_folder.File("kind/expected.jsonl"), """
            {"text": "Hello\u200D world\n", "ids": [2, 685, 90, 93, 1343, 3], "decoded": "hello  world"}
            {"text": "a", "pair": "", "ids": [2]}
            {"text": "a", "ids": [2, 38, 3], "odd": 1}
            """);
        var run = CliRun.Of("tokenizer", "verify", _folder.File("kind"));
        Assert.Equal((1, ""), (run.Code, run.Error));
        Assert.EndsWith("""
            Differences
              kind/expected.jsonl, row 1, ids at 2
                input     Hello‹U+200D›␣world‹U+000A›
                expected  2  685  90  93  1343  3
                actual    2  685  89  93  1343  3
              kind/expected.jsonl, row 1, decoded at 3
                input     Hello‹U+200D›␣world‹U+000A›
                expected  hello␣␣world
                actual    helmo␣world
              kind/expected.jsonl, row 2, ids at 1
                input     a
                expected  2
                actual    2  38  3  3

            Not checked
              kind/expected.jsonl: odd

            DIFFERENT from the reference: 3 of 4 fields of 3 rows compared.

            """.ReplaceLineEndings(), run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_of_many_lists_each_and_says_what_cannot_be_read()
    {
        Copy();
        File.WriteAllText(_folder.File("kind/expected.jsonl"), """{"text": "a", "ids": [2, 38, 3]}""");
        Directory.CreateDirectory(_folder.File("odd"));
        File.WriteAllText(_folder.File("odd/tokenizer.json"), "{}");
        File.WriteAllText(_folder.File("odd/stream.json"), "[]");
        var run = CliRun.Of("tokenizer", "verify", _folder.Path);
        Assert.Equal((1, ""), (run.Code, run.Error));
        Assert.Matches(@"\n  kind +1 +1 +1 +0\s*\n  odd +0 +0 +0   unread\s", run.Output);
        Assert.Contains($"  odd  '{_folder.File("odd/tokenizer.json")}': 'model' is missing", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"NOT all could be read; what could is equal: 1 fields of 1 rows compared\.\s*$", run.Output);
        File.Delete(_folder.File("kind/expected.jsonl"));
        Assert.Matches(@"NOT all could be read; what could is equal: 0 fields of 0 rows compared\.\s*$", CliRun.Of("tokenizer", "verify", _folder.Path).Output);
    }

    private void Copy()
    {
        Directory.CreateDirectory(_folder.File("kind"));
        File.Copy(Path.Combine(GoldenFolder.Tokenizer("bert-uncased"), "tokenizer.json"), _folder.File("kind/tokenizer.json"));
    }
}
