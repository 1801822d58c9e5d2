using System.Text.Json;
using Rote.Testing;
using Rote.Tokenizers;

namespace Rote.Cli.Tests.Tokenizers;

public class DecodeVerb
{
    private static readonly string Bert = GoldenFolder.Tokenizer("bert-uncased"), Gpt2 = GoldenFolder.Tokenizer("bytelevel-gpt2");

    [Theory]
    [InlineData("hello world", "2", "685", "89", "93", "1343", "3")]
    [InlineData("hello world", "[2, 685,89] 93\n1343 3")]
    [InlineData("[CLS] hello world [SEP]", "--keep-special-tokens", "2 685 89 93 1343 3")]
    public void Ids_given_as_arguments_are_one_text(string expected, params string[] typed) =>
        Assert.Equal(new CliRun(0, expected + Environment.NewLine, ""), CliRun.Of(["tokenizer", "decode", Bert, .. typed]));

    [Fact]
    public void What_was_encoded_comes_back_line_by_line()
    {
        string[] lines = ["Hello 😀 world", "", "  two  spaces ", "你好\u200D", "'tis \\n"];
        var encoded = CliRun.WithInput(string.Join('\n', lines), "tokenizer", "encode", Gpt2);
        var decoded = CliRun.WithInput(encoded.Output, "tokenizer", "decode", Gpt2);
        Assert.Equal((0, "", string.Concat(lines.Select(line => line + Environment.NewLine))), (decoded.Code, decoded.Error, decoded.Output));
        Assert.Equal(new CliRun(0, "", ""), CliRun.WithInput("", "tokenizer", "decode", Gpt2));
        Assert.Equal(new CliRun(0, "[]" + Environment.NewLine, ""), CliRun.WithInput("", "tokenizer", "decode", Gpt2, "--json"));
    }

    [Fact]
    public void Line_ends_within_a_text_are_spaces_in_lines_only()
    {
        string ids = string.Join(' ', Tokenizer.Load(Gpt2).EncodeToIds("a\nb"));
        Assert.Equal($"a b{Environment.NewLine}", CliRun.WithInput(ids, "tokenizer", "decode", Gpt2).Output);
        Assert.Equal($"a\nb{Environment.NewLine}", CliRun.Of("tokenizer", "decode", Gpt2, ids).Output);
        using var json = JsonDocument.Parse(CliRun.WithInput($"{ids}\n{ids}", "tokenizer", "decode", Gpt2, "--json").Output);
        Assert.Equal(2, json.RootElement.GetArrayLength());
        Assert.Equal("a\nb", json.RootElement[1].GetProperty("text").GetString());
        Assert.Equal(["a", "Ċ", "b"], json.RootElement[1].GetProperty("tokens").EnumerateArray().Select(token => token.GetString()));
        Assert.Equal(ids.Split(' '), json.RootElement[1].GetProperty("ids").EnumerateArray().Select(id => id.GetRawText()));
    }

    [Fact]
    public void Ids_without_a_token_are_named()
    {
        var run = CliRun.WithInput("685\n99999 685 99999 88888\n", "tokenizer", "decode", Bert);
        Assert.Equal((0, $"hel{Environment.NewLine}hel{Environment.NewLine}"), (run.Code, run.Output));
        Assert.Equal($"rote: text 2: no token has these ids, which are left out: 99999 88888{Environment.NewLine}", run.Error);
    }

    [Fact]
    public void Stream_is_the_text_and_appears_as_the_ids_come()
    {
        string text = "hé😀\nwörld ";
        int[] ids = Tokenizer.Load(Gpt2).EncodeToIds(text);
        using var output = new StringWriter();
        using var input = new CheckedReader(string.Concat(ids.Select(id => $"{id}\n")), () => output.ToString().Length);
        var run = CliRun.Of(null, ["tokenizer", "decode", Gpt2, "--stream"], TestContext.Current.CancellationToken, input, output);
        Assert.Equal(new CliRun(0, text + Environment.NewLine, ""), run);
        var decoder = Tokenizer.Load(Gpt2).CreateStreamingDecoder();
        int shown = 0;
        Assert.Equal([0, .. ids.Select(id => shown += decoder.Push(id)?.Length ?? 0)], input.LinesSeen);
    }

    [Fact]
    public void Stream_ends_in_what_was_waiting()
    {
        int half = Tokenizer.Load(Gpt2).EncodeToIds("é")[0];
        Assert.Equal(new CliRun(0, $"\uFFFD{Environment.NewLine}", ""), CliRun.Of("tokenizer", "decode", Gpt2, "--stream", $"{half}"));
    }
}
