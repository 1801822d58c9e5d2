using System.Text.Json;

namespace Rote.Testing;

/// <summary>Where the reference cases are, and which there are.</summary>
public static class GoldenFolder
{
    /// <summary>The folder that ROTE_GOLDENS names, else tests/goldens of this repository.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("ROTE_GOLDENS") is { Length: > 0 } named ? named : Path.Combine(RepositoryRoot(), "tests", "goldens");

    /// <summary>The folder of one part; an empty or missing one fails.</summary>
    public static string Of(string part)
    {
        string folder = Path.Combine(Root, part);
        return Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()
            ? folder
            : throw new DirectoryNotFoundException($"The reference folder '{folder}' is missing or empty: nothing would be checked.");
    }

    /// <summary>The cases of components/cases.json, by name.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Components { get; } = Load("components");

    /// <summary>The cases of a part's cases.json, by name.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Load(string part)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Of(part), "cases.json")));
        var cases = json.RootElement.GetProperty("cases").Clone();
        return cases.ValueKind == JsonValueKind.Object
            ? cases.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value)
            : cases.EnumerateArray().ToDictionary(entry => entry.GetProperty("name").GetString()!, entry => entry);
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Rote.slnx")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("Tests run inside the repository, or with ROTE_GOLDENS set to the reference folder.");
    }
}
