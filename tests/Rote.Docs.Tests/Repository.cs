namespace Rote.Docs.Tests;

/// <summary>The repository's own files.</summary>
internal static class Repository
{
    // What is built, and what a checkout may hold beside the repository, is not looked at.
    private static readonly string[] Folders = ["docs", "bench", "samples", "src", "tests", "eng"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every Markdown page.</summary>
    public static IReadOnlyList<MarkdownPage> Pages { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.md").Concat(Folders.SelectMany(folder => Files(folder, "*.md"))).Order(StringComparer.Ordinal).Select(MarkdownPage.Read),
    ];

    /// <summary>The pages that tell people what to type: README, CONTRIBUTING and docs/.</summary>
    public static IEnumerable<MarkdownPage> Guides => Pages.Where(page => page.Name.StartsWith("docs/", StringComparison.Ordinal) || !page.Name.Contains('/'));

    public static MarkdownPage Page(string name) => Pages.Single(page => page.Name == name);

    /// <summary>A folder's files, those of builds left out.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
        .Where(file => !NameOf(file).Split('/').Any(part => part is "bin" or "obj"));

    /// <summary>A path from the root, slashes forward.</summary>
    public static string NameOf(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Rote.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Tests run inside the repository.");
    }
}
