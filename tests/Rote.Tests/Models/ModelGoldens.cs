using Rote.Checkpoints;
using Rote.Testing;
using Rote.Verification;
using static TorchSharp.torch;

namespace Rote.Tests.Models;

/// <summary>Every reference model of a family that exists: hidden states, maps, scores, loss, gradients.</summary>
[Trait("Category", "Golden")]
public class ModelGoldens
{
    public static TheoryData<string> Cases() => [.. GoldenFolder.Cases("models"), .. GoldenFolder.Cases("checkpoints")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Model_equals_reference(string name)
    {
        string folder = Folder(name);
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
        string folder = Folder(name), copy = Path.Combine(Path.GetTempPath(), $"rote-{Guid.NewGuid():N}");
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

    private static string Folder(string name)
    {
        string folder = GoldenFolder.CaseOf(name);
        if (NotBuiltYet.PartOf(folder) is { } missing)
            Assert.Skip($"not built yet: {missing}");
        return folder;
    }
}
