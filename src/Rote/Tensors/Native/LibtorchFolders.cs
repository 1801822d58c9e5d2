using TorchSharp;

namespace Rote.Tensors.Native;

/// <summary>Where the native files of a program lie, in the order in which they are looked for.</summary>
internal static class LibtorchFolders
{
    /// <summary>Finds a file.</summary>
    /// <param name="file">Its name.</param>
    /// <returns>The path, or null.</returns>
    public static string? Find(string file) => All().Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    /// <summary>The folders, the host's own list first.</summary>
    /// <returns>Absolute paths; not all need exist.</returns>
    public static IEnumerable<string> All()
    {
        string native = Path.Combine("runtimes", LibtorchPackage.Platform, "native");
        string listed = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        foreach (string folder in listed.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            yield return folder;
        yield return AppContext.BaseDirectory;
        yield return Path.Combine(AppContext.BaseDirectory, native);
        // A plug-in lies elsewhere than its host; inside a single-file program the location is empty.
        if (Path.GetDirectoryName(typeof(torch).Assembly.Location) is { Length: > 0 } beside)
        {
            yield return beside;
            yield return Path.Combine(beside, native);
        }
    }
}
