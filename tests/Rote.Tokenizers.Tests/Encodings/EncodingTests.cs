using CsCheck;

namespace Rote.Tokenizers.Tests.Encodings;

public class EncodingTests
{
    private static readonly Tokenizer Words = Sample.Words;

    [Fact]
    public void Pair_has_segments_masks_words_and_texts()
    {
        var encoding = Words.Encode("A <m> x", "b");
        Assert.Equal([1, 3, 8, 0, 2, 4, 2], encoding.Ids);
        Assert.Equal(["[C]", "a", " <m>", "?", "[S]", "b", "[S]"], encoding.Tokens);
        Assert.Equal([(0, 0), (0, 1), (1, 4), (6, 1), (0, 0), (0, 1), (0, 0)], encoding.Offsets);
        Assert.Equal([0, 0, 0, 0, 0, 1, 1], encoding.TypeIds);
        Assert.Equal([1, 1, 1, 1, 1, 1, 1], encoding.AttentionMask);
        Assert.Equal([1, 0, 0, 0, 1, 0, 1], encoding.SpecialTokensMask);
        Assert.Equal([null, 0, 1, 2, null, 0, null], encoding.WordIds);
        Assert.Equal([null, 0, 0, 0, null, 1, null], encoding.SequenceIds);
        Assert.Equal([3], encoding.UnknownIndices);
        Assert.Empty(encoding.Overflowing);
    }

    [Fact]
    public void Unknown_pieces_of_a_pair_come_from_both_texts()
    {
        var encoding = Words.Encode("x a", "Y x");
        Assert.Equal(["x", "Y"], encoding.UnknownPieces("x a", "Y x"));
        var wrong = Assert.Throws<ArgumentException>(() => encoding.UnknownPieces("x a"));
        Assert.Equal("`pair` must be the text that was encoded; it has 0 UTF-16 units, and token 4 ends at 1. (Parameter 'pair')", wrong.Message);
    }

    [Fact]
    public void Words_given_one_by_one_are_numbered_and_have_their_own_places()
    {
        var encoding = Words.EncodeWords(["a-B", "", " c"], ["D"]);
        Assert.Equal(["[C]", "a", "?", "b", "c", "[S]", "d", "[S]"], encoding.Tokens);
        Assert.Equal([null, 0, 0, 0, 2, null, 0, null], encoding.WordIds);
        Assert.Equal([(0, 0), (0, 1), (1, 1), (2, 1), (1, 1), (0, 0), (0, 1), (0, 0)], encoding.Offsets);
        Assert.Equal(encoding.Offsets, encoding.OffsetsIn(OffsetUnit.Utf8Bytes, ["a-B", "", " c"], ["D"]));
    }

    [Fact]
    public void Offsets_in_another_unit_need_the_text()
    {
        var encoding = Words.Encode("a 😀 b", addSpecialTokens: false);
        Assert.Equal([(0, 1), (2, 2), (5, 1)], encoding.OffsetsIn(OffsetUnit.Utf16, "a 😀 b"));
        Assert.Equal([(0, 1), (2, 1), (4, 1)], encoding.OffsetsIn(OffsetUnit.CodePoints, "a 😀 b"));
        Assert.Equal([(0, 1), (2, 4), (7, 1)], encoding.OffsetsIn(OffsetUnit.Utf8Bytes, "a 😀 b"));
        var wrong = Assert.Throws<ArgumentException>(() => encoding.OffsetsIn(OffsetUnit.CodePoints, "a"));
        Assert.Equal("The text must be the one that was encoded; it has 1 UTF-16 units, and a token ends at 4.", wrong.Message);
        wrong = Assert.Throws<ArgumentException>(() => Words.EncodeWords(["a", "b"]).OffsetsIn(OffsetUnit.CodePoints, ["a"]));
        Assert.Equal("`words` must be the words that were encoded; there are 1, and a token is of word 1. (Parameter 'words')", wrong.Message);
    }

    [Fact]
    public void Offsets_count_what_lies_before() => Gen.Select(Sample.Texts, Sample.Texts).Sample((text, pair) =>
    {
        var encoding = Words.Encode(text, pair);
        var points = encoding.OffsetsIn(OffsetUnit.CodePoints, text, pair);
        var bytes = encoding.OffsetsIn(OffsetUnit.Utf8Bytes, text, pair);
        for (int i = 0; i < encoding.Ids.Count; i++)
        {
            var (start, length) = encoding.Offsets[i];
            string whole = LoneSurrogates.Replace(encoding.SequenceIds[i] == 1 ? pair : text), before = whole[..start], token = whole.Substring(start, length);
            Assert.Equal((before.EnumerateRunes().Count(), token.EnumerateRunes().Count()), points[i]);
            Assert.Equal((System.Text.Encoding.UTF8.GetByteCount(before), System.Text.Encoding.UTF8.GetByteCount(token)), bytes[i]);
        }
    }, iter: 1000);

