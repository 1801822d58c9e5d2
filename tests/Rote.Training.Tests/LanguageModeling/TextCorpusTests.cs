using System.IO.Compression;
using System.Text;
using Rote.Testing;
using Rote.Training.LanguageModeling;
using Rote.Training.Stories;

namespace Rote.Training.Tests.LanguageModeling;

public sealed class TextCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_folder_or_a_file_in_it_the_stories_are_taken_and_the_name_says_so()
    {
        foreach (string? folder in new[] { null, _folder.Path, _folder.File("missing") })
            Assert.Equal(new TextCorpus("built-in stories", StoryCorpus.Text()), TextCorpus.Find(folder));
    }

    [Fact]
    public void File_is_taken_as_it_stands_packed_or_plain()
    {
        _folder.Write("tinyshakespeare.txt", "plain\n");
        Assert.Equal(new TextCorpus("tiny Shakespeare", "plain\n"), TextCorpus.Find(_folder.Path));
        _folder.Write("tinyshakespeare.txt.gz", Packed("packed\r\n"));
        Assert.Equal(new TextCorpus("tiny Shakespeare", "packed\r\n"), TextCorpus.Find(_folder.Path));
    }

    [Fact]
    public void Text_that_cannot_be_tiny_shakespeare_is_refused()
    {
        string path = _folder.Write("tinyshakespeare.txt.gz", Packed(new string('a', (4 << 20) + 1)));
        Assert.Equal($"'{path}' holds more than 4194304 bytes of text. Split it, or raise `limit`.", Assert.Throws<InvalidDataException>(() => TextCorpus.Find(_folder.Path)).Message);
    }

    [Fact]
    public void Tiny_shakespeare_is_what_it_is_known_to_be()
    {
        DataFolder.Require("tinyshakespeare.txt.gz");
        var corpus = TextCorpus.Find(DataFolder.Root);
        Assert.Equal("tiny Shakespeare", corpus.Name);
        Assert.Equal((1_115_394, 65), (corpus.Text.Length, corpus.Text.Distinct().Count()));
        Assert.StartsWith("First Citizen:\n", corpus.Text, StringComparison.Ordinal);
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Fastest))
            packer.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
