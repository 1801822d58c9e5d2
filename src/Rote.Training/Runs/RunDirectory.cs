namespace Rote.Training.Runs;

/// <summary>The files of a training run: the model to be used, and what is needed to go on.</summary>
/// <param name="Path">The directory.</param>
public sealed record RunDirectory(string Path)
{
    private static readonly string[] OfModel = ["config.json", "generation_config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"];

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

    /// <summary>Throws where a new run would write over something.</summary>
    /// <exception cref="IOException">The path is a file, or the directory holds a run or a model.</exception>
    internal void RequireUnused()
    {
        if (File.Exists(Path))
            throw new IOException($"'{Path}' is a file; expected a folder for the run, which may be missing. Choose another name.");
        if (HoldsRun)
            throw new IOException($"'{Path}' holds a training run already: resume it, or choose another directory.");
        if (new[] { State, Metrics }.Concat(OfModel.Select(In)).FirstOrDefault(System.IO.Path.Exists) is { } there)
            throw new IOException($"'{Path}' holds another model, which would be overwritten ('{System.IO.Path.GetFileName(there)}' is there). Choose another directory.");
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
