namespace Rote.Tokenizers.Serialization;

/// <summary>Reads tokenizer_config.json.</summary>
internal static class TokenizerConfigFile
{
    private const string FileName = "tokenizer_config.json";

    /// <summary>The largest file that is read, in bytes: chat templates may be long, and added tokens many.</summary>
    public const long MaxLength = 16L << 20;

    public static TokenizerConfig Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        return File.Exists(file)
            ? JsonFile.Parse(JsonFile.ReadAll(file, FileName, MaxLength), file, FileName, TokenizerConfigJson.Read)
            : throw new FileNotFoundException($"'{file}' does not exist. Give a tokenizer_config.json, or a folder that holds one.", file);
    }

    /// <summary>Applies a folder's file to the parts of a tokenizer; without one they stay as they are.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pipeline">The parts; they are valid.</param>
    public static TokenizerPipeline ApplyFrom(string folder, TokenizerPipeline pipeline)
    {
        string file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
            return pipeline;
        pipeline = Load(file).ApplyTo(pipeline);
        string[] violations = [.. pipeline.Violations()];
        return violations.Length == 0 ? pipeline : throw new TokenizerFormatException($"'{file}': {string.Join(' ', violations)}");
    }
}
