namespace Rote.Cli.Tokenizers;

/// <summary>What tokenizers are called at the head of a column: short, and each otherwise.</summary>
internal static class TokenizerLabels
{
    /// <summary>Finds the labels.</summary>
    /// <param name="paths">The paths as they were given.</param>
    /// <returns>The name of each one's folder or file; the whole paths where names are the same.</returns>
    public static IReadOnlyList<string> Of(params IReadOnlyList<string> paths)
    {
        string[] names = [.. paths.Select(NameOf)];
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length ? names : paths;
    }

    private static string NameOf(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Path.GetFileName(full) is "tokenizer.json" && Path.GetFileName(Path.GetDirectoryName(full)) is { Length: > 0 } folder ? folder : Path.GetFileName(full);
    }
}
