using System.Text.Json;
using Rote.Testing;
using Rote.Tokenizers;

namespace Rote.Cli.Tests.Runs;

/// <summary>Runs over pieces of words, from training to a picture.</summary>
[Collection(nameof(OneAfterTheOther))]
public sealed class SubwordRuns(TrainedModel trained) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bpe:14")]
    [InlineData("byte-bpe:262")]
    [InlineData("wordpiece:20")]
    [InlineData("unigram:14")]
    public void Learnt_tokenizer_is_trained_on_evaluated_and_drawn(string tokenizer)
    {
        string output = _folder.File("run"), picture = _folder.File("map.html");
        var run = CliRun.Of(Train(output, 8, "--train-tokenizer", tokenizer));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.DoesNotContain("The tokenizer lacked", run.Output, StringComparison.Ordinal);
        Assert.Contains($"\"kind\": \"{tokenizer.Split(':')[0]}\"", File.ReadAllText(Path.Combine(output, "recipe.json")), StringComparison.Ordinal);

        var translated = CliRun.Of("translate", "--model", output, "--attention", picture, "abq");
        Assert.Equal(0, translated.Code);
        Assert.True(File.Exists(picture));
        Assert.Equal(tokenizer.StartsWith("byte", StringComparison.Ordinal) ? "" : $"rote: text 1: not in the vocabulary, read as unknown: '{(tokenizer[0] == 'w' ? "abq" : "q")}'", Unknown(translated.Error));

        var evaluated = CliRun.Of("evaluate", "--model", output, "--source", Text("valid.src"), "--target", Text("valid.tgt"), "--json");
        Assert.Equal((0, ""), (evaluated.Code, evaluated.Error));
        using var json = JsonDocument.Parse(evaluated.Output);
        Assert.InRange(json.RootElement.GetProperty("loss").GetDouble(), 0.1, 20);
        Assert.Equal(0, json.RootElement.GetProperty("linesWithUnknownTokens").GetInt32());
    }

    [Fact]
    public void Tokenizer_that_is_there_is_completed_and_that_is_said()
    {
        string output = _folder.File("run");
        var run = CliRun.Of(Train(output, 2, "--tokenizer", GoldenFolder.Tokenizer("spm-llama2")));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal("The tokenizer lacked <pad>, which a translation model needs; added.", run.Output.Split(Environment.NewLine)[2]);
        var tokenizer = Tokenizer.Load(output);
        Assert.Equal(["<s>", "\u2581a", "</s>"], tokenizer.Encode("a").Tokens);
        Assert.Equal(0, CliRun.Of("translate", "--model", output, "--beam", "2", "abc").Code);
    }

    [Fact]
    public void Options_change_the_vocabulary_of_a_recipe()
    {
        string recipe = _folder.File("recipe.json");
        string printed = CliRun.Of("train", "--print-spec", "--train-tokenizer", "unigram:500").Output;
        Assert.Contains("\"kind\": \"unigram\"", printed, StringComparison.Ordinal);
        File.WriteAllText(recipe, printed.Replace("\"lowerCase\": false", "\"lowerCase\": true", StringComparison.Ordinal));
        Assert.Equal(["\"kind\": \"bpe\"", "\"size\": 700", "\"lowerCase\": true"], Vocabulary("--train-tokenizer", "bpe:700"));
        Assert.Equal(["\"kind\": \"file\"", "\"path\": \"t.json\""], Vocabulary("--tokenizer", "t.json"));
        Assert.Equal(["\"kind\": \"words\"", "\"lowerCase\": true", "\"minimumCount\": 3", "\"maximumSize\": null"], Vocabulary("--tokens", "words", "--min-count", "3"));
        Assert.Equal(["\"kind\": \"unigram\"", "\"size\": 500", "\"lowerCase\": true"], Vocabulary());

        string[] Vocabulary(params string[] options)
        {
            string[] lines = [.. CliRun.Of(["train", "--spec", recipe, "--print-spec", .. options]).Output.Split(Environment.NewLine).Select(line => line.Trim(' ', ','))];
            int start = Array.IndexOf(lines, "\"vocabulary\": {") + 1;
            return lines[start..Array.IndexOf(lines, "}", start)];
        }
    }

    // What the model did not finish is said too.
    private static string Unknown(string error) => string.Join('|', error.Split(Environment.NewLine).Where(line => line.Contains("not in the vocabulary", StringComparison.Ordinal)));

    private string Text(string name) => Path.Combine(trained.Texts, name);

    private string[] Train(string output, int steps, params string[] tokenizer)
    {
        string[] options = TinyText.Train(trained.Texts, output, steps);
        int at = Array.IndexOf(options, "--tokens");
        return [.. options[..at], .. options[(at + 2)..], .. tokenizer];
    }
}
