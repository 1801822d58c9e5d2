namespace Rote.Tokenizers.Tests.Training;

public class TrainingFilesTests
{
    private static string Write(TemporaryFolder folder, string name, string text)
    {
        string path = Path.Combine(folder.Path, name);
        File.WriteAllBytes(path, System.Text.Encoding.UTF8.GetBytes(text));
        return path;
    }

    [Fact]
    public void Lines_keep_their_line_feeds_and_everything_else()
    {
        using var folder = new TemporaryFolder();
        string first = Write(folder, "first", "\uFEFFone\r\n\ntwo\rthree"), second = Write(folder, "second", "four\n"), empty = Write(folder, "empty", "");
        Assert.Equal(["\uFEFFone\r\n", "\n", "two\rthree", "four\n"], TrainingFiles.Lines(first, empty, second));
    }

    [Fact]
    public void Long_lines_are_read_whole()
    {
        using var folder = new TemporaryFolder();
        string[] lines = [new string('a', 200_000) + "\n", "é\n", string.Concat(Enumerable.Repeat("é😀", 100_000))];
        Assert.Equal(lines, TrainingFiles.Lines(Write(folder, "long", string.Concat(lines))));
    }

    [Fact]
    public void File_that_is_not_utf8_is_refused_and_named()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "latin");
        File.WriteAllBytes(path, [.. "one\ntwo "u8, 0xE9, .. "\n"u8]);
        var wrong = Assert.Throws<InvalidDataException>(() => TrainingFiles.Lines(path).ToList());
        Assert.Equal($"'{path}' must be UTF-8; on line 1 or soon after it there are bytes that are not. Convert the file.", wrong.Message);
        Assert.Throws<FileNotFoundException>(() => TrainingFiles.Lines(path + "s").ToList());
    }
}
