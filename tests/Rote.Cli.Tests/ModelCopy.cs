using System.Text.Json.Nodes;

namespace Rote.Cli.Tests;

/// <summary>A copy of a reference model that a test may damage; removed afterwards.</summary>
internal sealed class ModelCopy : IDisposable
{
    public ModelCopy(string name = "bert-base")
    {
        Folder = Directory.CreateTempSubdirectory("rote-cli-").FullName;
        foreach (string file in new[] { "config.json", "model.safetensors" })
            File.Copy(Path.Combine(CliRun.Model(name), file), Path.Combine(Folder, file));
    }

    public string Folder { get; }

    public string Config => Path.Combine(Folder, "config.json");

    public string Weights => Path.Combine(Folder, "model.safetensors");

    public void Set(string field, JsonNode value)
    {
        var config = JsonNode.Parse(File.ReadAllText(Config))!.AsObject();
        config[field] = value;
        File.WriteAllText(Config, config.ToJsonString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
