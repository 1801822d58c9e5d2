using CsCheck;

namespace Rote.Tokenizers.Tests.Encodings;

public class TruncationTests
{
    private static readonly Tokenizer Words = Sample.Words;

    private static string[] Cut(TruncationOptions truncation, string text, string? pair = null, bool special = false)
    {
        var tokenizer = Words.WithTruncation(truncation);
        var encoding = pair is null ? tokenizer.Encode(text, special) : tokenizer.Encode(text, pair, special);
        return [.. encoding.Overflowing.Prepend(encoding).Select(part => string.Join(' ', part.Tokens))];
    }

    [Fact]
    public void Text_is_cut_into_windows_that_share_the_stride()
    {
        var truncation = new TruncationOptions { MaxLength = 3, Stride = 1 };
        Assert.Equal(["a b c", "c d e"], Cut(truncation, "a b c d e"));
        Assert.Equal(["a b c", "c d"], Cut(truncation, "a b c d"));
        Assert.Equal(["a b c"], Cut(truncation, "a b c"));
        Assert.Equal(["b c d", "a b"], Cut(truncation with { Direction = TokenSide.Left }, "a b c d"));
        Assert.Equal(["[C] a [S]", "[C] b [S]"], Cut(truncation with { Stride = 0 }, "a b", special: true));
    }

    [Fact]
    public void Nothing_stays_where_added_tokens_take_all_room_and_nothing_goes_where_they_take_more()
    {
        Assert.Equal(["[C] [S]", "[C] a b [S]"], Cut(new TruncationOptions { MaxLength = 2 }, "a b", special: true));
        Assert.Equal(["[C] a b [S]"], Cut(new TruncationOptions { MaxLength = 1 }, "a b", special: true));
        Assert.Equal(["[C] [S] [S]", "[C] a [S] [S]", "[C] a [S] b [S]", "[C] [S] b [S]"], Cut(new TruncationOptions { MaxLength = 3 }, "a", "b", special: true));
        Assert.Equal(["", "a"], Cut(new TruncationOptions { MaxLength = 0 }, "a"));
        Assert.Equal([""], Cut(new TruncationOptions { MaxLength = 0 }, ""));
    }

    [Fact]
    public void Longer_text_of_a_pair_is_cut_first()
    {
        var truncation = new TruncationOptions { MaxLength = 4 };
        Assert.Equal(["a c d e", "a b"], Cut(truncation, "a", "c d e b"));
        Assert.Equal(["a b c d", "e c d", "e e", "a b e"], Cut(truncation, "a b e", "c d e"));
        // The odd one goes to the longer, of equals to the second.
        Assert.Equal("a c d", Cut(truncation with { MaxLength = 3 }, "a b", "c d")[0]);
        Assert.Equal("a b c", Cut(truncation with { MaxLength = 3 }, "a b e", "c d")[0]);
    }

    [Fact]
    public void One_text_of_a_pair_is_cut_when_asked()
    {
        Assert.Equal(["a c d", "b c d"], Cut(new TruncationOptions { MaxLength = 3, Strategy = TruncationStrategy.OnlyFirst }, "a b", "c d"));
        Assert.Equal(["a b c", "a b d"], Cut(new TruncationOptions { MaxLength = 3, Strategy = TruncationStrategy.OnlySecond }, "a b", "c d"));
    }

    [Fact]
    public void Truncation_that_cannot_be_done_says_why()
    {
        var truncation = new TruncationOptions { MaxLength = 4, Strategy = TruncationStrategy.OnlySecond };
        Check("1 tokens must go to leave 2 (MaxLength 4 less 2 added tokens), and Strategy OnlySecond cannot take them from 3 tokens and no second text. " +
            "Use LongestFirst, or a larger MaxLength.", () => Cut(truncation, "a b c", special: true));
        Check("2 tokens must go to leave 1 (MaxLength 4 less 3 added tokens), and Strategy OnlyFirst cannot take them from 1 and 2 tokens. " +
            "Use LongestFirst, or a larger MaxLength.", () => Cut(truncation with { Strategy = TruncationStrategy.OnlyFirst }, "a", "b c", special: true));
        Check("Stride must be below the 2 tokens that are left to a text of 3; got 2. Use a smaller Stride, or a larger MaxLength (4).",
            () => Cut(truncation with { Strategy = TruncationStrategy.LongestFirst, Stride = 2 }, "a b c", special: true));

        static void Check(string message, Action cut) => Assert.Equal(message, Assert.Throws<InvalidOperationException>(cut).Message);
    }

    [Fact]
    public void Options_out_of_range_are_reported_together()
    {
        var wrong = Assert.Throws<ArgumentException>(() => Words.WithTruncation(new TruncationOptions { MaxLength = -1, Stride = -2, Strategy = (TruncationStrategy)9, Direction = (TokenSide)9 }));
        Assert.Equal(
            "`truncation`: the truncation's MaxLength must be at least 0; got -1. the truncation's Stride must be at least 0; got -2. " +
            "the truncation's Strategy must be LongestFirst, OnlyFirst or OnlySecond; got 9. the truncation's Direction must be Right or Left; got 9. (Parameter 'truncation')",
            wrong.Message);
        wrong = Assert.Throws<ArgumentException>(() => new Tokenizer(Sample.Plain with { Truncation = new TruncationOptions { MaxLength = -1 } }));
        Assert.Equal("`pipeline`: the truncation's MaxLength must be at least 0; got -1. (Parameter 'pipeline')", wrong.Message);
    }

