namespace Rote.Training.Tests.Dates;

/// <summary>What docs/dates.md says: a table of forms under each language's heading, and the characters in a fenced block.</summary>
internal static class DateDocument
{
    private static readonly string[] Lines = File.ReadAllLines(Locate());

    /// <summary>Cells of the table under a heading, without the head: form and examples.</summary>
    public static IEnumerable<string[]> Table(string heading) => Lines
        .SkipWhile(line => line != $"### {heading}").Skip(1)
        .SkipWhile(line => !line.StartsWith('|')).Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Trim('|', ' ').Split(" | "));

    /// <summary>The characters of the corpus in lower case, white space left out.</summary>
    public static IEnumerable<char> Characters => Lines
        .SkipWhile(line => line != "## Characters")
        .SkipWhile(line => line != "```").Skip(1)
        .TakeWhile(line => line != "```")
        .SelectMany(line => line.Where(mark => !char.IsWhiteSpace(mark)));

    private static string Locate()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "docs", "dates.md");
            if (File.Exists(path))
                return path;
        }
        throw new FileNotFoundException("docs/dates.md is not above the tests; run them inside the repository.");
    }
}
