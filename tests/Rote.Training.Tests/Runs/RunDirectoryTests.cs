using Rote.Training.Runs;

namespace Rote.Training.Tests.Runs;

public sealed class RunDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Empty_or_missing_directory_is_unused()
    {
        new RunDirectory(_folder.Path).RequireUnused();
        new RunDirectory(_folder.File("new/one")).RequireUnused();
        _folder.Write("notes.txt", "Anything that training does not write may be there.");
        new RunDirectory(_folder.Path).RequireUnused();
    }

    [Fact]
    public void Run_is_not_written_over()
    {
        var run = new RunDirectory(_folder.Path);
        Assert.Equal((false, false), (run.HoldsRun, run.HoldsState));
        _folder.Write("recipe.json", "{}");
        _folder.Write("training-state.safetensors", "");
        Assert.Equal((true, true), (run.HoldsRun, run.HoldsState));
        Assert.Equal(
            $"'{_folder.Path}' holds a training run already: resume it, or choose another directory.", Assert.Throws<IOException>(run.RequireUnused).Message);
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("generation_config.json")]
    [InlineData("model.safetensors")]
    [InlineData("tokenizer.json")]
    [InlineData("tokenizer_config.json")]
    [InlineData("metrics.jsonl")]
    [InlineData("training-state.safetensors")]
    public void Model_of_somebody_else_is_not_written_over(string name)
    {
        _folder.Write(name, "");
        Assert.Equal(
            $"'{_folder.Path}' holds another model, which would be overwritten ('{name}' is there). Choose another directory.",
            Assert.Throws<IOException>(new RunDirectory(_folder.Path).RequireUnused).Message);
    }

    [Fact]
    public void File_is_no_directory()
    {
        string path = _folder.Write("file", "");
        Assert.Equal(
            $"'{path}' is a file; expected a folder for the run, which may be missing. Choose another name.", Assert.Throws<IOException>(new RunDirectory(path).RequireUnused).Message);
    }
}