    // Hugging Face's own way, one window after the other.
    private static IEnumerable<(int Start, int Length)> Stepwise(int total, int room, int stride, TokenSide direction)
    {
        for (int at = 0; ; at += room - stride)
        {
            int near = Math.Min(at + room, total);
            yield return direction == TokenSide.Right ? (at, near - at) : (total - near, near - at);
            if (near == total)
                yield break;
        }
    }

    [Fact]
    public void Windows_are_those_that_steps_lead_to() => Gen.Select(Gen.Int[0, 60], Gen.Int[1, 20], Gen.Int[0, 19], Gen.Enum<TokenSide>()).Where((_, room, stride, _) => stride < room)
        .Sample((total, room, stride, direction) =>
        {
            var windows = new TruncationWindows(total, room, stride, direction);
            Assert.Equal(Stepwise(total, room, stride, direction), Enumerable.Range(0, windows.Count).Select(index => windows[index]));
        }, iter: 5000);

    [Fact]
    public void No_token_of_a_text_is_lost() => Gen.Select(Sample.Texts, Sample.Truncations).Sample((text, truncation) =>
    {
        var whole = Words.Encode(text, addSpecialTokens: false);
        if (Sample.TryEncode(() => Words.WithTruncation(truncation).Encode(text, addSpecialTokens: false)) is not { } cut)
            return;
        Encoding[] parts = [cut, .. cut.Overflowing];
        if (truncation.MaxLength == 0)
        {
            Assert.Equal(whole.Ids, parts[^1].Ids);
            return;
        }
        Assert.All(parts, part => Assert.InRange(part.Ids.Count, 0, truncation.MaxLength));
        // Each but the first repeats as many of the one before as the stride is.
        bool isLeft = truncation.Direction == TokenSide.Left;
        IEnumerable<(int, string, (int, int), int?)> Rows(Encoding part, int skipped) =>
            Enumerable.Range(isLeft ? 0 : skipped, part.Ids.Count - skipped).Select(at => (part.Ids[at], part.Tokens[at], part.Offsets[at], part.WordIds[at]));
        var rows = parts.Select((part, index) => Rows(part, index == 0 ? 0 : truncation.Stride));
        Assert.Equal(Rows(whole, 0), (isLeft ? rows.Reverse() : rows).SelectMany(part => part));
    }, iter: 2000);

    [Fact]
    public void Pair_that_is_cut_fits_and_overflows_in_all_combinations() => Gen.Select(Sample.Texts, Sample.Texts, Sample.Truncations, Gen.Bool).Sample((text, pair, truncation, special) =>
    {
        int added = special ? 3 : 0;
        int first = Words.CountTokens(text, addSpecialTokens: false), second = Words.CountTokens(pair, addSpecialTokens: false);
        if (Sample.TryEncode(() => Words.WithTruncation(truncation).Encode(text, pair, special)) is not { } cut)
            return;
        if (truncation.MaxLength < added)
        {
            Assert.Equal(first + second + added, cut.Ids.Count);
            return;
        }
        Assert.Equal(Math.Min(first + second + added, truncation.MaxLength), cut.Ids.Count);
        if (truncation.Strategy == TruncationStrategy.LongestFirst)
            Assert.Equal(Math.Min(Math.Min(first, second), (truncation.MaxLength - added) / 2), Math.Min(cut.SequenceIds.Count(id => id == 0), cut.SequenceIds.Count(id => id == 1)));
        var combinations = cut.Overflowing.Append(cut).Select(part => (Part(part, 0), Part(part, 1))).ToList();
        Assert.Equal(combinations.Count, combinations.Select(both => both.Item1).Distinct().Count() * combinations.Select(both => both.Item2).Distinct().Count());
        Assert.All(cut.Overflowing, part => Assert.Equal(added, part.SpecialTokensMask.Sum()));

        // A window is known by its words, which no two tokens share.
        static string Part(Encoding encoding, int of) => string.Join(' ', encoding.WordIds.Where((_, at) => encoding.SequenceIds[at] == of));
    }, iter: 2000);

    [Fact]
    public void Overflow_that_no_list_can_hold_costs_nothing_until_asked_for()
    {
        string text = string.Concat(Enumerable.Repeat("a ", 100_000));
        var encoding = Words.WithTruncation(new TruncationOptions { MaxLength = 2 }).Encode(text, text, addSpecialTokens: false);
        Assert.Equal([3, 3], encoding.Ids);
        Assert.Equal(
            "9999999999 encodings overflow, more than a list can hold. Encode the texts one by one, or with a larger MaxLength.",
            Assert.Throws<InvalidOperationException>(() => encoding.Overflowing.Count).Message);
    }
}
