using CsCheck;

namespace Rote.Tokenizers.Tests.Encodings;

public class PaddingTests
{
    private static readonly Tokenizer Words = Sample.Words;

    [Fact]
    public void Pads_stand_on_the_side_that_is_asked_for()
    {
        var padding = new PaddingOptions { Strategy = new PaddingStrategy.Fixed(5), PadId = 7, PadTypeId = 3, PadToken = "pad", Direction = TokenSide.Left };
        var encoding = Words.WithPadding(padding).Encode("x");
        Assert.Equal([7, 7, 1, 0, 2], encoding.Ids);
        Assert.Equal(["pad", "pad", "[C]", "?", "[S]"], encoding.Tokens);
        Assert.Equal([(0, 0), (0, 0), (0, 0), (0, 1), (0, 0)], encoding.Offsets);
        Assert.Equal([3, 3, 0, 0, 0], encoding.TypeIds);
        Assert.Equal([0, 0, 1, 1, 1], encoding.AttentionMask);
        Assert.Equal([1, 1, 1, 0, 1], encoding.SpecialTokensMask);
        Assert.Equal([null, null, null, 0, null], encoding.WordIds);
        Assert.Equal([null, null, null, 0, null], encoding.SequenceIds);
        Assert.Equal([3], encoding.UnknownIndices);
        Assert.Equal([1, 0, 2, 7, 7], Words.WithPadding(padding with { Direction = TokenSide.Right }).Encode("x").Ids);
    }

    [Fact]
    public void Options_out_of_range_are_reported_together()
    {
        var padding = new PaddingOptions { Strategy = new PaddingStrategy.Fixed(-1), Direction = (TokenSide)9, PadToMultipleOf = -1, PadId = -1, PadTypeId = -1 };
        var wrong = Assert.Throws<ArgumentException>(() => Words.WithPadding(padding));
        Assert.Equal(
            "`padding`: the padding's length must lie between 0 and 1048576; got -1. the padding's Direction must be Right or Left; got 9. " +
            "the padding's PadToMultipleOf must lie between 0 and 1048576; got -1. the padding's PadId must be at least 0; got -1. " +
            "the padding's PadTypeId must be at least 0; got -1. (Parameter 'padding')",
            wrong.Message);
    }

    [Fact]
    public void Batch_is_padded_to_one_length_and_otherwise_as_it_was() => Gen.Select(Sample.Texts.Array[1, 6], Sample.Truncations.Null(), Sample.Paddings).Sample((texts, truncation, padding) =>
    {
        var tokenizer = Words.WithTruncation(truncation is null ? null : truncation with { Stride = 0, Strategy = TruncationStrategy.LongestFirst });
        var plain = tokenizer.EncodeBatch(texts);
        int longest = plain.Max(encoding => encoding.Ids.Count), length = padding.Strategy is PaddingStrategy.Fixed strategy ? strategy.Length : longest;
        if (padding.PadToMultipleOf is > 0 and var multiple)
            length = (length + multiple - 1) / multiple * multiple;
        foreach (var (before, after) in plain.Zip(tokenizer.WithPadding(padding).EncodeBatch(texts)))
        {
            Check(before, after);
            foreach (var (cut, padded) in before.Overflowing.Zip(after.Overflowing, (cut, padded) => (cut, padded)))
                Check(cut, padded);
        }

        void Check(Encoding before, Encoding after)
        {
            Assert.Equal(Math.Max(length, before.Ids.Count), after.Ids.Count);
            int pads = after.Ids.Count - before.Ids.Count;
            Range kept = padding.Direction == TokenSide.Left ? pads.. : ..before.Ids.Count;
            Assert.Equal(before.Ids.Count, after.AttentionMask.Sum());
            Assert.Equal(before.AttentionMask, after.AttentionMask.Take(kept));
            Assert.Equal(before.Ids, after.Ids.Take(kept));
            Assert.Equal(before.Tokens, after.Tokens.Take(kept));
            Assert.Equal(before.Offsets, after.Offsets.Take(kept));
            Assert.Equal(before.TypeIds, after.TypeIds.Take(kept));
            Assert.Equal(before.WordIds, after.WordIds.Take(kept));
            Assert.Equal(before.SequenceIds, after.SequenceIds.Take(kept));
            Assert.Equal(before.SpecialTokensMask.Sum() + pads, after.SpecialTokensMask.Sum());
            Assert.Equal(before.UnknownIndices.Select(index => index + (padding.Direction == TokenSide.Left ? pads : 0)), after.UnknownIndices);
        }
    }, iter: 1000);
}
