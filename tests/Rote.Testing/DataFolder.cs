using Xunit;

namespace Rote.Testing;

/// <summary>Texts that are not copied into the repository: the folder that ROTE_DATA names, else <c>data</c> beside the goldens.</summary>
public static class DataFolder
{
    /// <summary>The folder, which may be missing.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("ROTE_DATA") is { Length: > 0 } named ? named : Path.GetFullPath(Path.Combine(GoldenFolder.Root, "..", "data"));

    /// <summary>A file; the test that asks for one that is missing is skipped with its name.</summary>
    public static string Require(string name)
    {
        string path = Path.Combine(Root, name);
        Assert.SkipUnless(File.Exists(path), $"'{name}' is not there: set ROTE_DATA to the folder that holds it.");
        return path;
    }
}
