using Rote.Training.Runs;

namespace Rote.Training.Tests.Runs;

public sealed class RunDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_there_is_found()
    {
        var run = new RunDirectory(_folder.Path);
        Assert.Equal((false, false, null), (run.HoldsRun, run.HoldsState, run.FirstModelFile()));
        _folder.Write("notes.txt", "Anything that training does not write may be there.");
        Assert.Null(run.FirstModelFile());
        _folder.Write("recipe.json", "{}");
        _folder.Write("training-state.safetensors", "");
        Assert.Equal((true, true), (run.HoldsRun, run.HoldsState));
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("generation_config.json")]
    [InlineData("model.safetensors")]
    [InlineData("tokenizer.json")]
    [InlineData("tokenizer_config.json")]
    [InlineData("training-state.safetensors")]
    public void File_that_would_be_written_over_is_named(string name)
    {
        _folder.Write(name, "");
        Assert.Equal(name, new RunDirectory(_folder.Path).FirstModelFile());
    }

    [Fact]
    public void Missing_directory_holds_nothing() => Assert.Null(new RunDirectory(_folder.File("new")).FirstModelFile());
}
