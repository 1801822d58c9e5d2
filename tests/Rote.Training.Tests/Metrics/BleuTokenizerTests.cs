using Rote.Training.Metrics;

namespace Rote.Training.Tests.Metrics;

/// <summary>What the reference cases do not touch; every expectation is what sacreBLEU 2.6 gives.</summary>
public class BleuTokenizerTests
{
    [Theory]
    [InlineData(BleuTokenization.ThirteenA, "no-\nbreak\nhere <skipped>end", "nobreak here end")]
    [InlineData(BleuTokenization.ThirteenA, "&amp;lt;b&gt; &apos;", "< b > & apos ;")]
    [InlineData(BleuTokenization.ThirteenA, "a.,b 1.2 1,a .5 5. x-y 1-y", "a . , b 1.2 1 , a . 5 5 . x-y 1 - y")]
    [InlineData(BleuTokenization.ThirteenA, "a\u001Cb\u0085c\u200Bd\u3000e", "a b c\u200Bd e")]
    [InlineData(BleuTokenization.ThirteenA, "😀.😀", "😀 . 😀")]
    [InlineData(BleuTokenization.International, "a😀b 𝟘.𝟙 x.𝟙 5.", "a 😀 b 𝟘.𝟙 x . 𝟙 5.")]
    [InlineData(BleuTokenization.International, "½,½ Ⅷ,Ⅷ €5 a\u0085b", "½,½ Ⅷ,Ⅷ € 5 a b")]
    [InlineData(BleuTokenization.International, "wait...", "wait . . .")]
    [InlineData(BleuTokenization.Characters, "a😀b", "a 😀 b")]
    [InlineData(BleuTokenization.None, " a  b ", " a  b ")]
    [InlineData(BleuTokenization.Chinese, "“你好”—5.", "“ 你 好 ” — 5.")]
    [InlineData(BleuTokenization.Chinese, "𠀀𠀁ｶあ한", "𠀀𠀁 ｶ あ한")]
    public void Line_is_split_as_sacrebleu_splits_it(BleuTokenization tokenization, string line, string expected) =>
        Assert.Equal(expected, BleuTokenizer.Apply(line, tokenization));

    [Fact]
    public void Half_of_a_surrogate_pair_is_a_character() =>
        Assert.Equal("a \uD83D b \uDE00", BleuTokenizer.Apply("a\uD83Db\uDE00", BleuTokenization.Characters));
}
