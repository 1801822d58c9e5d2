namespace Rote.Cli.Commands;

/// <summary>Files that options name to be written.</summary>
internal static class OutputFile
{
    /// <summary>Refuses a place that cannot be written, before any work is done for it.</summary>
    /// <param name="option">The option, with its dashes.</param>
    /// <param name="path">What it names.</param>
    /// <exception cref="UsageException">It is a folder, or its folder does not exist.</exception>
    public static void Check(string option, string path)
    {
        if (Directory.Exists(path))
            throw new UsageException($"'{option}' must name a file; '{path}' is a folder.");
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw new UsageException($"'{option}' must name a file in a folder that exists; got '{path}'.");
    }
}
