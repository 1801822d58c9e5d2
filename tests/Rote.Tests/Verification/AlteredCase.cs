using System.Text.Json.Nodes;
using Rote.Checkpoints;
using Rote.Testing;
using Rote.Verification;
using static TorchSharp.torch;

namespace Rote.Tests.Verification;

/// <summary>A copy of a reference case in a folder of its own, to be damaged.</summary>
internal sealed class AlteredCase : IDisposable
{
    public AlteredCase(string name)
    {
        Folder = Directory.CreateTempSubdirectory("rote-").FullName;
        foreach (string file in Directory.GetFiles(GoldenFolder.Model(name)))
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
    }

    public string Folder { get; }

    public string this[string file] => Path.Combine(Folder, file);

    /// <summary>Rewrites one tensor of a safetensors file; null takes it away.</summary>
    public AlteredCase Tensor(string name, Func<Tensor, Tensor?> alter, string file = "expected.safetensors")
    {
        using var scope = NewDisposeScope();
        var tensors = GoldenTensors.Read(this[file]);
        if (alter(tensors[name]) is { } altered)
            tensors[name] = altered;
        else
            tensors.Remove(name);
        SafetensorsWriter.Write(this[file], tensors);
        return this;
    }

    /// <summary>Rewrites a JSON file.</summary>
    public AlteredCase Json(string file, Action<JsonObject> alter)
    {
        var json = JsonNode.Parse(File.ReadAllText(this[file]))!.AsObject();
        alter(json);
        File.WriteAllText(this[file], json.ToJsonString());
        return this;
    }

    public VerificationReport Verify() => ModelVerifier.Verify(Folder, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>A tensor whose first element is another.</summary>
    public static Tensor FirstElement(Tensor tensor, double value)
    {
        tensor.reshape(-1)[0] = value;
        return tensor;
    }
}
