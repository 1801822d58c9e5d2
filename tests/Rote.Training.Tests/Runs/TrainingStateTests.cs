using Rote.Checkpoints;
using Rote.Models;
using Rote.Training.Data;
using Rote.Training.Objectives;
using Rote.Training.Optimizers;
using Rote.Training.Runs;
using static TorchSharp.torch;

namespace Rote.Training.Tests.Runs;

[Collection(nameof(DefaultGenerator))]
public sealed class TrainingStateTests : IDisposable
{
    private static readonly TrainingState Full = new()
    {
        Step = 12,
        Epoch = 3,
        BatchesOfEpoch = 2,
        Seconds = 0.1 + 0.2,
        BestStep = 10,
        BestLoss = 1.0 / 3,
        BestExactMatch = 0.7,
        ValidationsWithoutImprovement = 4,
        TextDigest = "abc",
        EndedBecause = "12 steps were taken",
    };

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("state.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Saved_and_restored_run_goes_on_bit_for_bit()
    {
        using var scope = NewDisposeScope();
        using var first = new Job(TinyTranslator.Spec(dropout: 0.3), seed: 1);
        random.manual_seed(7);
        first.Train(3);
        Full.Save(Path, first.Model, first.Optimizer);
        double[] expected = first.Train(3);

        using var second = new Job(TinyTranslator.Spec(dropout: 0.3), seed: 2);
        random.manual_seed(8);
        second.Train(1);
        Assert.Equal(Full, TrainingState.Restore(Path, second.Model, second.Optimizer));
        Assert.Equal(expected, second.Train(3));
        Assert.All(first.Model.state_dict(), pair => Assert.True(pair.Value.equal(second.Model.state_dict()[pair.Key]).all().item<bool>(), pair.Key));
        var moments = second.Optimizer.SaveState();
        Assert.All(first.Optimizer.SaveState(), pair => Assert.True(pair.Value.equal(moments[pair.Key]).all().item<bool>(), pair.Key));
        Assert.Equal(15, second.Optimizer.Steps);
    }

    [Fact]
    public void State_alone_is_read()
    {
        using var job = new Job(TinyTranslator.Spec(), seed: 1);
        foreach (var state in new[] { new TrainingState(), Full })
        {
            state.Save(Path, job.Model, job.Optimizer);
            Assert.Equal(state, TrainingState.Read(Path));
        }
    }

    [Fact]
    public void State_of_another_model_is_refused_and_changes_nothing()
    {
        using (var job = new Job(TinyTranslator.Spec(), seed: 1))
            Full.Save(Path, job.Model, job.Optimizer);
        Refuses(TinyTranslator.Spec(vocabularySize: 13), "2 tensors are missing, too many, or have other shapes (tokens.weight, head.fixed_bias)");
        Refuses(Layers(1), "42 tensors are missing, too many, or have other shapes (");
        Refuses(Layers(3), "42 tensors are missing, too many, or have other shapes (");

        void Refuses(TransformerSpec spec, string what)
        {
            using var scope = NewDisposeScope();
            using var job = new Job(spec, seed: 2);
            var before = job.Model.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.clone());
            var generator = random.get_rng_state();
            string message = Assert.Throws<CheckpointException>(() => TrainingState.Restore(Path, job.Model, job.Optimizer)).Message;
            Assert.StartsWith($"'{Path}' is the state of another model: {what}", message, StringComparison.Ordinal);
            Assert.EndsWith("). Resume with the recipe it was started with.", message, StringComparison.Ordinal);
            Assert.All(before, pair => Assert.True(pair.Value.equal(job.Model.state_dict()[pair.Key]).all().item<bool>(), pair.Key));
            Assert.True(generator.equal(random.get_rng_state()).all().item<bool>());
        }
    }

