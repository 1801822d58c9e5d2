using Rote.Checkpoints;

namespace Rote.Cli.Tests;

/// <summary>What a newcomer gives in place of a good model directory.</summary>
public class ModelDirectories
{
    [Fact]
    public void Missing_directory() => CliRun.Of("inspect", "nothere").Fails(1, "The model directory 'nothere' does not exist.");

    [Fact]
    public void File_in_place_of_a_directory()
    {
        using var copy = new ModelCopy();
        CliRun.Of("inspect", copy.Weights).Fails(1, $"'{copy.Weights}' is a file: give the directory that holds config.json and the weights.");
    }

    [Fact]
    public void Empty_directory()
    {
        using var copy = new ModelCopy();
        File.Delete(copy.Config);
        File.Delete(copy.Weights);
        CliRun.Of("inspect", copy.Folder).Fails(1, $"'{copy.Folder}' is empty: a model directory holds config.json and model.safetensors.");
    }

    [Fact]
    public void No_config()
    {
        using var copy = new ModelCopy();
        File.Delete(copy.Config);
        CliRun.Of("inspect", copy.Folder).Fails(1, $"'{copy.Folder}' has no config.json: it is not a model directory.");
    }

    [Fact]
    public void Config_that_is_not_json()
    {
        using var copy = new ModelCopy();
        File.WriteAllText(copy.Config, "hello\nworld");
        CliRun.Of("inspect", copy.Folder).Fails(1, $"'{copy.Config}' is not JSON: 'h' is an invalid start of a value. LineNumber: 0 | BytePositionInLine: 0.");
    }

    [Fact]
    public void Config_that_is_not_an_object()
    {
        using var copy = new ModelCopy();
        File.WriteAllText(copy.Config, "[1]");
        CliRun.Of("inspect", copy.Folder).Fails(1, $"'{copy.Config}' must be a JSON object; it is Array.");
    }

    [Fact]
    public void Config_that_is_huge()
    {
        using var copy = new ModelCopy();
        using (var stream = File.OpenWrite(copy.Config))
            stream.SetLength((4 << 20) + 1);
        CliRun.Of("inspect", copy.Folder).Fails(1, $"'{copy.Config}' is larger than 4194304 bytes: it is not a config.json.");
    }

    [Fact]
    public void Unknown_family()
    {
        using var copy = new ModelCopy();
        copy.Set("model_type", "mamba");
        string known = string.Join(", ", ModelFamily.Known.Keys.Order(StringComparer.Ordinal));
        CliRun.Of("inspect", copy.Folder).Fails(1, $"config.json: 'model_type' is 'mamba', which is not supported. Supported: {known}.");
    }

    [Fact]
    public void Impossible_sizes()
    {
        using var copy = new ModelCopy();
        copy.Set("num_attention_heads", 5);
        string told = Assert.ThrowsAny<Exception>(() => HuggingFaceDirectory.Load(copy.Folder)).Message;
        Assert.Contains(" 5", told, StringComparison.Ordinal); // heads that do not divide a width of 28
        CliRun.Of("inspect", copy.Folder).Fails(1, told);
    }

    [Fact]
    public void No_weights()
    {
        using var copy = new ModelCopy();
        File.Delete(copy.Weights);
        CliRun.Of("inspect", copy.Folder).Fails(1, $"'{copy.Folder}' has no weights: expected model.safetensors or model.safetensors.index.json.");
    }

    [Fact]
    public void Truncated_weights()
    {
        using var copy = new ModelCopy();
        long whole = new FileInfo(copy.Weights).Length, data = whole - 8 - BitConverter.ToInt64(File.ReadAllBytes(copy.Weights));
        using (var stream = File.OpenWrite(copy.Weights))
            stream.SetLength(whole - 100);
        CliRun.Of("inspect", copy.Folder).Fails(
            1, $"'{copy.Weights}' is not a usable safetensors file: its tensors take {data} bytes and {data - 100} are there. Fetch or save it again.");
    }

    [Fact]
    public void Weights_of_another_shape()
    {
        using var copy = new ModelCopy();
        copy.Set("vocab_size", 103);
        string told = Assert.Throws<CheckpointException>(() => HuggingFaceDirectory.Load(copy.Folder)).Message;
        Assert.Contains("embeddings.word_embeddings.weight [103, 28] against [71, 28]", told, StringComparison.Ordinal);
        CliRun.Of("inspect", copy.Folder).Fails(1, told);
    }

    [Fact]
    public void More_blocks_than_there_are_tensors()
    {
        using var copy = new ModelCopy();
        copy.Set("num_hidden_layers", 2_000_000_000);
        CliRun.Of("inspect", copy.Folder).Fails(
            1, "config.json asks for 2000000000 layers, and the weights have 39 tensors. They do not belong together: fetch both again, from one place.");
    }

    [Fact]
    public void A_larger_table_than_all_weights()
    {
        using var copy = new ModelCopy();
        copy.Set("vocab_size", 2_000_000_000);
        CliRun.Of("inspect", copy.Folder).Fails(
            1, "config.json asks for 56000011788 parameters or more, and the weights hold 14438. They do not belong together: fetch both again, from one place.");
    }

    [Fact]
    public void Length_beyond_the_positions() =>
        CliRun.Of("inspect", CliRun.Model("bert-base"), "--length", "20").Fails(1, "'--length' must be at most 19, the reach of the model's positions; got 20.");
}
