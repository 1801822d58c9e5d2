using System.Diagnostics;
using System.Text.Json;
using Rote.Checkpoints;
using Rote.Models;
using Rote.Training.Data;
using Rote.Training.Objectives;
using Rote.Training.Optimizers;
using Rote.Training.Translation;
using static TorchSharp.torch;

namespace Rote.Bench;

/// <summary>The time of a training step of the default recipe for parallel text, on batches that another library can be given too.</summary>
internal static class TranslationStep
{
    private const int Batches = 20, WarmUps = 5;

    /// <summary>Writes start weights and batches.</summary>
    public static void Export(string data, string folder)
    {
        string File(string name) => Path.Combine(data, name);
        var recipe = TranslationRecipe.ForFiles(new CorpusSpec.Files(File("train.de.gz"), File("train.en.gz"), File("val.de.gz"), File("val.en.gz")));
        var pairs = TranslationData.Load(recipe.Corpus, 1).Training;
        var tokenizer = recipe.Vocabulary.Build(pairs.SelectMany(pair => new[] { pair.Source, pair.Target }));
        TokenPair[] tokens = [.. pairs.Select(pair => new TokenPair(tokenizer.Encode(pair.Source).Ids, tokenizer.Encode(pair.Target).Ids))];
        var ids = new SpecialTokenIds(0, 1, 0);
        var spec = recipe.Model with { VocabularySize = tokenizer.VocabularySize, PaddingId = 0 };
        using var model = new Transformer(spec).Initialize(1);
        HuggingFaceDirectory.Save(folder, model, HuggingFaceDirectory.ConfigFor(spec, ids));
        using var scope = NewDisposeScope();
        var batches = new Dictionary<string, Tensor>();
        foreach (var (indices, number) in new BatchPlan(tokens, recipe.Optimization.BatchTokens, 1).Epoch(0).Take(Batches).Select((indices, number) => (indices, number)))
        {
            var batch = PairBatch.Make([.. indices.Select(index => tokens[index])], 0, 0);
            batches[$"{number}.source"] = batch.Source;
            batches[$"{number}.keep"] = batch.SourceKeep ?? ones_like(batch.Source, dtype: ScalarType.Bool);
            batches[$"{number}.input"] = batch.DecoderInput;
            batches[$"{number}.labels"] = batch.Labels;
        }
        SafetensorsWriter.Write(Path.Combine(folder, "batches.safetensors"), batches);
        Console.WriteLine($"{spec.VocabularySize} tokens, {model.parameters().Sum(parameter => parameter.numel())} parameters, {Batches} batches");
    }

    /// <summary>Times steps on them.</summary>
    public static void Time(string folder, int rounds)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var (model, config) = HuggingFaceDirectory.Load(folder);
        using var file = SafetensorsFile.Open(Path.Combine(folder, "batches.safetensors"));
        PairBatch[] batches = [.. Enumerable.Range(0, Batches).Select(number => Read(file, number))];
        double evaluated;
        using (no_grad())
            evaluated = TranslationLoss.Mean(model, batches[0], 0.1).item<float>();
        model.train();
        var named = model.named_parameters().Select(pair => (pair.name, pair.parameter)).ToArray();
        var parameters = named.Select(pair => pair.parameter).ToArray();
        using var optimizer = new Adam([new ParameterGroup(named)], new AdamOptions { Beta2 = 0.98, Epsilon = 1e-9 });
        var times = new List<double>();
        for (int step = -WarmUps; step < rounds * Batches; step++)
        {
            long start = Stopwatch.GetTimestamp();
            using var one = NewDisposeScope();
            optimizer.ZeroGradients();
            _ = TranslationLoss.Backward(model, batches[(step + Batches) % Batches], 0.1);
            _ = GradientClipping.ByNorm(parameters, 1);
            optimizer.Step(1e-4);
            if (step >= 0)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            library = $"Rote, libtorch {__version__}",
            threads = get_num_threads(),
            firstLossWithoutDropout = evaluated,
            medianMilliseconds = BlockOverhead.Median(times),
            steps = times.Count,
            tokensPerSecond = batches.Sum(batch => (double)batch.Tokens) * rounds / (times.Sum() / 1000),
        }));
    }

    private static PairBatch Read(SafetensorsFile file, int number)
    {
        var keep = file.Read($"{number}.keep");
        var labels = file.Read($"{number}.labels");
        var counted = labels.ne(CrossEntropy.Ignored);
        long labelTokens = counted.sum().item<long>();
        var places = labelTokens == labels.numel() ? null : counted.reshape(-1).nonzero().reshape(-1);
        bool padded = !keep.all().item<bool>();
        return new PairBatch(
            file.Read($"{number}.source"), padded ? keep : null, file.Read($"{number}.input"), labels, places,
            (int)(keep.sum().item<long>() + labelTokens), (int)labelTokens);
    }
}
