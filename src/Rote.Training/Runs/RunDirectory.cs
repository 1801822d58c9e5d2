namespace Rote.Training.Runs;

/// <summary>The files of a training run: the model to be used, and what is needed to go on.</summary>
/// <param name="Path">The directory.</param>
public sealed record RunDirectory(string Path)
{
    private static readonly string[] ModelFiles = ["config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "training-state.safetensors"];

    /// <summary>The job, as it can be started again.</summary>
    public string Recipe => In("recipe.json");

    /// <summary>Where the run stands.</summary>
    public string State => In("training-state.safetensors");

    /// <summary>What was measured, a line a step.</summary>
    public string Metrics => In("metrics.jsonl");

    /// <summary>The loss curve.</summary>
    public string LossCurve => In("loss.png");

    /// <summary>True when a run was started here.</summary>
    public bool HoldsRun => File.Exists(Recipe);

    /// <summary>True when there is a state to go on from.</summary>
    public bool HoldsState => File.Exists(State);

    /// <summary>A file that a run would write over.</summary>
    /// <returns>The name of one that is there, or null.</returns>
    public string? FirstModelFile() => ModelFiles.FirstOrDefault(name => File.Exists(In(name)));

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
