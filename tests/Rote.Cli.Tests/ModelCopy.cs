using System.Text.Json.Nodes;

namespace Rote.Cli.Tests;

/// <summary>A copy of a model that a test may damage; removed afterwards.</summary>
internal sealed class ModelCopy : IDisposable
{
    public ModelCopy()
        : this(CliRun.Model("bert-base"), "config.json", "model.safetensors")
    {
    }

    public ModelCopy(string model, params string[] files)
    {
        Folder = Directory.CreateTempSubdirectory("rote-cli-").FullName;
        foreach (string file in files)
            File.Copy(Path.Combine(model, file), Path.Combine(Folder, file));
    }

    public string Folder { get; }

    public string Config => Path.Combine(Folder, "config.json");

    public string Weights => Path.Combine(Folder, "model.safetensors");

    public void Set(string field, JsonNode value, string file = "config.json")
    {
        string path = Path.Combine(Folder, file);
        var config = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        config[field] = value;
        File.WriteAllText(path, config.ToJsonString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
