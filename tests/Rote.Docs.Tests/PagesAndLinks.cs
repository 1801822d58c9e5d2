using System.Xml.Linq;

namespace Rote.Docs.Tests;

/// <summary>Pages name files that exist, and what they must list is listed.</summary>
public class PagesAndLinks
{
    public static TheoryData<string> Names() => [.. Repository.Pages.Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Relative_links_lead_somewhere(string name)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, name))!;
        Assert.All(Repository.Page(name).Links.Where(link => !link.StartsWith('#') && !link.Contains("://", StringComparison.Ordinal)), link =>
        {
            string path = Path.GetFullPath(Path.Combine(folder, Uri.UnescapeDataString(link.Split('#')[0])));
            Assert.True(path.StartsWith(Repository.Root, StringComparison.Ordinal) && Path.Exists(path), $"{name}: the link '{link}' leads nowhere.");
        });
    }

    [Fact]
    public void Links_are_found()
    {
        var page = MarkdownPage.Parse("x.md", "a [b](c.md) `[no](no.md)` ![d](e.png \"title\")\n```\n[no](no.md)\n```\n");
        Assert.Equal(["c.md", "e.png"], page.Links);
        Assert.True(Repository.Page("README.md").Links.Count >= 10);
    }

    [Fact]
    public void Readme_begins_with_the_two_commands()
    {
        var start = Repository.Page("README.md").Blocks.Where(block => block.Heading == "Start").Take(2);
        Assert.Equal(["dotnet run --project src/Rote.Cli -c Release -- train", "dotnet test -c Release"], start.Select(block => Assert.Single(block.Lines)));
    }

    [Fact]
    public void Changelog_has_an_unreleased_section()
    {
        string[] lines = Repository.Page("CHANGELOG.md").Text.Split('\n');
        int at = Array.IndexOf(lines, "## Unreleased");
        Assert.True(at >= 0, "CHANGELOG.md has no line '## Unreleased'.");
        Assert.Contains(lines.Skip(at + 1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)), line => line.StartsWith("- ", StringComparison.Ordinal));
    }

    [Fact]
    public void Architecture_page_names_every_package()
    {
        string page = Repository.Page("docs/architecture.md").Text;
        var packages = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants()
            .Where(element => element.Name.LocalName is "PackageVersion" or "GlobalPackageReference").Select(element => (string)element.Attribute("Include")!);
        Assert.All(packages, package => Assert.Contains(package.StartsWith("libtorch-cpu-", StringComparison.Ordinal) ? "libtorch-cpu-" : package, page, StringComparison.Ordinal));
    }

    [Fact]
    public void Architecture_page_names_every_folder()
    {
        string page = Repository.Page("docs/architecture.md").Text;
        var folders = Repository.Files("src", "*.cs").Select(file => Repository.NameOf(file).Split('/')).Where(parts => parts.Length > 3).Select(parts => (parts[1], parts[2])).Distinct();
        Assert.All(folders, folder => Assert.True(
            page.Contains($"src/{folder.Item1}", StringComparison.Ordinal) && page.Contains($"{folder.Item2}/", StringComparison.Ordinal),
            $"docs/architecture.md does not name {folder.Item1}/{folder.Item2}/."));
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps()
    {
        string[] names = [.. Repository.Pages.Select(page => page.Name).Where(name => name.StartsWith("docs/adr/", StringComparison.Ordinal))];
        Assert.Equal(Enumerable.Range(1, names.Length), names.Select(name => int.Parse(Path.GetFileName(name)[..4])));
        Assert.All(names.Select((name, at) => (Repository.Page(name), at + 1)), pair => Assert.StartsWith($"# {pair.Item2}. ", pair.Item1.Text, StringComparison.Ordinal));
    }
}