    [Fact]
    public void Pair_is_its_texts_one_after_the_other() => Gen.Select(Sample.Texts, Sample.Texts).Sample((text, pair) =>
    {
        Encoding first = Words.Encode(text, addSpecialTokens: false), second = Words.Encode(pair, addSpecialTokens: false), both = Words.Encode(text, pair, addSpecialTokens: false);
        Assert.Equal([.. first.Ids, .. second.Ids], both.Ids);
        Assert.Equal([.. first.Tokens, .. second.Tokens], both.Tokens);
        Assert.Equal([.. first.Offsets, .. second.Offsets], both.Offsets);
        Assert.Equal([.. first.WordIds, .. second.WordIds], both.WordIds);
        Assert.Equal([.. first.UnknownIndices, .. second.UnknownIndices.Select(index => first.Ids.Count + index)], both.UnknownIndices);
        Assert.Equal([.. first.Ids.Select(_ => 0), .. second.Ids.Select(_ => 1)], both.TypeIds);
        Assert.Equal([.. first.Ids.Select(_ => (int?)0), .. second.Ids.Select(_ => (int?)1)], both.SequenceIds);
    }, iter: 1000);

    [Fact]
    public void Every_way_to_encode_a_text_gives_the_same() => Gen.Select(Sample.Texts, Sample.Truncations.Null(), Sample.Paddings.Null(), Gen.Bool).Sample((text, truncation, padding, special) =>
    {
        var tokenizer = Words.WithTruncation(truncation).WithPadding(padding);
        if (Sample.TryEncode(() => tokenizer.Encode(text, special)) is not { } encoding)
        {
            Assert.Throws<InvalidOperationException>(() => tokenizer.EncodeToIds(text, special));
            return;
        }
        Assert.Equal(encoding, tokenizer.Encode(text.AsSpan(), special));
        Assert.Equal(encoding, tokenizer.EncodeBatch([text], special)[0]);
        Assert.Equal(encoding.Ids, tokenizer.EncodeToIds(text, special));
        List<int> list = [-1];
        tokenizer.EncodeToIds(text, list, special);
        Assert.Equal([-1, .. encoding.Ids], list);
        int[] ids = new int[list.Count];
        Assert.True(tokenizer.TryEncodeToIds(text, ids, out int count, special));
        Assert.Equal(encoding.Ids, ids[..count]);
        Assert.Equal(0, ids[count]);
        Assert.Equal(count == 0, tokenizer.TryEncodeToIds(text, ids.AsSpan(0, Math.Max(0, count - 1)), out int needed, special));
        Assert.Equal(count, needed);
        Assert.Equal(Words.Encode(text, special).Ids.Count, tokenizer.CountTokens(text, special));
    }, iter: 2000);

    [Fact]
    public void Without_a_post_processor_texts_are_named_as_hugging_face_names_them()
    {
        var plain = new Tokenizer(Sample.Plain);
        Assert.Equal([0, 0], plain.WithPadding(new PaddingOptions { Strategy = new PaddingStrategy.Fixed(2) }).Encode("a").SequenceIds);
        var pair = plain.WithTruncation(new TruncationOptions { MaxLength = 2 }).Encode("a b", "c d");
        Assert.Equal([0, 1], pair.SequenceIds);
        Assert.Equal([0, 0, 0, 0, 0, null], pair.Overflowing.SelectMany(encoding => encoding.SequenceIds));
        Assert.Equal(["b", "c", "b", "d", "a", "d"], pair.Overflowing.SelectMany(encoding => encoding.Tokens));
    }

    [Fact]
    public void Builder_takes_whole_words()
    {
        var builder = new EncodingBuilder();
        for (int word = 0; word < 100; word++)
            builder.Append([new WordToken(word, 0, 1, 0, IsUnknown: false), new WordToken(-word, 1, 2, 1, IsUnknown: word == 7)], 2, 3 * word);
        Assert.Equal([.. Enumerable.Range(0, 100).SelectMany(word => new[] { word, -word })], builder.Ids);
        Assert.Equal([.. Enumerable.Range(0, 100).SelectMany(word => new[] { (3 * word, 1), (3 * word + 1, 2) })], builder.Ranges);
        Assert.Equal([.. Enumerable.Range(0, 200)], builder.Words);
        Assert.Equal([15], builder.Unknown);
        builder.Clear(idsOnly: true);
        builder.Append([new WordToken(5, 0, 1, 0, IsUnknown: true)], 1, 0);
        Assert.Equal([5], builder.Ids);
        Assert.Equal(0, builder.Unknown.Length);
    }

    [Fact]
    public void Encoding_allocates_its_columns_and_little_else()
    {
        string text = string.Concat(Enumerable.Repeat("a b c d e ", 2000));
        long encoding = Allocated(() => Words.Encode(text)), counting = Allocated(() => Words.CountTokens(text));
        // 16 bytes a token: id, range, word. The rest is the section's copy, of two bytes a character, where no string is given.
        Assert.InRange(encoding, 160_000, 170_000);
        Assert.InRange(counting, 0, 2 * text.Length + 2_000);

        static long Allocated(Action encode)
        {
            encode();
            long before = GC.GetAllocatedBytesForCurrentThread();
            encode();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
