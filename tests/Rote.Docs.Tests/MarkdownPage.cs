using System.Text.RegularExpressions;

namespace Rote.Docs.Tests;

/// <summary>A page taken apart.</summary>
/// <param name="Name">Its path from the root.</param>
/// <param name="Text">The whole page.</param>
/// <param name="Blocks">Fenced blocks in order, and the heading above each.</param>
/// <param name="Spans">Inline code.</param>
/// <param name="Links">Targets of links and pictures.</param>
internal sealed partial record MarkdownPage(string Name, string Text, IReadOnlyList<FencedBlock> Blocks, IReadOnlyList<string> Spans, IReadOnlyList<string> Links)
{
    public static MarkdownPage Read(string path) => Parse(Repository.NameOf(path), File.ReadAllText(path));

    public static MarkdownPage Parse(string name, string text)
    {
        var blocks = new List<FencedBlock>();
        var prose = new List<string>();
        List<string>? block = null;
        string language = "", heading = "";
        foreach (string line in text.Split('\n').Select(line => line.TrimEnd()))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                if (block is null)
                    (block, language) = ([], line.Trim().TrimStart('`'));
                else
                {
                    blocks.Add(new FencedBlock(language, heading, block));
                    block = null;
                }
            }
            else if (block is not null)
                block.Add(line);
            else
            {
                prose.Add(line);
                if (line.StartsWith('#'))
                    heading = line.TrimStart('#').Trim();
            }
        }
        Assert.True(block is null, $"{name}: a fenced block is not closed.");
        string rest = string.Join('\n', prose);
        return new MarkdownPage(
            name,
            text,
            blocks,
            [.. Code().Matches(rest).Select(match => match.Groups["code"].Value.Trim())],
            [.. Link().Matches(Code().Replace(rest, "code")).Select(match => match.Groups["target"].Value)]);
    }

    [GeneratedRegex("(?<ticks>`+)(?<code>.+?)(?<!`)\\k<ticks>(?!`)")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)[^)]*\)")]
    private static partial Regex Link();
}
