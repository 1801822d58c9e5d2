using System.IO.Compression;
using Rote.Training.Data;

namespace Rote.Training.Tests.Data;

public sealed class TextFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Line_ends_stay_and_a_byte_order_mark_goes()
    {
        Assert.Equal("a\r\nb\rc\n", TextFile.Read(_folder.Write("text", "a\r\nb\rc\n")));
        Assert.Equal("é\n", TextFile.Read(_folder.Write("text", [0xEF, 0xBB, 0xBF, 0xC3, 0xA9, 0x0A])));
        Assert.Equal("é\n", TextFile.Read(_folder.Write("text", Packed([0xC3, 0xA9, 0x0A]))));
    }

    [Fact]
    public void Limit_is_one_of_bytes_unpacked()
    {
        byte[] ten = [.. Enumerable.Repeat((byte)'a', 10)];
        foreach (byte[] content in new[] { ten, Packed(ten) })
        {
            string path = _folder.Write("text", content);
            Assert.Equal("aaaaaaaaaa", TextFile.Read(path, limit: 10));
            Assert.Equal($"'{path}' holds more than 9 bytes of text. Split it, or raise `limit`.", Refused(path, 9));
        }
    }

    // Sixty-four million times the same byte take 64 kB: they must not take 64 MB before they are refused.
    [Fact]
    public void Small_file_that_unpacks_to_a_large_one_is_not_unpacked()
    {
        string path = _folder.Write("text", Packed(new byte[1 << 26]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal($"'{path}' holds more than 1000 bytes of text. Split it, or raise `limit`.", Refused(path, 1000));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void What_is_no_text_is_refused()
    {
        string path = _folder.Write("text", [(byte)'a', 0xFF, (byte)'b']);
        Assert.Equal($"'{path}' is not text in UTF-8 (byte 1). Convert it, for example with iconv -t UTF-8.", Refused(path));
        foreach (byte[] nothing in new byte[][] { [], [0xEF, 0xBB, 0xBF] })
            Assert.Equal($"'{path}' is empty; expected text.", Refused(_folder.Write("text", nothing)));
        _folder.Write("text", Packed([1, 2, 3])[..^4]);
        Assert.Equal($"'{path}' is a gzip file that is damaged or was cut off. Fetch it again.", Refused(path));
        Assert.Equal($"'{_folder.Path}' is a folder; expected a text file. Name the file itself.", Refused(_folder.Path));
        string missing = _folder.File("missing");
        Assert.Equal($"'{missing}' does not exist; expected a text file, plain or gzip.", Assert.Throws<FileNotFoundException>(() => TextFile.Read(missing)).Message);
    }

    private static string Refused(string path, int limit = TextFile.DefaultLimit) => Assert.Throws<InvalidDataException>(() => TextFile.Read(path, limit)).Message;

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.SmallestSize))
            packer.Write(bytes);
        return packed.ToArray();
    }
}
