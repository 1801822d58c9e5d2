using System.Text.Json;

namespace Rote.Testing;

/// <summary>Where the reference cases are, and which there are.</summary>
public static class GoldenFolder
{
    private static readonly Lazy<IReadOnlyDictionary<string, JsonElement>> ComponentCases = new(() => Load("components"));

    /// <summary>The folder that ROTE_GOLDENS names, else tests/goldens of this repository.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("ROTE_GOLDENS") is { Length: > 0 } named ? named : Own;

    private static string Own => Path.Combine(RepositoryRoot(), "tests", "goldens");

    /// <summary>The folder of one part; an empty or missing one fails.</summary>
    public static string Of(string part)
    {
        string folder = Path.Combine(Root, part);
        return Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()
            ? folder
            : throw new DirectoryNotFoundException($"The reference folder '{folder}' is missing or empty: nothing would be checked.");
    }

    /// <summary>The case folders of a part, such as <c>models/gpt2</c>. A part without any gives its own name, so that it fails in its row and leaves other parts alone.</summary>
    public static IReadOnlyList<string> Cases(string part)
    {
        string folder = Path.Combine(Root, part);
        string[] cases = Directory.Exists(folder)
            ? [.. Directory.GetDirectories(folder).Where(inner => File.Exists(Path.Combine(inner, "config.json"))).Select(inner => $"{part}/{Path.GetFileName(inner)}").Order(StringComparer.Ordinal)]
            : [];
        return cases.Length > 0 ? cases : [part];
    }

    /// <summary>The folder of one case that <see cref="Cases"/> named.</summary>
    public static string CaseOf(string name) => File.Exists(Path.Combine(Root, name, "config.json"))
        ? Path.Combine(Root, name)
        : throw new DirectoryNotFoundException($"The reference folder '{Path.Combine(Root, name)}' is missing or holds no case: nothing would be checked.");

    /// <summary>A model of this repository's own references, for tests that need that one wherever ROTE_GOLDENS points.</summary>
    public static string Model(string name) => Path.Combine(Own, "models", name);

    /// <summary>A tokenizer of this repository's own references, or the folder of all of them.</summary>
    public static string Tokenizer(string name = "") => Path.Combine(Own, "tokenizers", name);

    /// <summary>The names of those that are a tokenizer.json.</summary>
    public static IReadOnlyList<string> Tokenizers =>
        [.. Directory.GetDirectories(Tokenizer()).Where(folder => File.Exists(Path.Combine(folder, "tokenizer.json"))).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>The cases of components/cases.json, by name.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Components => ComponentCases.Value;

    /// <summary>The cases of a part's cases.json, by name.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Load(string part)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Of(part), "cases.json")));
        var cases = json.RootElement.GetProperty("cases").Clone();
        return cases.ValueKind == JsonValueKind.Object
            ? cases.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value)
            : cases.EnumerateArray().ToDictionary(entry => entry.GetProperty("name").GetString()!, entry => entry);
    }

    /// <summary>The folder of the solution.</summary>
    public static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Rote.slnx")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException("Tests run inside the repository, or with ROTE_GOLDENS set to the reference folder.");
    }
}
