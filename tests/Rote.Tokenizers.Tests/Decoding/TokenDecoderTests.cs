using System.Text;
using System.Text.Json;
using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers.Tests.Decoding;

public class TokenDecoderTests
{
    private static string Decode(TokenDecoder decoder, params string[] tokens) => string.Concat(decoder.Apply(tokens));

    [Fact]
    public void Every_decoder_survives_the_file()
    {
        var pattern = new SplitPattern.Literal("\"_\"");
        TokenDecoder[] decoders =
        [
            new TokenDecoder.Fuse(), new TokenDecoder.ByteFallback(), new TokenDecoder.EndOfWord("@"), new TokenDecoder.Replace(pattern, " "), new TokenDecoder.Sequence([]),
            new TokenDecoder.Replace(new SplitPattern.EveryCharacter(), "é"), new TokenDecoder.Strip(new Rune(0x1F600), 3, 4),
            new TokenDecoder.Ctc("p", "w", Cleanup: false), new TokenDecoder.Ctc(), new TokenDecoder.WordPiece("", Cleanup: false), new TokenDecoder.WordPiece(),
            new TokenDecoder.ByteLevel(AddPrefixSpace: false, TrimOffsets: true, UseRegex: false), new TokenDecoder.ByteLevel(AddPrefixSpace: true, TrimOffsets: false),
            .. Enum.GetValues<PrependScheme>().Select(scheme => new TokenDecoder.Metaspace(new Rune('_'), scheme, Split: scheme == PrependScheme.First)),
        ];
        var all = new TokenDecoder.Sequence([.. decoders, new TokenDecoder.Sequence(decoders)]);
        Assert.Equal(all, Read(Write(all)));
    }

    [Fact]
    public void Older_files_say_less()
    {
        Assert.Equal(new TokenDecoder.ByteLevel(), Read("{\"type\":\"ByteLevel\",\"add_prefix_space\":true,\"trim_offsets\":true}"));
        Assert.Equal(new TokenDecoder.Metaspace(new Rune('_')), Read("{\"type\":\"Metaspace\",\"replacement\":\"_\",\"str_rep\":\"_\",\"add_prefix_space\":true}"));
        Assert.Equal(new TokenDecoder.Metaspace(new Rune('_'), PrependScheme.Never), Read("{\"type\":\"Metaspace\",\"replacement\":\"_\",\"add_prefix_space\":false}"));
    }

    [Fact]
    public void Strip_fails_on_tokens_that_are_too_short_for_both_ends()
    {
        var strip = new TokenDecoder.Strip(new Rune('a'), 2, 1);
        Assert.Equal("ba", Decode(strip, "aabaa"));
        Assert.Equal("", Decode(strip, "aaa"));
        foreach (string token in new[] { "", "a", "aa" })
        {
            Assert.Equal(
                $"The decoder Strip cuts up to 2 'a' off a token's start and up to 1 off its end; the token '{token}' is too short for both. Strip after Fuse, or strip less.",
                Assert.Throws<InvalidOperationException>(() => Decode(strip, token)).Message);
        }
        Assert.Equal("|", Decode(new TokenDecoder.Strip(new Rune(0x1F600), 5, 0), "😀", "", "😀😀|"));
    }

    [Fact]
    public void Empty_marks_lie_between_all_characters()
    {
        Assert.Equal(" 😀 b c", Decode(new TokenDecoder.EndOfWord(""), "😀b", "c"));
        Assert.Equal("-a-", Decode(new TokenDecoder.Replace(new SplitPattern.Literal(""), "-"), "a"));
        Assert.Equal(" a  b ", Decode(new TokenDecoder.Ctc("", ""), "a", "a", "b"));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_replaced_one_by_one_or_as_decoders_of_utf8_do()
    {
        Assert.Equal("\uFFFD\uFFFD\uFFFDx", Decode(new TokenDecoder.ByteFallback(), "<0xF0>", "<0x9F>", "<0x98>", "x"));
        Assert.Equal("\uFFFDx", Decode(new TokenDecoder.ByteLevel(), string.Concat(new byte[] { 0xF0, 0x9F, 0x98 }.Select(ByteAlphabet.CharacterOf)), "x"));
        Assert.Equal("<0x 1><0x1>", Decode(new TokenDecoder.ByteFallback(), "<0x 1>", "<0x1>"));
    }

    [Fact]
    public void Every_byte_has_a_character_of_its_own()
    {
        for (int value = 0; value < 256; value++)
        {
            Assert.True(ByteAlphabet.TryGetByte(ByteAlphabet.CharacterOf((byte)value), out byte found));
            Assert.Equal(value, found);
        }
        Assert.Equal("!~¡ÿĀĠŃ", string.Concat(new byte[] { 0x21, 0x7E, 0xA1, 0xFF, 0, 0x20, 0xAD }.Select(ByteAlphabet.CharacterOf)));
        Assert.Equal(256, Enumerable.Range(0, 0x10000).Count(unit => ByteAlphabet.TryGetByte((char)unit, out _)));
    }

    private static string Write(TokenDecoder decoder)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            DecoderJson.Write(json, decoder);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static TokenDecoder Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        return DecoderJson.Read(new JsonPart(json.RootElement, "decoder", wrong => new InvalidDataException(wrong)));
    }
}
