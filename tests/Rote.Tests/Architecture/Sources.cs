namespace Rote.Tests.Architecture;

/// <summary>The repository's own files.</summary>
internal static class Sources
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every C# file of the libraries and programs, as written, with its path from src/, slashes forward.</summary>
    public static IReadOnlyList<(string Path, string[] Lines)> Files { get; } = Read();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rote.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Tests run inside the repository.");
    }

    private static (string, string[])[] Read()
    {
        string src = Path.Combine(Root, "src");
        return [.. Directory.EnumerateFiles(src, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(src, file).Replace('\\', '/'), File: file))
            .Where(entry => !entry.Path.Contains("/obj/", StringComparison.Ordinal) && !entry.Path.Contains("/bin/", StringComparison.Ordinal))
            .OrderBy(entry => entry.Path, StringComparer.Ordinal)
            .Select(entry => (entry.Path, File.ReadAllLines(entry.File)))];
    }
}
