using CsCheck;
using Rote.Tokenizers.Tests.Encodings;
using Rote.Tokenizers.Tests.Goldens;

namespace Rote.Tokenizers.Tests.Properties;

/// <summary>Every way to encode gives the same tokens; pairs and windows are made of them.</summary>
[Trait("Category", "Golden")]
public class EncodingProperties
{
    public static TheoryData<string> Kinds() => TokenizerGoldens.Kinds();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Text_span_ids_and_count_agree(string kind)
    {
        var tokenizer = GoldenTokenizer.Of(kind);
        Gen.Select(GoldenTokenizer.Texts(tokenizer), Gen.Bool).Sample((text, special) =>
        {
            var encoding = tokenizer.Encode(text, special);
            Assert.Equal(encoding, tokenizer.Encode(text.AsSpan(), special));
            Assert.Equal(encoding.Ids, tokenizer.EncodeToIds(text, special));
            var ids = new List<int> { -1 };
            tokenizer.EncodeToIds(text, ids, special);
            Assert.Equal(encoding.Ids, ids.Skip(1));
            int[] room = new int[encoding.Ids.Count];
            Assert.True(tokenizer.TryEncodeToIds(text, room, out int count, special));
            Assert.Equal(encoding.Ids, room);
            Assert.Equal(count, tokenizer.CountTokens(text, special));
            Assert.Equal(count > 0, !tokenizer.TryEncodeToIds(text, room.AsSpan(0, Math.Max(0, count - 1)), out int needed, special));
            Assert.Equal(count, needed);
        }, iter: 150);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Batch_on_threads_is_its_texts_one_by_one(string kind)
    {
        var tokenizer = GoldenTokenizer.Of(kind);
        // Threads meet with a new tokenizer: nothing is kept yet.
        GoldenTokenizer.Texts(tokenizer).Array[1, 40].Sample(texts =>
        {
            Assert.Equal(texts.Select(text => tokenizer.Encode(text)), new Tokenizer(tokenizer.Pipeline).EncodeBatch(texts, parallel: new ParallelOptions { MaxDegreeOfParallelism = 4 }));
            (string, string)[] pairs = [.. texts.Zip(texts.Reverse())];
            Assert.Equal(pairs.Select(pair => tokenizer.Encode(pair.Item1, pair.Item2)), tokenizer.EncodeBatch(pairs));
        }, iter: 8);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Pair_is_its_texts_side_by_side(string kind)
    {
        var tokenizer = GoldenTokenizer.Of(kind);
        Gen.Select(GoldenTokenizer.Texts(tokenizer), GoldenTokenizer.Texts(tokenizer), Gen.Bool).Sample((text, other, special) =>
        {
            var pair = tokenizer.Encode(text, other, special);
            // What is white space at a token's ends is another matter for the second text.
            Same(tokenizer.Encode(text, addSpecialTokens: false), 0, withOffsets: true);
            Same(tokenizer.Encode(other, addSpecialTokens: false), 1, withOffsets: tokenizer.Pipeline.PostProcessor is null or PostProcessor.Template or PostProcessor.Bert);
            Assert.Equal(special ? tokenizer.CountTokens("") : 0, special ? tokenizer.Encode("").Ids.Count : pair.SpecialTokensMask.Sum());

            void Same(Encoding alone, int sequence, bool withOffsets)
            {
                int[] own = [.. Enumerable.Range(0, pair.Ids.Count).Where(at => pair.SpecialTokensMask[at] == 0 && pair.SequenceIds[at] == sequence)];
                Assert.Equal(alone.Ids, own.Select(at => pair.Ids[at]));
                Assert.Equal(alone.Tokens, own.Select(at => pair.Tokens[at]));
                Assert.Equal(alone.WordIds, own.Select(at => pair.WordIds[at]));
                if (withOffsets)
                    Assert.Equal(alone.Offsets, own.Select(at => pair.Offsets[at]));
            }
        }, iter: 150);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Windows_put_together_are_the_text(string kind)
    {
        var tokenizer = GoldenTokenizer.Of(kind);
        Gen.Select(GoldenTokenizer.Texts(tokenizer), Sample.Truncations).Sample((text, options) =>
        {
            var cutting = tokenizer.WithTruncation(options);
            if (Sample.TryEncode(() => cutting.Encode(text)) is not { } encoding)
                return;
            int[] whole = [.. tokenizer.Encode(text, addSpecialTokens: false).Ids];
            var windows = encoding.Overflowing.Prepend(encoding).Select(Own).ToList();
            Assert.Equal(encoding.Ids, cutting.EncodeToIds(text));
            Assert.Equal(tokenizer.CountTokens(text), cutting.CountTokens(text));
            if (windows.Count == 1)
            {
                Assert.Equal(whole, windows[0]);
                return;
            }
            Assert.All(encoding.Overflowing.Take(encoding.Overflowing.Count - 1).Prepend(encoding), window => Assert.Equal(options.MaxLength, window.Ids.Count));
            // Where special tokens leave no room, all that there is overflows; the stride then says nothing.
            int shared = windows[0].Length == 0 ? 0 : options.Stride;
            bool right = options.Direction == TokenSide.Right;
            var joined = windows.Aggregate(Array.Empty<int>(), (done, window) =>
                done.Length == 0 ? window : right ? [.. done, .. window.Skip(shared)] : [.. window.SkipLast(shared), .. done]);
            Assert.Equal(whole, joined);
        }, iter: 200);

        static int[] Own(Encoding window) => [.. window.Ids.Where((_, at) => window.SpecialTokensMask[at] == 0)];
    }
}
