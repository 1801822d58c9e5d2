namespace Rote.Cli.Tests.Runs;

/// <summary>A model that was trained once through the command line, for every test that uses one.</summary>
public sealed class TrainedModel : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrainedModel()
    {
        TinyText.Write(Texts);
        Training = CliRun.Of(TinyText.Train(Texts, Folder, 200, "--learning-rate", "0.01", "--warmup", "20", "--dropout", "0", "--epochs", "100"));
        Assert.Equal((0, ""), (Training.Code, Training.Error));
    }

    /// <summary>Where the text is.</summary>
    public string Texts => _folder.Path;

    /// <summary>Where the model is; tests leave it as it is.</summary>
    public string Folder => _folder.File("model");

    internal CliRun Training { get; }

    public void Dispose() => _folder.Dispose();
}

/// <summary>Training draws from libtorch's one generator: these tests run one after the other, and beside nothing else.</summary>
[CollectionDefinition(nameof(OneAfterTheOther), DisableParallelization = true)]
public sealed class OneAfterTheOther : ICollectionFixture<TrainedModel>;
