using Rote.Training.Data;

namespace Rote.Training.Tests.Data;

public sealed class ParallelTextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Line_n_goes_with_line_n_and_empty_lines_stay()
    {
        string source = _folder.Write("source", "eins\n\ndrei\n"), target = _folder.Write("target", TextLinesTests.Gzip("one\ntwo\n\n"));
        Assert.Equal([new TextPair("eins", "one"), new TextPair("", "two"), new TextPair("drei", "")], ParallelText.Read(source, target));
    }

    [Fact]
    public void Lone_carriage_return_does_not_take_lines_apart()
    {
        string source = _folder.Write("source", "a\rb\nc\n"), target = _folder.Write("target", "1\n2\n");
        Assert.Equal([new TextPair("a\rb", "1"), new TextPair("c", "2")], ParallelText.Read(source, target));
    }

    [Fact]
    public void Files_that_are_not_aligned_are_refused()
    {
        string source = _folder.Write("source", "a\nb\nc\n"), target = _folder.Write("target", "1\n2");
        Assert.Equal(
            $"'{source}' has 3 lines and '{target}' has 2; line-aligned text needs as many in both. Align the files first.",
            Assert.Throws<InvalidDataException>(() => ParallelText.Read(source, target)).Message);
    }
}
