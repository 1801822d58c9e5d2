using System.Text.Json;
using Rote.Testing;
using Rote.Tokenizers;

namespace Rote.Cli.Tests.Tokenizers;

public sealed class EncodeVerb : IDisposable
{
    private static readonly string Bert = GoldenFolder.Tokenizer("bert-uncased");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_text_gives_a_line_of_ids()
    {
        Output("2 685 89 93 1343 3\n2 3\n2 1 3\n", "Hello world", "", "é😀");
        Output("685 89 93 1343\n\n", "--no-special-tokens", "Hello world", "");
    }

    [Fact]
    public void Text_that_begins_with_a_dash_comes_after_two_dashes()
    {
        string ids = string.Join(' ', Tokenizer.Load(Bert).EncodeToIds("--tokens"));
        Output($"{ids}\n", "--", "--tokens");
    }

    [Theory]
    [InlineData("[CLS]@0-0 [UNK]@0-3 na@4-6 ##ive@6-9 [SEP]@0-0", "--tokens", "--offsets")]
    [InlineData("[CLS]@0-0 [UNK]@0-2 na@3-5 ##ive@5-8 [SEP]@0-0", "--tokens", "--offsets", "--unit", "code-points")]
    [InlineData("[CLS]@0-0 [UNK]@0-6 na@7-9 ##ive@9-13 [SEP]@0-0", "--tokens", "--offsets", "--unit", "bytes")]
    [InlineData("2@0-0 1@0-3 936@4-6 344@6-9 3@0-0", "--offsets", "--unit", "utf16")]
    [InlineData("[CLS] [UNK] na ##ive [SEP]", "--tokens")]
    public void Tokens_and_offsets_are_written_where_asked_for(string expected, params string[] options)
    {
        string text = "é😀 naïve";
        string[] typed = [.. options, text];
        if (expected.StartsWith('2'))
        {
            var encoding = Tokenizer.Load(Bert).Encode(text);
            expected = string.Join(' ', encoding.Ids.Zip(encoding.Offsets, (id, range) => $"{id}@{range.Start}-{range.Start + range.Length}"));
        }
        Output($"{expected}\n", typed);
    }

    [Fact]
    public void White_space_within_a_token_is_spelt()
    {
        var run = CliRun.Of("tokenizer", "encode", GoldenFolder.Tokenizer("added-tokens"), "--tokens", "a  <mask>\u200D");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith("a ‹U+0020›‹U+0020›<mask>", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.Output.Count(sign => sign == '\n'));
        Assert.DoesNotContain('\u200D', run.Output);
    }

    [Fact]
    public void Pairs_are_two_texts_or_a_line_with_a_tab()
    {
        var encoding = Tokenizer.Load(Bert).Encode("a b", "c");
        string ids = $"{string.Join(' ', encoding.Ids)}\n";
        Output(ids, "--pair", "a b", "c");
        Output(ids + ids, Line("a b\tc\na b\tc"), "--pair");
        var words = Tokenizer.Load(Bert).EncodeWords(["a", "b"], ["c"]);
        Output(string.Join(' ', words.Ids.Zip(words.Offsets, (id, range) => $"{id}@{range.Start}-{range.Start + range.Length}")) + "\n", Line("a  b\t c "), "--pair", "--words", "--offsets");
    }

    [Fact]
    public void Every_line_of_standard_input_gives_one_line()
    {
        var tokenizer = Tokenizer.Load(Bert);
        string[] lines = ["The cat", "", "sat\ron", " ", "é"];
        Output(string.Concat(lines.Select(line => string.Join(' ', tokenizer.EncodeToIds(line)) + "\n")), Line(string.Join("\r\n", lines)));
        Output("", Line(""));
        Output("[]\n", Line(""), "--json");
    }

    [Fact]
    public void Lines_are_written_as_they_come()
    {
        using var output = new StringWriter();
        using var input = new CheckedReader("a\nb\n", () => output.ToString().Count(sign => sign == '\n'));
        CliRun.Of(null, ["tokenizer", "encode", Bert], TestContext.Current.CancellationToken, input, output);
        Assert.Equal([0, 1, 2], input.LinesSeen);
    }

