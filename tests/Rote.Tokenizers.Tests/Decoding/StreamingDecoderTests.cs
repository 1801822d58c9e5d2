using System.Text;
using CsCheck;

namespace Rote.Tokenizers.Tests.Decoding;

public class StreamingDecoderTests
{
    private static readonly TokenDecoder SentencePiece = new TokenDecoder.Sequence(
        [new TokenDecoder.Replace(new SplitPattern.Literal("▁"), " "), new TokenDecoder.ByteFallback(), new TokenDecoder.Fuse(), new TokenDecoder.Strip(new Rune(' '), 1, 0)]);

    private static readonly TokenDecoder Metaspace = new TokenDecoder.Metaspace(new Rune('▁'));

    // Ids are places among the tokens; the last is the unknown token and special.
    private static Tokenizer With(TokenDecoder? decoder, params string[] tokens) => new(new TokenizerPipeline
    {
        Model = new WordLevelModel([.. tokens.Append("<unk>").Select((token, id) => KeyValuePair.Create(token, id))], "<unk>"),
        Decoder = decoder,
        AddedTokens = [new AddedToken(tokens.Length, "<unk>")],
    });

    private static List<string?> Chunks(Tokenizer tokenizer, params string[] tokens)
    {
        var decoder = tokenizer.CreateStreamingDecoder();
        return [.. tokens.Select(token => decoder.Push(tokenizer.TokenToId(token)!.Value)), decoder.Flush()];
    }

    private static string Bytes(params byte[] bytes) => string.Concat(bytes.Select(ByteAlphabet.CharacterOf));

    private static readonly Tokenizer ByteLevel = With(new TokenDecoder.ByteLevel(), [.. Enumerable.Range(0, 256).Select(value => Bytes((byte)value))]);

    private static readonly Tokenizer ByteFallback = With(SentencePiece, ["▁", "▁a", "a", "", "\uFFFD", .. Enumerable.Range(0, 256).Select(value => $"<0x{value:X2}>")]);

    [Fact]
    public void Characters_are_shown_when_they_are_whole()
    {
        Assert.Equal(["h", null, "é", null, null, null, "😀", null], Chunks(ByteLevel, [.. Encoding("hé😀")]));
        Assert.Equal(["a", " a", null, "é", " ", " a", null], Chunks(ByteFallback, "▁a", "▁a", "<0xC3>", "<0xA9>", "▁", "▁a"));
        Assert.Equal([null, "\uFFFD"], Chunks(ByteLevel, [.. Encoding("é")[..1]]));
        Assert.Equal([null, "\uFFFDa", null, null, "\uFFFD\uFFFD"], Chunks(ByteFallback, "<0xC3>", "a", "<0xE4>", "<0xBD>"));
    }

    [Fact]
    public void Ids_that_add_nothing_show_nothing()
    {
        var decoder = ByteFallback.CreateStreamingDecoder();
        Assert.All(new[] { -1, 261, 1_000_000 }, id => Assert.Null(decoder.Push(id)));
        Assert.Null(decoder.Flush());
        Assert.Equal("<unk>", ByteFallback.CreateStreamingDecoder(skipSpecialTokens: false).Push(261));
        Assert.Equal(["a", null, null, " a", null], Chunks(ByteFallback, "▁a", "", "<unk>", "▁a"));
    }

    [Fact]
    public void Decoder_can_be_used_again_after_the_end()
    {
        var decoder = ByteFallback.CreateStreamingDecoder();
        foreach (string _ in new[] { "first", "second" })
        {
            Assert.Equal("a", decoder.Push(1));
            Assert.Equal(" a", decoder.Push(1));
            Assert.Null(decoder.Push(5 + 0xC3));
            Assert.Equal("\uFFFD", decoder.Flush());
        }
    }

    [Fact]
    public void Bytes_that_spoil_a_character_that_was_shown_are_decoded_by_themselves() =>
        Assert.Equal([null, "é", null, null, "\uFFFD\uFFFDa", null], Chunks(ByteFallback, "<0xC3>", "<0xA9>", "<0xC3>", "<0xC3>", "a"));

    [Fact]
    public void Words_are_joined_as_their_vocabulary_says()
    {
        Assert.Equal(["a", " b", "c", ".", "##", null], Chunks(With(new TokenDecoder.WordPiece(), "a", "b", "##c", ".", "####"), "a", "b", "##c", ".", "####"));
        Assert.Equal(["a", " b", " ", " b", null], Chunks(With(new TokenDecoder.EndOfWord(), "a</w>", "b</w>", "</w>"), "a</w>", "b</w>", "</w>", "b</w>"));
        Assert.Equal(["a", " ", " ", "  b", null], Chunks(With(Metaspace, "▁a", "▁", "▁▁b"), "▁a", "▁", "▁", "▁▁b"));
        Assert.Equal([null, "a", null, null, "b", " ", null], Chunks(With(new TokenDecoder.Ctc(), "<pad>", "a", "b", "|"), "<pad>", "a", "a", "<pad>", "b", "|"));
        Assert.Equal(["a", " b", null], Chunks(With(null, "a", "b"), "a", "b"));
    }

    [Fact]
    public void Stream_is_the_whole_decoding_whatever_the_ids() => Gen.Int[0, 256].Array[0, 300].Sample(ids =>
    {
        var decoder = ByteLevel.CreateStreamingDecoder();
        var text = new StringBuilder();
        foreach (int id in ids)
            text.Append(decoder.Push(id));
        Assert.Equal(ByteLevel.Decode(ids), text.Append(decoder.Flush()).ToString());
    }, iter: 300);

    [Fact]
    public void Nothing_shown_ends_in_half_a_character() => Gen.String.Where(text => LoneSurrogates.IndexOf(text) < 0).Sample(text =>
    {
        var decoder = ByteLevel.CreateStreamingDecoder();
        string?[] chunks = [.. Encoding(text).Select(token => decoder.Push(ByteLevel.TokenToId(token)!.Value))];
        Assert.Equal(text, string.Concat(chunks) + decoder.Flush());
        Assert.All(chunks, chunk => Assert.False(chunk is not null && (LoneSurrogates.IndexOf(chunk) >= 0 || (chunk.Contains('\uFFFD') && !text.Contains('\uFFFD')))));
    }, iter: 300);

    [Fact]
    public void Waiting_is_bounded_and_loses_nothing()
    {
        foreach (var (tokenizer, hostile, after) in new[]
        {
            (ByteLevel, Bytes(0x80), Bytes((byte)'a')), (ByteFallback, "<0x80>", "a"), (ByteFallback, "\uFFFD", "a"), (ByteFallback, "", "a"), (ByteFallback, "▁", "a"),
            (With(Metaspace, "▁", "", "a"), "", "a"), (With(new TokenDecoder.WordPiece(), "##", "b"), "##", "b"), (With(new TokenDecoder.Ctc(), "<pad>", "a"), "<pad>", "a"),
        })
        {
            string[] tokens = [after, .. Enumerable.Repeat(hostile, 20_000), after];
            var chunks = Chunks(tokenizer, tokens);
            Assert.Equal(tokenizer.Decode([.. tokens.Select(token => tokenizer.TokenToId(token)!.Value)]), string.Concat(chunks));
            Assert.All(chunks, chunk => Assert.InRange(chunk?.Length ?? 0, 0, 200));
        }
    }

    private static string[] Encoding(string text) => [.. System.Text.Encoding.UTF8.GetBytes(text).Select(value => Bytes(value))];
}
