using System.Runtime.InteropServices;
using System.Text.Json;
using Rote.Checkpoints;
using Rote.Models;
using Rote.Training.Optimizers;
using static TorchSharp.torch;

namespace Rote.Training.Runs;

/// <summary>Where a run stands, so that an interrupted one goes on as if nothing had happened.</summary>
public sealed record TrainingState
{
    private const string Metadata = "state", RandomKey = "random", Model = "model.", Optimizer = "optimizer.";
    private const string Remedy = "The run cannot go on: start it anew in another directory; the best model that it saved is not touched.";

    /// <summary>Steps taken.</summary>
    public long Step { get; init; }

    /// <summary>The epoch under way, 0-based.</summary>
    public int Epoch { get; init; }

    /// <summary>Batches of it that were trained on.</summary>
    public int BatchesOfEpoch { get; init; }

    /// <summary>Seconds spent on training and validation.</summary>
    public double Seconds { get; init; }

    /// <summary>The step of the best validation; 0 before the first.</summary>
    public long BestStep { get; init; }

    /// <summary>Its loss, in nats per token; null before the first.</summary>
    public double? BestLoss { get; init; }

    /// <summary>Its share of outputs that were exactly right; null where it was not measured.</summary>
    public double? BestExactMatch { get; init; }

    /// <summary>Validations since the best.</summary>
    public int ValidationsWithoutImprovement { get; init; }

    /// <summary>A digest of the text that is trained on, so that a changed text is noticed; null where none was taken.</summary>
    public string? TextDigest { get; init; }

    /// <summary>Why training ended; null while it is under way.</summary>
    public string? EndedBecause { get; init; }

    /// <summary>Saves the state, the weights, the optimizer and the random generator as one file, atomically.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model in training.</param>
    /// <param name="optimizer">Its optimizer.</param>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    public void Save(string path, Transformer model, Adam optimizer)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal) { [RandomKey] = random.get_rng_state() };
        foreach (var (name, value) in model.state_dict())
            tensors[$"{Model}{name}"] = value;
        foreach (var (name, value) in optimizer.SaveState())
            tensors[$"{Optimizer}{name}"] = value;
        SafetensorsWriter.Write(path, tensors, new Dictionary<string, string> { [Metadata] = JsonSerializer.Serialize(this) });
    }

    /// <summary>Reads a state without its tensors.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The state.</returns>
    /// <exception cref="CheckpointException">The file is missing, damaged, or not a training state.</exception>
    public static TrainingState Read(string path)
    {
        using var file = SafetensorsFile.Open(path, Remedy);
        return Parse(file);
    }

    /// <summary>Puts weights, optimizer and random generator back to where they were saved.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">A model of the same spec.</param>
    /// <param name="optimizer">Its optimizer.</param>
    /// <returns>The state.</returns>
    /// <exception cref="CheckpointException">The file is missing, damaged, or of another model, which leaves the weights as they were.</exception>
    public static TrainingState Restore(string path, Transformer model, Adam optimizer)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(path, Remedy);
        var state = Parse(file);
        var here = model.state_dict();
        var there = file.Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        string[] wrong =
        [
            .. here.Where(pair => !Fits(there, $"{Model}{pair.Key}", pair.Value)).Select(pair => pair.Key),
            .. there.Keys.Where(name => name.StartsWith(Model, StringComparison.Ordinal)).Select(name => name[Model.Length..]).Where(name => !here.ContainsKey(name)),
        ];
        if (wrong.Length > 0)
        {
            throw new CheckpointException(
                $"'{path}' is the state of another model: {wrong.Length} tensors are missing, too many, or have other shapes ({string.Join(", ", wrong.Take(10))}). Resume with the recipe it was started with.");
        }
        CheckpointException NoGenerator(Exception? cause) => new($"'{path}' holds no state of the random generator that can be used here. Start the run anew.", cause!);
        if (!Fits(there, RandomKey, random.get_rng_state()))
            throw NoGenerator(null);
        try
        {
            // libtorch checks its numbers itself.
            random.set_rng_state(file.Read(RandomKey).clone());
        }
        catch (ExternalException damage)
        {
            throw NoGenerator(damage);
        }
        try
        {
            string[] names = [.. there.Keys.Where(name => name.StartsWith(Optimizer, StringComparison.Ordinal))];
            optimizer.LoadState(names.ToDictionary(name => name[Optimizer.Length..], file.Read), state.Step);
        }
        catch (ArgumentException misfit)
        {
            throw new CheckpointException($"'{path}': {misfit.Message}", misfit);
        }
        foreach (var (name, value) in here)
            value.copy_(file.Read($"{Model}{name}"));
        return state;
    }

    private static bool Fits(Dictionary<string, TensorEntry> entries, string name, Tensor like) =>
        entries.TryGetValue(name, out var entry) && entry.Type == like.dtype && entry.Shape.SequenceEqual(like.shape);

    private static TrainingState Parse(SafetensorsFile file)
    {
        try
        {
            if (file.Metadata.TryGetValue(Metadata, out string? json) && JsonSerializer.Deserialize<TrainingState>(json) is { Step: >= 0, Epoch: >= 0, BatchesOfEpoch: >= 0 } state)
                return state;
        }
        catch (JsonException)
        {
            // said below
        }
        throw new CheckpointException($"'{file.Path}' holds no training state. {Remedy}");
    }
}
