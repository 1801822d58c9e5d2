namespace Rote.Tokenizers.Tests.Goldens;

/// <summary>Streams of ids: after each id the text that the reference shows, and at the end the whole.</summary>
[Trait("Category", "Golden")]
public class StreamGoldens
{
    [Theory]
    [MemberData(nameof(TokenizerGoldens.Kinds), MemberType = typeof(TokenizerGoldens))]
    public void Streams_are_decoded_as_the_reference_does(string kind)
    {
        var tokenizer = TokenizerGoldens.Load(kind);
        var entries = Directory.GetFiles(Path.Combine(Reference.Folder, kind), "*stream.json.gz").SelectMany(file => Reference.Read(file).EnumerateArray()).ToList();
        Assert.NotEmpty(entries);
        foreach (var entry in entries)
        {
            bool skip = entry.GetProperty("skip_special_tokens").GetBoolean();
            int[] ids = Reference.Numbers(entry.GetProperty("ids"));
            List<string?> expected = [.. entry.GetProperty("chunks").EnumerateArray().Select(chunk => chunk.GetString())];
            // The reference stops where it fails; there is nothing to compare after that.
            Assert.True(expected.Count == ids.Length || entry.TryGetProperty("error", out _));
            var decoder = tokenizer.CreateStreamingDecoder(skip);
            List<string?> actual = [.. ids.Select(decoder.Push)];
            Assert.Equal(expected, actual[..expected.Count]);
            if (expected.Count == ids.Length)
                Assert.Equal(tokenizer.Decode(ids, skip), string.Concat(actual) + decoder.Flush());
        }
    }
}
