using System.IO.Compression;
using System.Text;
using Rote.Training.Data;

namespace Rote.Cli.Tests;

public sealed class PackedTexts : IDisposable
{
    private const int Signature = 2; // what is cut before it is no longer gzip

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_cut_is_refused()
    {
        string path = _folder.File("text.gz");
        byte[] whole = Pack(string.Concat(Enumerable.Range(0, 40).Select(i => $"line {i * i}\n")));
        for (int length = Signature; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            string told = Assert.Throws<InvalidDataException>(() => TextLines.Read(path)).Message;
            Assert.Equal($"'{path}' is a gzip file that is damaged or was cut off. Fetch it again.", told);
        }
        File.WriteAllBytes(path, whole);
        Assert.Equal(40, TextLines.Read(path).Count);
    }

    [Fact]
    public void Several_members_are_one_text()
    {
        string path = _folder.File("text.gz");
        File.WriteAllBytes(path, [.. Pack("a\nb"), .. Pack("c\r\n"), .. Pack(""), .. Pack("\nd")]);
        Assert.Equal(["a", "bc", "", "d"], TextLines.Read(path));
        File.WriteAllBytes(path, Pack(""));
        Assert.Equal($"'{path}' is empty; expected at least one line of text.", Assert.Throws<InvalidDataException>(() => TextLines.Read(path)).Message);
    }

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Optimal))
            packer.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
