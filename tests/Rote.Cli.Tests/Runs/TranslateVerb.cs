using System.Text.Json;
using Rote.Pipelines;

namespace Rote.Cli.Tests.Runs;

[Collection(nameof(OneAfterTheOther))]
public sealed class TranslateVerb(TrainedModel trained) : IDisposable
{
    private static readonly string[] Texts = ["bdc", "a", "dd", "acb", "c", "bbad"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, "32")]
    [InlineData("1", "1")]
    [InlineData("4", "32")]
    [InlineData("4", "2")]
    public void Arguments_are_translated_in_order(string? beam, string batch)
    {
        string[] beams = beam is null ? [] : ["--beam", beam];
        var run = Translate([.. beams, "--batch", batch, .. Texts]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(Expected(Texts, beam), Lines(run.Output));
    }

    [Fact]
    public void Model_has_learnt_its_task()
    {
        string[] written = Lines(Translate([.. TinyText.Pairs.Select(pair => pair.Source)]).Output);
        Assert.InRange(written.Zip(TinyText.Pairs).Count(pair => pair.First == pair.Second.Target), 50, 84);
    }

    [Fact]
    public void Score_is_that_of_the_beams_asked_for()
    {
        using var translator = Translator.Load(trained.Folder);
        foreach (int beams in new[] { 1, 2, 4 })
        {
            using var json = JsonDocument.Parse(Translate("--json", "--beam", $"{beams}", "cbcbcb").Output);
            var score = json.RootElement[0].GetProperty("score");
            double? expected = translator.Translate("cbcbcb", new TranslationOptions { Beams = beams }).Score;
            Assert.Equal(expected, score.ValueKind == JsonValueKind.Null ? null : score.GetDouble());
            Assert.Equal(beams == 1, expected is null);
        }
    }

    [Fact]
    public void Every_line_of_standard_input_gives_one_line()
    {
        var run = CliRun.WithInput("bdc\r\n\na\n   \nd\rd\nacb\r\n\r\nc", "translate", "--model", trained.Folder);
        Assert.Equal(0, run.Code);
        Assert.Equal(Expected(["bdc", "", "a", "", "d\rd", "acb", "", "c"], null), Lines(run.Output));
        Assert.Equal($"rote: text 5: not in the vocabulary, read as unknown: '\\u000D'{Environment.NewLine}", run.Error);
    }

    [Fact]
    public void Input_longer_than_a_chunk_keeps_its_order()
    {
        string[] many = [.. Enumerable.Range(0, 50).Select(i => TinyText.Pairs[i % 7].Source)];
        var run = CliRun.WithInput(string.Join('\n', many) + "\n", "translate", "--model", trained.Folder, "--batch", "3");
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(Expected(many, null), Lines(run.Output));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--json")]
    public void No_input_gives_no_output(string json)
    {
        var run = CliRun.WithInput("", ["translate", "--model", trained.Folder, .. json.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(new CliRun(0, json.Length > 0 ? $"[]{Environment.NewLine}" : "", ""), run);
    }

    [Fact]
    public void Input_that_is_not_text_is_said_after_what_could_be_read()
    {
        using var bytes = new MemoryStream([.. "bdc\n"u8, .. new byte[5000].Select(_ => (byte)'\n'), 0xff, (byte)'\n']);
        using var reader = new StreamReader(bytes, Rote.Training.Data.TextLines.Strict);
        var run = CliRun.Of(null, ["translate", "--model", trained.Folder, "--batch", "1"], TestContext.Current.CancellationToken, reader);
        Assert.Equal(1, run.Code);
        Assert.StartsWith(Expected(["bdc"], null)[0] + Environment.NewLine, run.Output, StringComparison.Ordinal);
        Assert.Matches(@"^rote: standard input is not text in UTF-8 \(line \d+ or soon after\)\. Convert it, for example with iconv -t UTF-8\.\s*$", run.Error);
    }

    [Fact]
    public void What_the_model_cannot_read_is_said()
    {
        var run = Translate("a", "b§d\u001bx§", new string('a', 300));
        Assert.Equal(0, run.Code);
        Assert.Equal(3, Lines(run.Output).Length);
        string[] said = Lines(run.Error);
        Assert.Equal(@"rote: text 2: not in the vocabulary, read as unknown: '§' '\u001B' 'x'", said[0]);
        Assert.Contains("rote: text 3: too long for the model; its last 45 tokens were not read.", said); // 300 letters and the end, of which 256 are read
        Assert.All(said, line => Assert.Matches("^rote: text [23]: ", line));
    }

    [Fact]
    public void Output_that_is_cut_off_is_said()
    {
        using var copy = new ModelCopy(trained.Folder, "config.json", "model.safetensors", "tokenizer.json", "generation_config.json");
        copy.Set("max_length", 4, "generation_config.json");
        var run = CliRun.Of("translate", "--model", copy.Folder, "bdc", "a");
        Assert.Equal(0, run.Code);
        Assert.Equal($"rote: text 1: the model did not come to an end; its output is cut off at the limit.{Environment.NewLine}", run.Error);
    }

    [Theory]
    [InlineData("map.png", "\u0089PNG")]
    [InlineData("map.HTML", "<!")]
    public void Attention_is_drawn_and_the_translation_is_written(string name, string beginning)
    {
        string file = _folder.File(name);
        var run = Translate("--attention", file, "bdc");
        Assert.Equal(new CliRun(0, Expected(["bdc"], null)[0] + Environment.NewLine, ""), run);
        Assert.StartsWith(beginning, File.ReadAllText(file, System.Text.Encoding.Latin1), StringComparison.OrdinalIgnoreCase);
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Json_is_one_line_with_everything_that_is_known()
    {
        var run = Translate("--json", "--beam", "2", "bdc", "", "§");
        Assert.Equal(0, run.Code);
        Assert.Single(run.Output, '\n');
        using var json = JsonDocument.Parse(run.Output);
        JsonElement[] all = [.. json.RootElement.EnumerateArray()];
        Assert.Equal(["bdc", "", "§"], all.Select(one => one.GetProperty("source").GetString()));
        Assert.Equal(Expected(["bdc", "", "§"], "2"), all.Select(one => one.GetProperty("text").GetString()));
        Assert.InRange(all[0].GetProperty("score").GetDouble(), -5, 0);
        Assert.Equal(JsonValueKind.Null, all[1].GetProperty("score").ValueKind);
        Assert.Equal("§", all[2].GetProperty("unknown")[0].GetString());
        Assert.Equal(0, all[0].GetProperty("tokensLeftOut").GetInt32());
        Assert.False(all[0].GetProperty("isCutOff").GetBoolean());
    }

    [Fact]
    public void Interrupted_translation_returns_130()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        CliRun.Of(null, ["translate", "--model", trained.Folder, "bdc"], source.Token).Fails(130, "interrupted.");
    }

    private static string[] Lines(string text) => text.Split(Environment.NewLine)[..^1];

    private CliRun Translate(params string[] args) => CliRun.Of(["translate", "--model", trained.Folder, .. args]);

    // One text at a time, so that neither order nor padding matters.
    private string[] Expected(IEnumerable<string> texts, string? beam)
    {
        using var translator = Translator.Load(trained.Folder);
        var options = new TranslationOptions { Beams = beam is null ? null : int.Parse(beam) };
        return [.. texts.Select(text => translator.Translate(text, options).Text)];
    }
}
