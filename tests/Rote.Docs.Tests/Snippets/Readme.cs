using Rote.Attention;
using Rote.Checkpoints;
using Rote.Tensors.Native;
using Rote.Testing;
using TorchSharp;

namespace Rote.Docs.Tests.Snippets;

/// <summary>The code of README.md.</summary>
public class Readme
{
    [Fact]
    public void Model_of_a_directory_computes_scores()
    {
        using var scope = torch.NewDisposeScope();
        string directory = GoldenFolder.Model("gpt2");

        var (model, config) = HuggingFaceDirectory.Load(directory);     // config.json + model.safetensors
        using var ids = torch.tensor(new long[,] { { 5, 17, 42 } });    // [B, T]
        using var hidden = model.Decode(ids);                           // [B, T, D]
        using var scores = model.Scores(hidden);                        // [B, T, V]

        Assert.Equal([1, 3, config.GetProperty("n_embd").GetInt64()], hidden.shape);
        Assert.Equal([1, 3, config.GetProperty("vocab_size").GetInt64()], scores.shape);
        model.Dispose();
    }

    [Fact]
    public void Native_library_says_how_it_was_loaded()
    {
        using var written = new StringWriter();
        var Console = written;

        var native = NativeLibraryInfo.Load();
        Console.WriteLine($"libtorch: {native.Loading}");

        Assert.Matches("^libtorch: (original|adapted in memory|adapted, cached at .+)$", written.ToString().TrimEnd());
    }

    [Fact]
    public void Masks_are_combined()
    {
        using var scope = torch.NewDisposeScope();
        var keep = torch.tensor(new[,] { { false, true, true } }); // [B, S]

        var mask = AttentionMask.Causal & AttentionMask.KeyPadding(keep);

        Assert.Equal("···\n·■·\n·■■\n", mask.Draw(3, 3));
    }
}
