using System.Text.Json;
using Rote.Checkpoints;
using Rote.Models;
using Rote.Training.Optimizers;
using static TorchSharp.torch;

namespace Rote.Training.Runs;

/// <summary>Where a run stands, so that an interrupted one goes on as if nothing had happened.</summary>
public sealed record TrainingState
{
    private const string Metadata = "state", RandomKey = "random", Remedy = "The run cannot go on: start it anew in another directory; the best model that it saved is not touched.";

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
            tensors[$"model.{name}"] = value;
        foreach (var (name, value) in optimizer.SaveState())
            tensors[$"optimizer.{name}"] = value;
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
    /// <exception cref="CheckpointException">The file is damaged, or is of another model.</exception>
    public static TrainingState Restore(string path, Transformer model, Adam optimizer)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(optimizer);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(path, Remedy);
        var state = Parse(file);
        var here = model.state_dict();
        var there = file.Entries.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        string[] wrong = [.. here.Where(pair => !there.Contains($"model.{pair.Key}") || !file.Read($"model.{pair.Key}").shape.SequenceEqual(pair.Value.shape)).Select(pair => pair.Key)];
        if (wrong.Length > 0 || !there.Contains(RandomKey))
        {
            throw new CheckpointException(
                $"'{path}' is the state of another model: {wrong.Length} of {here.Count} tensors are missing or have other shapes ({string.Join(", ", wrong.Take(10))}). Resume with the recipe it was started with.");
        }
        foreach (var (name, value) in here)
            value.copy_(file.Read($"model.{name}"));
        const string Prefix = "optimizer.";
        try
        {
            optimizer.LoadState(there.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(name => name[Prefix.Length..], file.Read), state.Step);
        }
        catch (ArgumentException misfit)
        {
            throw new CheckpointException($"'{path}': {misfit.Message}", misfit);
        }
        random.set_rng_state(file.Read(RandomKey).clone());
        return state;
    }

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
