namespace Rote.Docs.Tests;

/// <summary>Every C# block of the pages stands, line by line, in code that is compiled and run: in Snippets/ or in a sample.</summary>
public class CodeBlocks
{
    private static readonly string[] Code =
    [
        .. Repository.Files("tests/Rote.Docs.Tests/Snippets", "*.cs").Concat(Repository.Files("samples", "*.cs")).Select(file => Normal(File.ReadAllLines(file))),
    ];

    public static TheoryData<string, string> Blocks()
    {
        var rows = new TheoryData<string, string>();
        foreach (var page in Repository.Guides)
        {
            foreach (var block in page.Blocks.Where(block => block.Language == "csharp"))
                rows.Add(page.Name, string.Join('\n', block.Lines));
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Block_is_code_that_runs(string page, string block) =>
        Assert.True(Code.Any(code => code.Contains(Normal(block.Split('\n')), StringComparison.Ordinal)), $"{page}: this block stands in no file of Snippets/ and in no sample:\n{block}");

    [Fact]
    public void Readme_has_code() => Assert.Contains(Blocks(), row => row.Data.Item1 == "README.md");

    // Whole lines, without what indents them, and without empty ones.
    private static string Normal(IEnumerable<string> lines) => "\n" + string.Concat(lines.Select(line => line.Trim()).Where(line => line.Length > 0).Select(line => line + "\n"));
}
