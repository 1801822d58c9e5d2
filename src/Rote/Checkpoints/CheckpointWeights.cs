using System.Text.Json;
using static TorchSharp.torch;

namespace Rote.Checkpoints;

/// <summary>All weights of a directory in Hugging Face's layout: one file, or an index and its shards.</summary>
public sealed class CheckpointWeights : IDisposable
{
    private const string Single = "model.safetensors";
    private const string Index = "model.safetensors.index.json";
    private const long MaxIndexBytes = 64 << 20;

    private readonly Dictionary<string, SafetensorsFile> _fileOf = new(StringComparer.Ordinal);
    private readonly List<SafetensorsFile> _files = [];

    private CheckpointWeights()
    {
    }

    /// <summary>Every tensor's name.</summary>
    public IReadOnlyCollection<string> Names => _fileOf.Keys;

    /// <summary>Numbers in all tensors together.</summary>
    public double Elements => _files.Sum(file => file.Entries.Sum(entry => entry.Shape.Aggregate(1.0, (product, size) => product * size)));

    /// <summary>Opens the weights of a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <returns>To be disposed by the caller; tensors read from it live on.</returns>
    /// <exception cref="CheckpointException">There are no weights, or a file is damaged.</exception>
    public static CheckpointWeights Open(string directory)
    {
        var weights = new CheckpointWeights();
        try
        {
            string single = Path.Combine(directory, Single), index = Path.Combine(directory, Index);
            if (File.Exists(single))
                weights.Add(single, null);
            else if (File.Exists(index))
                weights.AddShards(directory, index);
            else if (File.Exists(Path.Combine(directory, "pytorch_model.bin")))
                throw new CheckpointException($"'{directory}' has only pytorch_model.bin, a pickle, which is not read. Convert it to {Single}.");
            else
                throw new CheckpointException($"'{directory}' has no weights: expected {Single} or {Index}.");
            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>Reads a tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>As <see cref="SafetensorsFile.Read"/>.</returns>
    /// <exception cref="CheckpointException">There is no such tensor.</exception>
    public Tensor Read(string name) => _fileOf.TryGetValue(name, out var file) ? file.Read(name) : throw new CheckpointException($"The checkpoint has no tensor '{name}'.");

    /// <summary>Closes the files; tensors that were read keep their parts.</summary>
    public void Dispose() => _files.ForEach(file => file.Dispose());

    private void Add(string path, IReadOnlyCollection<string>? expected)
    {
        var file = SafetensorsFile.Open(path);
        _files.Add(file);
        var there = file.Entries.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        foreach (string name in expected ?? there)
        {
            if (!there.Contains(name))
                throw new CheckpointException($"'{path}' has no tensor '{name}', which the index places there. Fetch the shards again.");
            _fileOf[name] = file;
        }
    }

    private void AddShards(string directory, string index)
    {
        CheckpointException Fail(string reason) => new($"'{index}' is not a usable index: {reason}. Fetch it again.");
        Dictionary<string, string> map;
        try
        {
            map = JsonFile.Read(index, MaxIndexBytes).GetProperty("weight_map").Deserialize<Dictionary<string, string>>() ?? throw Fail("its weight_map is null");
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Fail($"it must be an object with 'weight_map' from names to files ({wrong.Message.Split('.')[0]})");
        }
        if (map.FirstOrDefault(pair => pair.Value is null).Key is { } nowhere)
            throw Fail($"'{nowhere}' has no file");
        foreach (var shard in map.GroupBy(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal))
        {
            // A file's plain name only: an index from a stranger must not reach outside its directory.
            if (shard.Key.Length == 0 || shard.Key is "." or ".." || shard.Key.AsSpan().IndexOfAny("/\\:\0") >= 0)
                throw Fail($"'{shard.Key}' is not a plain file name");
            Add(Path.Combine(directory, shard.Key), [.. shard]);
        }
    }
}
