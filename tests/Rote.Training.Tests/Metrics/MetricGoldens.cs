using System.Text.Json;
using Rote.Testing;
using Rote.Training.Metrics;

namespace Rote.Training.Tests.Metrics;

/// <summary>Every part of every reference case of metrics, against what sacreBLEU and PyTorch gave.</summary>
[Trait("Category", "Golden")]
public class MetricGoldens
{
    private static readonly Dictionary<string, Action<JsonElement, double>> TextParts = new()
    {
        ["bleu"] = CheckBleu,
        ["sentence_bleu"] = CheckSentences,
        ["tokens"] = (text, _) => CheckTokens(text),
        ["chrf"] = CheckChrf,
        ["ter"] = CheckTer,
    };

    private static readonly Dictionary<string, Action<string, JsonElement>> NumberParts = new()
    {
        ["perplexity"] = CheckPerplexity,
    };

    private static readonly Dictionary<string, string> NotYet = new()
    {
        ["answers"] = "SQuAD's exact match and F1",
        ["classification"] = "accuracy, F1 and Matthews correlation",
        ["correlation"] = "Pearson and Spearman correlation",
    };

    private static readonly string[] Inputs = ["what", "hypotheses", "references"];

    public static TheoryData<string, string> Cases()
    {
        var rows = new TheoryData<string, string>();
        foreach (string name in GoldenFolder.Load("metrics").Keys)
        {
            string file = FileOf(name);
            if (!name.StartsWith("bleu_", StringComparison.Ordinal))
                rows.Add(name, Prefix(name) ?? throw new InvalidDataException($"No part claims the case '{name}'."));
            else if (!File.Exists(file))
                rows.Add(name, "file");
            else
            {
                foreach (var part in Read(file).EnumerateObject().Where(part => !Inputs.Contains(part.Name)))
                    rows.Add(name, part.Name);
            }
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Metric_equals_reference(string name, string part)
    {
        Assert.SkipWhen(part == "file", $"{name}.json holds other people's text and is not here");
        if (NotYet.TryGetValue(part, out string? missing))
            Assert.Skip($"not built yet: {missing}");
        var entry = GoldenFolder.Load("metrics")[name];
        if (NumberParts.TryGetValue(part, out var numbers))
            numbers(name, entry);
        else
            TextParts[part](Read(FileOf(name)), entry.GetProperty("tolerance").GetDouble());
    }

    private static string FileOf(string name) => Path.Combine(GoldenFolder.Of("metrics"), $"{name}.json");

    private static string? Prefix(string name) => NumberParts.Keys.Concat(NotYet.Keys).FirstOrDefault(name.StartsWith);

    private static JsonElement Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return json.RootElement.Clone();
    }

    private static void CheckBleu(JsonElement text, double tolerance)
    {
        foreach (var expected in text.GetProperty("bleu").EnumerateArray())
        {
            string signature = expected.GetProperty("signature").GetString()!;
            var score = Bleu.Corpus(Strings(text, "hypotheses"), References(text), new BleuOptions
            {
                Tokenization = TokenizationOf(expected.GetProperty("tokenize").GetString()!),
                LowerCase = expected.GetProperty("lowercase").GetBoolean(),
                Smoothing = expected.TryGetProperty("smoothing", out var smoothing) ? SmoothingOf(smoothing.GetString()!, expected.GetProperty("smoothing_value")) : new BleuSmoothing.Exponential(),
            });
            Assert.Equal(signature, score.Signature);
            Close(signature, expected.GetProperty("score").GetDouble(), score.Score, tolerance);
            if (!expected.TryGetProperty("counts", out var counts))
                continue;
            Assert.Equal(counts.EnumerateArray().Select(count => count.GetInt64()), score.Counts);
            Assert.Equal(expected.GetProperty("totals").EnumerateArray().Select(count => count.GetInt64()), score.Totals);
            Assert.Equal(expected.GetProperty("precisions").GetArrayLength(), score.Precisions.Count);
            foreach (var (precision, actual) in expected.GetProperty("precisions").EnumerateArray().Zip(score.Precisions))
                Close(signature, precision.GetDouble(), actual, tolerance);
            Close(signature, expected.GetProperty("brevity_penalty").GetDouble(), score.BrevityPenalty, tolerance);
            Assert.Equal(expected.GetProperty("system_length").GetInt64(), score.HypothesisLength);
            Assert.Equal(expected.GetProperty("reference_length").GetInt64(), score.ReferenceLength);
        }
    }

    private static void CheckSentences(JsonElement text, double tolerance)
    {
        var hypotheses = Strings(text, "hypotheses");
        var references = References(text);
        var expected = text.GetProperty("sentence_bleu");
        string tokenizer = expected.GetProperty("note").GetString()!.Split(' ')[^1];
        int line = 0;
        foreach (var score in expected.GetProperty("scores").EnumerateArray())
        {
            var actual = Bleu.Sentence(hypotheses[line], [.. references.Select(set => set[line])], new BleuOptions { Tokenization = TokenizationOf(tokenizer) });
            Assert.Equal($"nrefs:{references.Length}|case:mixed|eff:yes|tok:{tokenizer}|smooth:exp|version:2.6.0", actual.Signature);
            Close($"line {line++}", score.GetDouble(), actual.Score, tolerance);
        }
        Assert.NotEqual(0, line);
    }

    private static void CheckTokens(JsonElement text)
    {
        var hypotheses = Strings(text, "hypotheses");
        foreach (var tokens in text.GetProperty("tokens").EnumerateObject())
        {
            int line = 0;
            foreach (var expected in tokens.Value.EnumerateArray())
                Assert.Equal(expected.GetString(), BleuTokenizer.Apply(hypotheses[line++], TokenizationOf(tokens.Name)));
            Assert.NotEqual(0, line);
        }
    }

    private static void CheckChrf(JsonElement text, double tolerance)
    {
        foreach (var expected in text.GetProperty("chrf").EnumerateArray())
        {
            string signature = expected.GetProperty("signature").GetString()!;
            var score = Chrf.Corpus(Strings(text, "hypotheses"), References(text), new ChrfOptions
            {
                WordOrder = expected.GetProperty("word_order").GetInt32(),
                LowerCase = expected.GetProperty("lowercase").GetBoolean(),
                WhiteSpace = signature.Contains("|space:yes|", StringComparison.Ordinal),
                EpsSmoothing = signature.Contains("|eff:no|", StringComparison.Ordinal),
            });
            Assert.Equal(signature, score.Signature);
            Close(signature, expected.GetProperty("score").GetDouble(), score.Score, tolerance);
        }
    }

    private static void CheckTer(JsonElement text, double tolerance)
    {
        var expected = text.GetProperty("ter");
        string signature = expected.GetProperty("signature").GetString()!;
        var score = Ter.Corpus(Strings(text, "hypotheses"), References(text), new TerOptions
        {
            CaseSensitive = signature.Contains("|case:mixed|", StringComparison.Ordinal),
            WithoutPunctuation = signature.Contains("|punct:no|", StringComparison.Ordinal),
        });
        Assert.Equal(signature, score.Signature);
        Close(signature, expected.GetProperty("score").GetDouble(), score.Score, tolerance);
    }

    private static void CheckPerplexity(string name, JsonElement entry)
    {
        var tensors = GoldenTensors.Read(Path.Combine(GoldenFolder.Of("metrics"), $"{name}.safetensors"));
        JsonElement values = entry.GetProperty("values");
        double tolerance = entry.GetProperty("tolerance").GetDouble();
        var tally = TokenTally.Of(tensors["logits"], tensors["labels"]);
        Assert.Equal(values.GetProperty("tokens").GetInt64(), tally.Tokens);
        Close("nll", values.GetProperty("nll_mean").GetDouble(), tally.MeanNegativeLogLikelihood, tolerance);
        Close("perplexity", values.GetProperty("perplexity").GetDouble(), tally.Perplexity, tolerance);
        Close("perplexity", values.GetProperty("perplexity").GetDouble(), Perplexity.Of(tally.NegativeLogLikelihood, tally.Tokens), tolerance);
        Close("bits", values.GetProperty("bits_per_token").GetDouble(), tally.BitsPerToken, tolerance);
        Close("accuracy", values.GetProperty("accuracy").GetDouble(), tally.Accuracy, tolerance);
        Close("accuracy of five", values.GetProperty("accuracy_top_5").GetDouble(), tally.AccuracyWithin, tolerance);
        var rows = Enumerable.Range(0, (int)tensors["labels"].size(0)).Select(row => TokenTally.Of(tensors["logits"][row], tensors["labels"][row])).ToArray();
        Close("sum over rows", tally.Perplexity, rows.Aggregate((some, others) => some.Plus(others)).Perplexity, tolerance);
        Close("mean of rows, which is another number", values.GetProperty("wrong_mean_of_row_means").GetDouble(), rows.Average(row => row.MeanNegativeLogLikelihood), tolerance);
    }

    private static string[] Strings(JsonElement element, string name) => Strings(element.GetProperty(name));

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(line => line.GetString()!)];

    private static string[][] References(JsonElement text) => [.. text.GetProperty("references").EnumerateArray().Select(Strings)];

    private static BleuTokenization TokenizationOf(string name) => Enum.GetValues<BleuTokenization>().Single(tokenization => BleuTokenizer.Name(tokenization) == name);

    private static BleuSmoothing SmoothingOf(string name, JsonElement value) => name switch
    {
        "none" => new BleuSmoothing.None(),
        "floor" => new BleuSmoothing.Floor(value.GetDouble()),
        "add-k" => new BleuSmoothing.AddK(value.GetDouble()),
        "exp" => new BleuSmoothing.Exponential(),
        _ => throw new InvalidDataException($"The references do not use {name}."),
    };

    private static void Close(string what, double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance, $"{what}: {actual:R}; expected {expected:R} within {tolerance:G3}.");
}
