using System.IO.Compression;
using System.IO.Pipes;
using System.Text;
using CsCheck;
using Rote.Training.Data;

namespace Rote.Training.Tests.Data;

public sealed class TextLinesTests : IDisposable
{
    private const int LongestLine = 1 << 20;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("one\ntwo\n", "one|two")]
    [InlineData("one\ntwo", "one|two")] // the last line needs no end
    [InlineData("one\r\ntwo\r\n", "one|two")]
    [InlineData("a\rb\nc\r", "a\rb|c\r")] // a lone \r is text
    [InlineData("a\r\r\nb", "a\r|b")]
    [InlineData("\n", "")]
    [InlineData("\n\n", "|")]
    [InlineData("a\n\nb", "a||b")]
    [InlineData("\uFEFFone\ntwo", "one|two")]
    [InlineData("one\n\uFEFFtwo", "one|\uFEFFtwo")] // only at the beginning it is a mark
    [InlineData("a\u2028b\u0085c\vd\n", "a\u2028b\u0085c\vd")]
    [InlineData("三月三日\n😀", "三月三日|😀")]
    public void Lines_end_at_line_feeds_only(string content, string expected)
    {
        Assert.Equal(expected.Split('|'), TextLines.Read(_folder.Write("text", content)));
        Assert.Equal(expected.Split('|'), TextLines.Read(_folder.Write("text.txt", Gzip(content))));
    }

    [Fact]
    public void Any_lines_come_back_plain_and_packed() => Gen.String[Gen.Char.Where(c => c is not ('\n' or '\r' or '\0') && !char.IsSurrogate(c)), 0, 30].Array[1, 40]
        .Where(lines => !lines[0].StartsWith('\uFEFF') && lines[^1].Length > 0)
        .Sample(lines =>
        {
            string text = string.Join("\n", lines);
            using var folder = new TemporaryFolder();
            return lines.SequenceEqual(TextLines.Read(folder.Write("plain", text))) && lines.SequenceEqual(TextLines.Read(folder.Write("packed", Gzip(text))));
        }, iter: 100, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Gzip_files_put_together_are_read_as_one() =>
        Assert.Equal(["one", "two", "three"], TextLines.Read(_folder.Write("text", [.. Gzip("one\ntw"), .. Gzip("o\nthree\n")])));

    [Fact]
    public void Gzip_file_cut_anywhere_is_refused()
    {
        byte[] whole = Gzip(string.Concat(Enumerable.Range(0, 300).Select(i => $"line {i * 7919 % 1000}\n")));
        for (int length = 2; length < whole.Length; length++)
            AssertDamaged(whole[..length]);
    }

    [Fact]
    public void Gzip_file_with_a_changed_byte_is_refused()
    {
        byte[] damaged = Gzip("a line of text\n");
        damaged[^10] ^= 0x20;
        AssertDamaged(damaged);
    }

    [Fact]
    public void Empty_file_is_refused()
    {
        foreach (byte[] content in new byte[][] { [], Gzip(""), [0xEF, 0xBB, 0xBF] })
        {
            string path = _folder.Write("text", content);
            Assert.Equal($"'{path}' is empty; expected at least one line of text.", Assert.Throws<InvalidDataException>(() => TextLines.Read(path)).Message);
        }
    }

    [Fact]
    public void Zero_byte_is_refused()
    {
        foreach (byte[] content in new[] { "one\nt\0wo"u8.ToArray(), Gzip("one\nt\0wo"), Gzip("one\ntwo\0") })
        {
            string path = _folder.Write("text", content);
            Assert.Equal($"'{path}' is not text: line 2 has a zero byte. Give plain text in UTF-8.", Assert.Throws<InvalidDataException>(() => TextLines.Read(path)).Message);
        }
    }

    [Fact]
    public void Wrong_UTF8_is_refused()
    {
        byte[][] wrong =
        [
            [0xFF], [0xC3], [0xE2, 0x82], [0xC0, 0xAF], [0xED, 0xA0, 0x80],
            [0xEF, 0xBB, 0xBF, (byte)'a', 0xFF], // behind a mark
            [0xFF, 0xFE, (byte)'a', 0, (byte)'\n', 0], // UTF-16, marked as such
        ];
        foreach (byte[] content in wrong)
        {
            string path = _folder.Write("text", content);
            Assert.Equal(
                $"'{path}' is not text in UTF-8 (line 1 or soon after). Convert it, for example with iconv -t UTF-8.",
                Assert.Throws<InvalidDataException>(() => TextLines.Read(path)).Message);
        }
    }

    [Fact]
    public void Message_counts_the_lines_before_wrong_UTF8()
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("0123456789012345678901234567890\n", 1000))), 0xFF];
        string path = _folder.Write("text", content);
        Assert.Equal(
            $"'{path}' is not text in UTF-8 (line 993 or soon after). Convert it, for example with iconv -t UTF-8.",
            Assert.Throws<InvalidDataException>(() => TextLines.Read(path)).Message);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("")]
    public void Longest_line_is_read_and_a_longer_one_refused(string end)
    {
        string longest = new('x', LongestLine);
        Assert.Equal(["short", longest], TextLines.Read(_folder.Write("text", $"short\n{longest}{end}")));
        string path = _folder.Write("text", $"short\n{longest}x{end}");
        Assert.Equal(
            $"'{path}' has a line of over {LongestLine} characters (line 2); expected one sentence a line.",
            Assert.Throws<InvalidDataException>(() => TextLines.Read(path)).Message);
    }

    [Fact]
    public void What_is_no_file_is_refused()
    {
        Assert.Equal($"'{_folder.Path}' is a folder; expected a text file. Name the file itself.", Assert.Throws<InvalidDataException>(() => TextLines.Read(_folder.Path)).Message);
        string missing = _folder.File("missing");
        var exception = Assert.Throws<FileNotFoundException>(() => TextLines.Read(missing));
        Assert.Equal($"'{missing}' does not exist; expected a text file, plain or gzip.", exception.Message);
        Assert.Equal(missing, exception.FileName);
        Assert.Throws<ArgumentException>(() => TextLines.Read(" "));
    }

    [Fact]
    public void Pipe_is_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux names a pipe of this process as a file.");
        foreach (byte[] content in new[] { "one\ntwo"u8.ToArray(), Gzip("one\ntwo") })
        {
            using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
            string path = $"/proc/self/fd/{pipe.GetClientHandleAsString()}";
            pipe.Write(content);
            pipe.SafePipeHandle.Dispose(); // closes the end that writes
            Assert.Equal(["one", "two"], TextLines.Read(path));
        }
    }

    internal static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal))
            stream.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private void AssertDamaged(byte[] content)
    {
        string path = _folder.Write("text.gz", content);
        Assert.Equal($"'{path}' is a gzip file that is damaged or was cut off. Fetch it again.", Assert.Throws<InvalidDataException>(() => TextLines.Read(path)).Message);
    }
}
