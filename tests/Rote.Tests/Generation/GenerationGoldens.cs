using System.Text.Json;
using System.Text.Json.Nodes;
using Rote.Checkpoints;
using Rote.Generation;
using Rote.Models;
using Rote.Testing;
using static TorchSharp.torch;

namespace Rote.Tests.Generation;

/// <summary>Every recorded greedy and beam search of a family that exists: equal tokens, equal scores.</summary>
[Trait("Category", "Golden")]
public class GenerationGoldens
{
    // A score is a mean of at most 12 float32 log-probabilities, or (length penalty 0.4) up to 12^0.6 = 4.4 times one; the references' own float32
    // logits are off by at most 5e-6 (models/README.md), so that sums of them differ by a few 1e-6.
    private const double ScoreTolerance = 1e-5;

    private static readonly HashSet<string> Understood = ["max_new_tokens", "do_sample", "num_beams", "length_penalty", "early_stopping", "num_return_sequences"];

    public static TheoryData<string, string> Cases()
    {
        var rows = new TheoryData<string, string>();
        foreach (string folder in Directory.GetDirectories(GoldenFolder.Of("models")).Where(folder => File.Exists(Path.Combine(folder, "case.json"))).Order(StringComparer.Ordinal))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "case.json")));
            if (!json.RootElement.TryGetProperty("generation", out var records))
                continue;
            // greedy-right continues a padding token: informative, no target
            foreach (string name in records.EnumerateArray().Select(record => record.GetProperty("name").GetString()!).Where(name => name != "greedy-right"))
                rows.Add(Path.GetFileName(folder), name);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Written_tokens_equal_reference(string name, string recordName)
    {
        string folder = Path.Combine(GoldenFolder.Of("models"), name);
        var record = Read(folder, "case.json").GetProperty("generation").EnumerateArray().Single(record => record.GetProperty("name").GetString() == recordName);
        if (NotBuiltYet.PartOf(folder) is { } missing)
            Assert.Skip($"not built yet: {missing}");
        string[] unknown = [.. record.GetProperty("arguments").EnumerateObject().Select(argument => argument.Name).Where(argument => !Understood.Contains(argument))];
        if (unknown.Length > 0)
            Assert.Skip($"not built yet: {string.Join(", ", unknown)}");
        Assert.False(record.GetProperty("arguments").GetProperty("do_sample").GetBoolean());

        using var scope = NewDisposeScope();
        var (model, config) = HuggingFaceDirectory.Load(folder);
        using var owned = model;
        var tensors = GoldenTensors.Read(Path.Combine(folder, "expected.safetensors"));
        var options = GenerationOptions.FromConfig(config, WithArguments(folder, record.GetProperty("arguments")));
        long[][] expected = [.. record.GetProperty("sequences").EnumerateArray().Select(row => row.EnumerateArray().Select(id => id.GetInt64()).ToArray())];

        string prefix = model.Spec.Encoder is null ? "prompt.left." : "";
        Tensor ids = tensors[prefix + "input_ids"], keep = tensors[prefix + "attention_mask"].ne(0);
        if (recordName == "greedy-alone")
        {
            Assert.Equal(expected, Alone(model, ids, keep, options));
            return;
        }
        var written = TokenGenerator.Generate(model, ids, keep, options, TestContext.Current.CancellationToken);
        Assert.Equal(expected, written.Sequences);
        if (!record.TryGetProperty("sequences_scores", out var scores))
        {
            Assert.Null(written.Scores);
            return;
        }
        double[] wanted = [.. scores.EnumerateArray().Select(score => score.GetDouble())];
        Assert.Equal(wanted.Length, written.Scores!.Length);
        for (int row = 0; row < wanted.Length; row++)
            Assert.True(Math.Abs(wanted[row] - written.Scores[row]) <= ScoreTolerance, $"{name} {recordName}: score {row} is off by {wanted[row] - written.Scores[row]:G3}.");
    }

    private static long[][] Alone(Transformer model, Tensor ids, Tensor keep, GenerationOptions options)
    {
        var rows = new List<long[]>();
        for (int row = 0; row < ids.size(0); row++)
        {
            long length = keep[row].sum().item<long>();
            rows.AddRange(TokenGenerator.Generate(model, ids.narrow(0, row, 1).narrow(1, ids.size(1) - length, length), null, options, TestContext.Current.CancellationToken).Sequences);
        }
        return [.. rows];
    }

    // A record's arguments come on top of generation_config.json.
    private static JsonElement WithArguments(string folder, JsonElement arguments)
    {
        var fields = JsonNode.Parse(Read(folder, "generation_config.json").GetRawText())!.AsObject();
        foreach (var argument in arguments.EnumerateObject())
            fields[argument.Name] = JsonNode.Parse(argument.Value.GetRawText());
        return JsonSerializer.SerializeToElement(fields);
    }

    private static JsonElement Read(string folder, string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file)));
        return json.RootElement.Clone();
    }
}