    [Fact]
    public void Json_holds_all_that_an_encoding_holds()
    {
        string[] typed = ["--json", "--pair", "--max-length", "8", "--stride", "1", "--pad", "9", "--unit", "code-points", "😀 naïve", "It was a cat"];
        var run = CliRun.Of(["tokenizer", "encode", Bert, .. typed]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(1, json.RootElement.GetArrayLength());
        var root = json.RootElement[0];
        Assert.Equal(("😀 naïve", "It was a cat"), (root.GetProperty("text").GetString(), root.GetProperty("pair").GetString()));
        var tokenizer = Tokenizer.Load(Bert).WithTruncation(new TruncationOptions { MaxLength = 8, Stride = 1 }).WithPadding(new PaddingOptions { Strategy = new PaddingStrategy.Fixed(9) });
        var expected = tokenizer.Encode("😀 naïve", "It was a cat");
        Equal(expected, root.GetProperty("encoding"));
        Assert.NotEmpty(expected.Overflowing);

        static void Equal(Encoding expected, JsonElement actual)
        {
            Assert.Equal(expected.Ids, actual.GetProperty("ids").EnumerateArray().Select(value => value.GetInt32()));
            Assert.Equal(expected.Tokens, actual.GetProperty("tokens").EnumerateArray().Select(value => value.GetString()!));
            Assert.Equal(
                expected.OffsetsIn(OffsetUnit.CodePoints, "😀 naïve", "It was a cat").Select(range => (range.Start, range.Start + range.Length)),
                actual.GetProperty("offsets").EnumerateArray().Select(range => (range[0].GetInt32(), range[1].GetInt32())));
            Assert.Equal(expected.TypeIds, actual.GetProperty("typeIds").EnumerateArray().Select(value => value.GetInt32()));
            Assert.Equal(expected.AttentionMask, actual.GetProperty("attentionMask").EnumerateArray().Select(value => value.GetInt32()));
            Assert.Equal(expected.SpecialTokensMask, actual.GetProperty("specialTokensMask").EnumerateArray().Select(value => value.GetInt32()));
            Assert.Equal(expected.WordIds, actual.GetProperty("wordIds").EnumerateArray().Select(Number));
            Assert.Equal(expected.SequenceIds, actual.GetProperty("sequenceIds").EnumerateArray().Select(Number));
            Assert.Equal(expected.Overflowing.Count, actual.GetProperty("overflowing").GetArrayLength());
            foreach (var (window, inner) in expected.Overflowing.Zip(actual.GetProperty("overflowing").EnumerateArray()))
                Equal(window, inner);
        }

        static int? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetInt32();
    }

    [Fact]
    public void File_says_how_to_cut_and_pad_unless_the_options_do()
    {
        string path = _folder.File("tokenizer.json");
        Tokenizer.Load(Bert).WithTruncation(new TruncationOptions { MaxLength = 4 }).WithPadding(new PaddingOptions { Strategy = new PaddingStrategy.Fixed(6), PadId = 4, PadToken = "[MASK]" }).Save(path);
        Gives("2 685 89 3 4 4\n", null, path, "Hello world");
        Gives("2 685 89 93 1343 3\n", null, path, "--max-length", "0", "--pad", "0", "Hello world");
        Gives("2 685 3 4 4 4\n", null, path, "--max-length", "3", "Hello world");
        Gives("2 685 89 3\n", null, path, "--pad", "4", "Hello world");
        Gives("2 685 89 3 1\n", null, path, "--pad", "5", "--pad-token", "[UNK]", "Hello world");
        Output("2 3 0 0\n", "--pad", "4", "");
    }

    [Fact]
    public void Cancelled_run_returns_130()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        CliRun.Of(null, ["tokenizer", "encode", Bert, "a"], source.Token).Fails(130, "interrupted.");
    }

    private static StringReader Line(string input) => new(input);

    private static void Output(string expected, params string[] typed) => Gives(expected, null, [Bert, .. typed]);

    private static void Output(string expected, TextReader input, params string[] typed) => Gives(expected, input, [Bert, .. typed]);

    private static void Gives(string expected, TextReader? input, params string[] typed)
    {
        var run = CliRun.Of(null, ["tokenizer", "encode", .. typed], TestContext.Current.CancellationToken, input);
        Assert.Equal((0, expected.ReplaceLineEndings(), ""), (run.Code, run.Output, run.Error));
    }
}
