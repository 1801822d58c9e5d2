using Rote.Training.Runs;

namespace Rote.Training.Tests.Runs;

public sealed class MetricsLogTests : IDisposable
{
    private static readonly MetricsEntry[] Entries =
    [
        new() { Step = 1, Loss = 3.25, LearningRate = 1e-3, GradientNorm = 0.1 + 0.2, TokensPerSecond = 1234.5 },
        new() { Step = 2, Loss = 2.5 },
        new() { Step = 2, ValidationLoss = double.PositiveInfinity, ValidationExactMatch = 0 },
        new() { Step = 3, Loss = double.NaN },
    ];

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("metrics.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_written_is_read_bit_for_bit()
    {
        WriteAll();
        Assert.Equal(Entries, MetricsLog.Read(Path));
        Assert.Equal("""{"step":2,"validationLoss":"Infinity","validationExactMatch":0}""", File.ReadAllLines(Path)[2]);
        Assert.DoesNotContain('\r', File.ReadAllText(Path));
    }

    [Fact]
    public void Flushed_lines_are_on_the_disk()
    {
        using var log = new MetricsLog(Path, 0);
        log.Write(Entries[0]);
        log.Flush();
        Assert.Equal(Entries[..1], MetricsLog.Read(Path));
    }

    [Fact]
    public void Last_line_cut_anywhere_is_left_out()
    {
        WriteAll();
        byte[] whole = File.ReadAllBytes(Path);
        int last = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;
        for (int length = last; length < whole.Length - 1; length++)
        {
            File.WriteAllBytes(Path, whole[..length]);
            Assert.Equal(Entries[..3], MetricsLog.Read(Path));
        }
        File.WriteAllBytes(Path, [.. whole[..last], 0, 0, 0]); // what a crash of the system may leave
        Assert.Equal(Entries[..3], MetricsLog.Read(Path));
    }

    [Theory]
    [InlineData("""{"step":2,"lo""")]
    [InlineData("null")]
    [InlineData("{}")] // no step
    [InlineData("")]
    public void Damage_before_the_last_line_is_said(string line)
    {
        File.WriteAllText(Path, $"{{\"step\":1}}\n{line}\n{{\"step\":3}}\n");
        Assert.Equal(
            $"'{Path}' is damaged: line 2 is not a measurement. Remove the line, or the file where its measurements do not matter.",
            Assert.Throws<InvalidDataException>(() => MetricsLog.Read(Path)).Message);
    }

    [Fact]
    public void Resumed_log_drops_later_lines_and_goes_on()
    {
        WriteAll();
        File.AppendAllText(Path, "{\"step\":4,\"lo");
        var other = new MetricsEntry { Step = 3, Loss = 1 };
        using (var log = new MetricsLog(Path, 2))
            log.Write(other);
        Assert.Equal([.. Entries[..3], other], MetricsLog.Read(Path));
    }

    [Fact]
    public void New_log_starts_anew()
    {
        WriteAll();
        new MetricsLog(Path, 0).Dispose();
        Assert.Empty(MetricsLog.Read(Path));
        new MetricsLog(_folder.File("another"), 5).Dispose(); // nothing to keep
        Assert.Empty(MetricsLog.Read(_folder.File("another")));
    }

    [Fact]
    public void Missing_file_is_said() => Assert.Throws<FileNotFoundException>(() => MetricsLog.Read(Path));

    private void WriteAll()
    {
        using var log = new MetricsLog(Path, 0);
        foreach (var entry in Entries)
            log.Write(entry);
    }
}