    [Fact]
    public void State_without_a_usable_optimizer_or_generator_is_refused()
    {
        using var scope = NewDisposeScope();
        using var job = new Job(TinyTranslator.Spec(), seed: 1);
        Full.Save(Path, job.Model, job.Optimizer);
        string generator = $"'{Path}' holds no state of the random generator that can be used here. Start the run anew.";
        Refuses(tensors => tensors.Remove("random"), generator);
        Refuses(tensors => tensors["random"] = zeros(7, dtype: ScalarType.Byte), generator);
        Refuses(tensors => tensors["random"] = zeros(5056, dtype: ScalarType.Int8), generator);
        Refuses(tensors => tensors.Remove("optimizer.tokens.weight.mean"), Misfit("tokens.weight.mean"));
        Refuses(tensors => tensors["optimizer.tokens.weight.square"] = zeros(3), Misfit("tokens.weight.square"));
        Refuses(tensors => tensors.Remove("optimizer.tokens.weight.steps"), Misfit("tokens.weight.steps"));
        Refuses(tensors => tensors["optimizer.tokens.weight.steps"] = zeros(2, dtype: ScalarType.Int64), Misfit("tokens.weight.steps"));

        string Misfit(string name) => $"'{Path}': The optimizer's state does not fit: 1 tensors are missing or have other shapes ({name}). (Parameter 'state')";

        void Refuses(Action<Dictionary<string, Tensor>> damage, string message)
        {
            Dictionary<string, Tensor> tensors;
            Dictionary<string, string> metadata;
            using (var file = SafetensorsFile.Open(Path))
            {
                tensors = file.Entries.ToDictionary(entry => entry.Name, entry => file.Read(entry.Name).clone());
                metadata = new(file.Metadata);
            }
            byte[] whole = File.ReadAllBytes(Path);
            damage(tensors);
            SafetensorsWriter.Write(Path, tensors, metadata);
            Assert.Equal(message, Assert.Throws<CheckpointException>(() => TrainingState.Restore(Path, job.Model, job.Optimizer)).Message);
            File.WriteAllBytes(Path, whole);
        }
    }

    [Theory]
    [InlineData("format", "pt")]
    [InlineData("state", "")]
    [InlineData("state", "{")]
    [InlineData("state", "null")]
    [InlineData("state", "[]")]
    [InlineData("state", """{"Step":-1}""")]
    [InlineData("state", """{"Epoch":-1}""")]
    [InlineData("state", """{"BatchesOfEpoch":-1}""")]
    [InlineData("state", """{"Step":"many"}""")]
    public void File_without_a_state_is_refused(string key, string value)
    {
        using var scope = NewDisposeScope();
        SafetensorsWriter.Write(Path, new Dictionary<string, Tensor> { ["x"] = zeros(1) }, new Dictionary<string, string> { [key] = value });
        Assert.Equal($"'{Path}' holds no training state. Start the run anew.", Assert.Throws<CheckpointException>(() => TrainingState.Read(Path)).Message);
    }

    [Fact]
    public void File_cut_anywhere_is_refused()
    {
        using var job = new Job(TinyTranslator.Spec(), seed: 1);
        Full.Save(Path, job.Model, job.Optimizer);
        byte[] whole = File.ReadAllBytes(Path);
        foreach (int length in new[] { 0, 7, 8, 100, whole.Length / 2, whole.Length - 1 })
        {
            File.WriteAllBytes(Path, whole[..length]);
            Assert.StartsWith($"'{Path}' is not a usable safetensors file: ", Assert.Throws<CheckpointException>(() => TrainingState.Restore(Path, job.Model, job.Optimizer)).Message, StringComparison.Ordinal);
        }
        File.Delete(Path);
        Assert.Throws<CheckpointException>(() => TrainingState.Restore(Path, job.Model, job.Optimizer));
    }

    [Fact]
    public void Nothing_is_left_behind()
    {
        using var job = new Job(TinyTranslator.Spec(), seed: 1);
        void Once()
        {
            Full.Save(Path, job.Model, job.Optimizer);
            TrainingState.Restore(Path, job.Model, job.Optimizer);
        }
        Once();
        var statistics = TorchSharp.DisposeScopeManager.Statistics;
        long before = statistics.ThreadTotalLiveCount;
        Once();
        Assert.Equal(before, statistics.ThreadTotalLiveCount);
    }

    private static TransformerSpec Layers(int layers)
    {
        var spec = TinyTranslator.Spec();
        return spec with { Encoder = spec.Encoder! with { Layers = layers }, Decoder = spec.Decoder! with { Layers = layers } };
    }

    private sealed class Job : IDisposable
    {
        private readonly TokenPair[] _pairs = TinyTranslator.Pairs(12, 4);

        public Job(TransformerSpec spec, int seed)
        {
            Model = new Transformer(spec).Initialize(seed);
            Optimizer = new Adam([new ParameterGroup([.. Model.named_parameters().Select(pair => (pair.name, pair.parameter))])]);
        }

        public Transformer Model { get; }

        public Adam Optimizer { get; }

        public double[] Train(int steps) =>
        [
            .. Enumerable.Range(0, steps).Select(_ =>
            {
                using var scope = NewDisposeScope();
                var loss = TranslationLoss.Mean(Model, PairBatch.Make(_pairs, 0, 0), 0.1);
                Optimizer.ZeroGradients();
                loss.backward();
                Optimizer.Step(1e-2);
                return (double)loss.item<float>();
            }),
        ];

        public void Dispose()
        {
            Optimizer.Dispose();
            Model.Dispose();
        }
    }
}
