using System.IO.Compression;
using System.Text.Json;
using Rote.Models;
using Rote.Pipelines;
using Rote.Training.Metrics;
using static TorchSharp.torch;

namespace Rote.Cli.Tests.Runs;

[Collection(nameof(OneAfterTheOther))]
public sealed class EvaluateVerb(TrainedModel trained) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("3")]
    public void Numbers_are_those_of_translating_one_by_one(string? beam)
    {
        string save = _folder.File("out.txt");
        string[] beams = beam is null ? [] : ["--beam", beam];
        var run = Evaluate("valid", ["--json", "--save", save, .. beams]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Single(run.Output, '\n');
        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;

        var pairs = TinyText.Pairs.Take(20).ToArray();
        using var translator = Translator.Load(trained.Folder);
        string[] written = [.. pairs.Select(pair => translator.Translate(pair.Source, new TranslationOptions { Beams = beam is null ? null : int.Parse(beam) }).Text)];
        string[] references = [.. pairs.Select(pair => pair.Target)];
        Assert.Equal(written, File.ReadAllLines(save));
        int right = written.Zip(references).Count(pair => pair.First == pair.Second);
        Assert.InRange(right, 1, 20);
        double loss = Loss(translator, pairs);
        Assert.Equal(20, root.GetProperty("pairs").GetInt32());
        Assert.Equal(right / 20.0, root.GetProperty("exactMatch").GetDouble(), 1e-12);
        Assert.Equal(Bleu.Corpus(written, [references]).Score, root.GetProperty("bleu").GetDouble(), 1e-9);
        Assert.Equal(Bleu.Corpus(written, [references]).Signature, root.GetProperty("bleuSignature").GetString());
        Assert.Equal(Bleu.Corpus([.. written.Select(text => text.ToLowerInvariant())], [[.. references.Select(text => text.ToLowerInvariant())]]).Score, root.GetProperty("bleuLowerCased").GetDouble(), 1e-9);
        Assert.Equal(Chrf.Corpus(written, [references]).Score, root.GetProperty("chrf").GetDouble(), 1e-9);
        Assert.Equal(loss, root.GetProperty("loss").GetDouble(), LossTolerance);
        Assert.Equal(Math.Exp(loss), root.GetProperty("perplexity").GetDouble(), Math.Exp(loss) * LossTolerance);
        Assert.Equal(0, root.GetProperty("linesWithUnknownTokens").GetInt32());
        Assert.Equal(0, root.GetProperty("linesTooLong").GetInt32());
    }

    [Fact]
    public void Text_says_the_same()
    {
        using var json = JsonDocument.Parse(Evaluate("valid", "--json").Output);
        var root = json.RootElement;
        var run = Evaluate("valid");
        Assert.Equal((0, ""), (run.Code, run.Error));
        string[] expected =
        [
            "  pairs              20",
            $"  exact match        {100 * root.GetProperty("exactMatch").GetDouble():F2} %",
            $"  BLEU               {root.GetProperty("bleu").GetDouble():F2}  ({root.GetProperty("bleuSignature").GetString()})",
            $"  BLEU, lower-cased  {root.GetProperty("bleuLowerCased").GetDouble():F2}",
            $"  chrF2              {root.GetProperty("chrf").GetDouble():F2}",
            $"  loss               {root.GetProperty("loss").GetDouble():F4} nats per token",
            $"  perplexity         {root.GetProperty("perplexity").GetDouble():F3}",
            "  unknown tokens     in 0 lines",
            "  too long           0 lines, read in part",
            "",
        ];
        Assert.Equal(expected, run.Output.Split(Environment.NewLine));
    }

    [Fact]
    public void Training_reports_what_evaluating_its_validation_text_gives()
    {
        using var json = JsonDocument.Parse(Evaluate("valid", "--json").Output);
        Assert.Contains($"  exactly right     {100 * json.RootElement.GetProperty("exactMatch").GetDouble():F2} % of 20 held-out pairs", trained.Training.Output, StringComparison.Ordinal);
        Assert.Contains($"  loss, perplexity  {json.RootElement.GetProperty("loss").GetDouble():F4} nats per token", trained.Training.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Packed_text_and_lines_beyond_the_model_are_read()
    {
        foreach (var (name, lines) in new[] { ("long.src", $"bdc\n{new string('a', 300)}\n\nx§\n"), ("long.tgt", $"BDC\n{new string('A', 400)}\n\nX\n") })
        {
            using var file = new GZipStream(File.Create(Path.Combine(_folder.Path, name)), CompressionLevel.Fastest);
            file.Write(System.Text.Encoding.UTF8.GetBytes(lines));
        }
        var run = CliRun.Of("evaluate", "--model", trained.Folder, "--source", _folder.File("long.src"), "--target", _folder.File("long.tgt"), "--json");
        Assert.Equal((0, ""), (run.Code, run.Error));
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(4, json.RootElement.GetProperty("pairs").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("linesWithUnknownTokens").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("linesTooLong").GetInt32());
        Assert.InRange(json.RootElement.GetProperty("loss").GetDouble(), 0.01, 20);
    }

    [Fact]
    public void Interrupted_evaluation_returns_130()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        string save = _folder.File("out.txt");
        string[] args = ["evaluate", "--model", trained.Folder, "--source", Path.Combine(trained.Texts, "valid.src"), "--target", Path.Combine(trained.Texts, "valid.tgt"), "--save", save];
        CliRun.Of(null, args, source.Token).Fails(130, "interrupted.");
        Assert.False(File.Exists(save));
    }

    private const double LossTolerance = 1e-5; // float32 sums in another order

    private CliRun Evaluate(string name, params string[] more) => CliRun.Of(
        ["evaluate", "--model", trained.Folder, "--source", Path.Combine(trained.Texts, $"{name}.src"), "--target", Path.Combine(trained.Texts, $"{name}.tgt"), .. more]);

    // −log p of every reference token, pair by pair, without batches.
    private static double Loss(Translator translator, IEnumerable<(string Source, string Target)> pairs)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        double total = 0;
        int tokens = 0;
        foreach (var (source, target) in pairs)
        {
            long[] read = [.. translator.Tokenizer.Encode(source).Ids.Select(id => (long)id)], labels = [.. translator.Tokenizer.Encode(target).Ids.Select(id => (long)id)];
            var memory = translator.Model.Encode(tensor(read).unsqueeze(0)); // [1, S, D]
            var hidden = translator.Model.Decode(tensor([translator.DecoderStartId, .. labels[..^1]]).unsqueeze(0), new StackInputs { Memory = memory }); // [1, T, D]
            var likelihood = translator.Model.Scores(hidden)[0].to(ScalarType.Float64).log_softmax(-1); // [T, V]
            for (int i = 0; i < labels.Length; i++)
                total -= likelihood[i, labels[i]].item<double>();
            tokens += labels.Length;
        }
        return total / tokens;
    }
}
