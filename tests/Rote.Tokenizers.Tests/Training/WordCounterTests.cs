using CsCheck;

namespace Rote.Tokenizers.Tests.Training;

public class WordCounterTests
{
    private static readonly string[] Parts =
        [" ", "  ", "a", "B.", "x", "1", "'s", "é", "e\u0301", "\n", "\t", "\u00A0", "\u3000", "\u0301", "。", "你好", "😀", "\uD83D", "\u200B", "ﬁ", "\u0001"];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Int[0, Parts.Length - 1].Select(index => Parts[index]),
        Gen.Char.Select(unit => unit.ToString())).List[0, 30].Select(string.Concat);

    private static readonly PreTokenizer[] PreTokenizers =
    [
        new PreTokenizer.Whitespace(),
        new PreTokenizer.WhitespaceSplit(),
        new PreTokenizer.Sequence([new PreTokenizer.WhitespaceSplit(), new PreTokenizer.Split(new SplitPattern.Literal("a"), SplitBehavior.MergedWithNext)]),
        new PreTokenizer.Split(new SplitPattern.EveryCharacter(), SplitBehavior.Isolated),
        new PreTokenizer.Bert(),
        new PreTokenizer.ByteLevel(AddPrefixSpace: true),
        new PreTokenizer.ByteLevel(AddPrefixSpace: false),
        new PreTokenizer.Sequence([new PreTokenizer.Split(new SplitPattern.RegularExpression(Cl100kWords.ThreeDigits), SplitBehavior.Isolated), new PreTokenizer.ByteLevel(false, true, false)]),
        new PreTokenizer.Split(new SplitPattern.RegularExpression(Gpt2Words.Regex), SplitBehavior.Isolated),
        new PreTokenizer.Split(new SplitPattern.RegularExpression(DeepSeekWords.Regex), SplitBehavior.Isolated),
    ];

    private static readonly Normalizer?[] Normalizers =
    [
        null,
        new Normalizer.Lowercase(),
        new Normalizer.Sequence([new Normalizer.UnicodeForm(System.Text.NormalizationForm.FormKD), new Normalizer.StripAccents()]),
        new Normalizer.UnicodeForm(System.Text.NormalizationForm.FormC),
        new Normalizer.UnicodeForm(System.Text.NormalizationForm.FormKC),
        new Normalizer.Bert(),
    ];

    [Fact]
    public void Words_are_what_the_parts_make_of_each_whole_text() =>
        Gen.Select(Texts.List[0, 8], Gen.Int[0, Normalizers.Length - 1], Gen.Int[0, PreTokenizers.Length - 1]).Sample((texts, normalizer, preTokenizer) =>
        {
            Assert.True(SpaceCuts.ChangeNothing(Normalizers[normalizer], PreTokenizers[preTokenizer]));
            var counted = WordCounter.Count(texts, Normalizers[normalizer], PreTokenizers[preTokenizer], null, TestContext.Current.CancellationToken);
            Assert.Equal(Plainly(texts, Normalizers[normalizer], PreTokenizers[preTokenizer]), counted);
        }, iter: 3000);

    [Fact]
    public void Without_a_pre_tokenizer_a_text_is_a_word() =>
        Assert.Equal([new WordCount("a b", 2), new WordCount("c", 1)], WordCounter.Count(["c", "a b", "", "a b"], null, null, null, TestContext.Current.CancellationToken));

    [Fact]
    public void Many_texts_give_what_few_give_many_times()
    {
        string[] few = ["one two, three", " two three", "three", "a-very-long-word-that-is-longer-than-any-cut-that-would-be-kept-until-the-end of it"];
        var once = WordCounter.Count(few, null, new PreTokenizer.Whitespace(), null, TestContext.Current.CancellationToken);
        var often = WordCounter.Count(Enumerable.Repeat(few, 20_000).SelectMany(texts => texts), null, new PreTokenizer.Whitespace(), null, TestContext.Current.CancellationToken);
        Assert.Equal(once.Select(word => word with { Count = 20_000 * word.Count }), often);
    }

    [Fact]
    public void Failing_texts_end_the_counting_with_their_exception()
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => WordCounter.Count(Failing(), null, null, null, TestContext.Current.CancellationToken));
        Assert.Equal("enough", wrong.Message);

        static IEnumerable<string> Failing()
        {
            for (int count = 0; count < 1000; count++)
                yield return new string('a', 1000);
            throw new InvalidOperationException("enough");
        }
    }

    private static IEnumerable<WordCount> Plainly(List<string> texts, Normalizer? normalizer, PreTokenizer preTokenizer)
    {
        var pieces = new List<Piece>();
        foreach (string text in texts)
        {
            var whole = new Piece(new AlignedText(LoneSurrogates.Replace(text)));
            whole = normalizer?.Apply(whole) ?? whole;
            if (whole.Length > 0)
                preTokenizer.Apply(whole, pieces.Add);
        }
        return pieces.GroupBy(piece => piece.Span.ToString(), (word, all) => new WordCount(word, all.Count())).OrderBy(word => word.Word, CodePointOrder.Instance);
    }
}
