using System.Text.Json;
using Rote.Checkpoints;
using Rote.Testing;
using Rote.Verification;
using static TorchSharp.torch;

namespace Rote.Tests.Models;

/// <summary>Every reference model of a family that exists: hidden states, maps, scores, loss, gradients.</summary>
[Trait("Category", "Golden")]
public class ModelGoldens
{
    // The families of the reference models that are not built yet; the table only shrinks.
    private static readonly string[] NotYet =
    [
        "albert", "bart", "big_bird", "bloom", "deit", "distilbert", "electra", "gemma", "gemma2", "gpt_neox", "longformer", "m2m_100", "mistral", "mixtral",
        "modernbert", "mpnet", "olmo2", "opt", "pegasus", "phi", "phi3", "qwen2", "qwen3", "roberta", "vit",
    ];

    public static TheoryData<string> Cases()
    {
        var rows = new TheoryData<string>();
        foreach (string part in new[] { "models", "checkpoints" })
        {
            foreach (string folder in Directory.GetDirectories(GoldenFolder.Of(part)).Where(folder => File.Exists(Path.Combine(folder, "config.json"))).Order(StringComparer.Ordinal))
                rows.Add($"{part}/{Path.GetFileName(folder)}");
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Model_equals_reference(string name)
    {
        string folder = Path.Combine(GoldenFolder.Root, name);
        using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "config.json")));
        string type = config.RootElement.GetProperty("model_type").GetString()!;
        if (NotYet.Contains(type))
            Assert.Skip($"not built yet: the family {type}");
        if (!Directory.EnumerateFiles(folder, "*.safetensors").Any(file => Path.GetFileName(file).StartsWith("model", StringComparison.Ordinal)))
            Assert.Skip("not built yet: the reader of pytorch_model.bin");

        var report = ModelVerifier.Verify(folder, TestContext.Current.CancellationToken);
        Assert.True(report.Passed, $"{name}: {report.Summary()}");
        // Whatever the model computes was compared: what is left are inputs, and runs and processors that the verifier says it cannot repeat.
        Assert.All(report.Checks.Where(check => check.Outcome is CheckOutcome.NotChecked), check =>
            Assert.True(check.Kind is CheckKind.Input or CheckKind.Processor or CheckKind.Generation, $"{name}: {check}"));
        Assert.All(report.Checks.Where(check => check.Outcome is CheckOutcome.Equal && check.Kind != CheckKind.Generation), check => Assert.True(check.LargestError <= check.Tolerance, check.Name));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Saved_and_reloaded_model_is_the_same(string name)
    {
        string folder = Path.Combine(GoldenFolder.Root, name), copy = Path.Combine(Path.GetTempPath(), $"rote-{Guid.NewGuid():N}");
        using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "config.json")));
        if (NotYet.Contains(config.RootElement.GetProperty("model_type").GetString()) || File.Exists(Path.Combine(folder, "pytorch_model.bin")))
            Assert.Skip("not built yet: the family, or the reader of pytorch_model.bin");
        try
        {
            using var scope = NewDisposeScope();
            var (model, loaded) = HuggingFaceDirectory.Load(folder);
            using var owned = model;
            HuggingFaceDirectory.Save(copy, model, loaded);
            var (again, _) = HuggingFaceDirectory.Load(copy);
            using var ownedAgain = again;
            Assert.Equal(model.Spec, again.Spec);
            var first = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
            Assert.All(again.named_parameters(), pair => Assert.True(first[pair.name].equal(pair.parameter).all().item<bool>(), pair.name));

            using var original = CheckpointWeights.Open(folder);
            using var saved = CheckpointWeights.Open(copy);
            foreach (string key in saved.Names.Where(original.Names.Contains))
            {
                Assert.Equal(original.Read(key).shape, saved.Read(key).shape);
                Assert.True(original.Read(key).to(float32).equal(saved.Read(key)).all().item<bool>(), key);
            }
        }
        finally
        {
            if (Directory.Exists(copy))
                Directory.Delete(copy, recursive: true);
        }
    }
}
