using Rote.Checkpoints;
using Rote.Layers;
using Rote.Models;
using static TorchSharp.torch;

namespace Rote.Tests.Checkpoints;

/// <summary>A config.json from a stranger is bounded whatever it is a link to, says every field once, and asks for no more than the weights hold.</summary>
public sealed class HostileConfigs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Config => Path.Combine(_folder.Path, "config.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Link_to_a_file_that_is_too_large_is_refused_as_the_file_is()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        string large = Path.Combine(_folder.Path, "large");
        using (var file = File.Create(large))
            file.SetLength((4 << 20) + 1);
        File.CreateSymbolicLink(Config, large);
        Assert.Equal($"'{Config}' is larger than 4194304 bytes: it is not a config.json.", Refused());
    }

    [Fact]
    public void Link_to_an_endless_device_is_refused()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "There is no such device.");
        File.CreateSymbolicLink(Config, "/dev/zero");
        Assert.StartsWith($"'{Config}' ", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Field_that_is_there_twice_is_refused()
    {
        File.WriteAllText(Config, """{"model_type": "gpt2", "n_embd": 12, "n_embd": 24}""");
        Assert.StartsWith($"'{Config}' is not JSON: ", Refused(), StringComparison.Ordinal);
        Assert.Contains("n_embd", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Square_layers_of_a_head_count_in_what_is_asked_for()
    {
        using var scope = NewDisposeScope();
        var spec = new TransformerSpec
        {
            VocabularySize = 2,
            Width = 4,
            Encoder = new StackSpec { Layers = 1, Block = new BlockSpec { FeedForward = new FeedForwardSpec { Width = 1 } } },
            Head = new HeadSpec.None { Pooler = true },
        };
        using var model = new Transformer(spec).Initialize(1);
        HuggingFaceDirectory.Save(_folder.Path, model, HuggingFaceDirectory.ConfigFor(spec, new SpecialTokenIds(0, 1, 0)));
        File.WriteAllText(Config, HuggingFaceDirectory.ConfigFor(spec with { Width = 1 << 20 }, new SpecialTokenIds(0, 1, 0)).GetRawText());
        Assert.StartsWith("config.json asks for 1099515822080 parameters or more", Refused(), StringComparison.Ordinal);
    }

    private string Refused() => Assert.Throws<CheckpointException>(() => HuggingFaceDirectory.Load(_folder.Path)).Message;
}
