using System.Text;
using CsCheck;
using Rote.Tokenizers.Tests.Goldens;

namespace Rote.Tokenizers.Tests.Properties;

/// <summary>
/// What decoding gives back. A vocabulary that has every byte, whether byte-level or as a fallback, gives the normalized text exactly. Any other spells, where no token is
/// unknown, the pieces that the model was given: all but white space, and what marks the ends and insides of words.
/// </summary>
[Trait("Category", "Golden")]
public class DecodingProperties
{
    private const string Mark = "▁";

    public static TheoryData<string> Kinds() => TokenizerGoldens.Kinds();

    // Without added tokens, which stand for themselves.
    private static Tokenizer Bare(string kind) => new(GoldenTokenizer.Of(kind).Pipeline with { AddedTokens = [], PostProcessor = null });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Vocabulary_of_all_bytes_gives_the_normalized_text_back(string kind)
    {
        var tokenizer = Bare(kind);
        if (!HasAllBytes(tokenizer.Pipeline))
            Assert.Skip("the vocabulary has not all bytes, or the pipeline leaves something out");
        GoldenTokenizer.PlainTexts().Where(SpellsNoByte).Sample(text => Assert.Equal(Expected(tokenizer.Pipeline, text), tokenizer.Decode(tokenizer.Encode(text).Ids)), iter: 400);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Known_tokens_spell_the_pieces(string kind)
    {
        var tokenizer = Bare(kind);
        int known = 0;
        var ids = Gen.Int[0, tokenizer.VocabularySize - 1].Array[0, 12];
        Gen.Select(ids, GoldenTokenizer.PlainTexts(2), Gen.Int[0, 3]).Sample((words, text, odd) =>
        {
            // Texts of tokens are mostly known.
            text = tokenizer.Decode(words) + (odd == 0 ? text : "");
            var encoding = tokenizer.Encode(text);
            if (encoding.UnknownIndices.Count > 0)
                return;
            Interlocked.Increment(ref known);
            Assert.Equal(Letters(tokenizer.Pipeline, Spelled(tokenizer.Pipeline, text)), Letters(tokenizer.Pipeline, tokenizer.Decode(encoding.Ids)));
        }, iter: 300);
        Assert.True(known > 30, $"only {known} texts of 300 were known.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Stream_is_the_whole_decoding(string kind)
    {
        var tokenizer = GoldenTokenizer.Of(kind);
        Gen.Select(GoldenTokenizer.Texts(tokenizer).Where(SpellsNoByte), Gen.Bool).Sample((text, skips) =>
        {
            var ids = tokenizer.Encode(text).Ids;
            var stream = tokenizer.CreateStreamingDecoder(skips);
            var shown = new StringBuilder();
            foreach (int id in ids)
            {
                string? chunk = stream.Push(id);
                Assert.True(chunk is null || (chunk.Length > 0 && LoneSurrogates.IndexOf(chunk) < 0));
                shown.Append(chunk);
            }
            Assert.Equal(tokenizer.Decode(ids, skips), shown.Append(stream.Flush()).ToString());
        }, iter: 150);
    }

    private static bool HasAllBytes(TokenizerPipeline pipeline)
    {
        bool falls = pipeline.Model is BpeModel { Options.ByteFallback: true } or UnigramModel { ByteFallback: true };
        var bytes = Enumerable.Range(0, 256).Select(value => falls ? $"<0x{value:X2}>" : ByteAlphabet.CharacterOf((byte)value).ToString());
        return (falls || (pipeline.Decoder is TokenDecoder.ByteLevel && pipeline.Model is BpeModel { Options.EndOfWordSuffix: null })) && bytes.All(token => pipeline.Model.TokenToId(token) is not null);
    }

    private static string Expected(TokenizerPipeline pipeline, string text)
    {
        text = Spelled(pipeline, text);
        if (pipeline.Decoder is TokenDecoder.ByteLevel)
            return text;
        text = text.Replace(Mark, " ", StringComparison.Ordinal);
        bool strips = pipeline.Decoder is TokenDecoder.Sequence sequence && sequence.Decoders.Any(decoder => decoder is TokenDecoder.Strip);
        return strips && text.StartsWith(' ') ? text[1..] : text;
    }

    // All pieces that the model is given.
    private static string Spelled(TokenizerPipeline pipeline, string text)
    {
        var whole = new Piece(new AlignedText(LoneSurrogates.Replace(text)));
        whole = pipeline.Normalizer?.Apply(whole) ?? whole;
        var pieces = new List<Piece>();
        if (whole.Length > 0 && pipeline.PreTokenizer is { } preTokenizer)
            preTokenizer.Apply(whole, pieces.Add);
        else
            pieces.Add(whole);
        string spelled = string.Concat(pieces.Select(piece => piece.Span.ToString()));
        return pipeline.Decoder is TokenDecoder.ByteLevel decoder ? decoder.Apply([spelled]).Single() : spelled;
    }

    // Pieces that spell a byte are pieces like others to Unigram, and bytes to the decoder, where they may spoil a character before them.
    private static bool SpellsNoByte(string text) => !text.Contains("<0x", StringComparison.Ordinal);

    private static string Letters(TokenizerPipeline pipeline, string text)
    {
        string marks = $"{Mark}#{(pipeline.Model as BpeModel)?.Options.EndOfWordSuffix}";
        return string.Concat(text.Where(unit => !char.IsWhiteSpace(unit) && !marks.Contains(unit)));
    }
}
