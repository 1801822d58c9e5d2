using Rote.Lab.Plots;
using Rote.Lab.Reports;
using Rote.Lab.Runs;

namespace Rote.Lab.Tests.Reports;

public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Page_has_claims_numbers_verdict_and_facts_in_both_languages()
    {
        string page = File.ReadAllText(MarkdownReport.Write(Report()));
        Assert.Contains("# 99. Is b > a?", page, StringComparison.Ordinal);
        Assert.Contains("**Verdict: holds**", page, StringComparison.Ordinal);
        Assert.Contains(@"| a | b is more than a \| always | by 1 | **holds**: value (pieces), b − a: 2 [1, 3] (needed: ≥ 1, every seed > 0) |", page, StringComparison.Ordinal);
        Assert.Contains("| b | 4 [2, 6] |", page, StringComparison.Ordinal);
        Assert.Contains("- command: rote lab 99", page, StringComparison.Ordinal);
        Assert.Contains("- seeds: 1, 2, 3", page, StringComparison.Ordinal);
        Assert.Contains("- data: nothing", page, StringComparison.Ordinal);
        Assert.Contains("**结论: 成立**", page, StringComparison.Ordinal);
        Assert.Contains("| a | b 总比 a 大 | 至少 1 | **成立**", page, StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(_folder.File("99-quick.png"))[..4]);
        Assert.Contains("<svg", File.ReadAllText(_folder.File("99-quick.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_report_needs_nothing_else_and_escapes_texts()
    {
        string page = HtmlReport.Text([Report()], Language.Chinese);
        Assert.Contains("<body class=\"zh\">", page, StringComparison.Ordinal);
        Assert.Contains("It &lt;is&gt;.", page, StringComparison.Ordinal);
        Assert.Contains("data:image/png;base64,", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"9", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_that_are_not_finished_are_left_out()
    {
        var experiment = TinyExperiment.With(trial =>
        {
            if (trial is { Seed: 3, Part: "b" })
                throw new OperationCanceledException();
        });
        Assert.Throws<OperationCanceledException>(() => new LabRunner().Run(experiment, new LabOptions { Output = _folder.Path }, token: TestContext.Current.CancellationToken));
        var report = LabReport.Find(experiment, _folder.Path)!;
        Assert.Equal([1, 2], report.Seeds);
        Assert.Equal([1.0, 2], report.Results.Of("a", "value"));
        Assert.Null(LabReport.Find(experiment, _folder.Path, Extent.Full));
        Assert.Null(LabReport.Find(experiment with { Version = 2 }, _folder.Path));
    }

    [Fact]
    public void Panels_stand_beside_each_other()
    {
        using var bitmap = SkiaSharp.SKBitmap.Decode(FigureFiles.Png(Report().Figure, Language.English));
        int third = bitmap.Width / 3;
        for (int panel = 0; panel < 3; panel++)
        {
            var colours = new HashSet<SkiaSharp.SKColor>();
            for (int x = panel * third; x < (panel + 1) * third; x += 3)
            {
                for (int y = 0; y < bitmap.Height; y += 3)
                    colours.Add(bitmap.GetPixel(x, y));
            }
            Assert.Contains(SkiaSharp.SKColors.White, colours);
            Assert.True(colours.Count > 5, $"panel {panel} has {colours.Count} colours");
        }
    }

    private LabReport Report()
    {
        var experiment = TinyExperiment.With();
        return new(experiment, new LabRunner().Run(experiment, new LabOptions { Output = _folder.Path, Command = "rote lab 99" }, token: TestContext.Current.CancellationToken));
    }
}
