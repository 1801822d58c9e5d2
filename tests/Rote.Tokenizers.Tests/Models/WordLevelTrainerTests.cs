using CsCheck;

namespace Rote.Tokenizers.Tests.Models;

public class WordLevelTrainerTests
{
    private static readonly string[] Corpus = ["The cat sat.", "the dog sat", "A dog, a cat, a hat"];

    private static string[] TokensOf(Tokenizer tokenizer) => [.. Enumerable.Range(0, tokenizer.VocabularySize).Select(id => tokenizer.IdToToken(id)!)];

    [Fact]
    public void Vocabulary_is_special_tokens_then_words_by_count_and_by_code_points()
    {
        var tokenizer = WordLevelTrainer.Train(Corpus, new WordLevelTrainerOptions());
        Assert.Equal(["<pad>", "</s>", "<unk>", "a", ",", "cat", "dog", "sat", "the", ".", "hat"], TokensOf(tokenizer));
        Assert.Equal(2, tokenizer.UnknownId);
    }

    [Fact]
    public void Characters_are_code_points_line_ends_included()
    {
        var tokenizer = WordLevelTrainer.Train(["ab\n\n", "😀b\uFFFF"], new WordLevelTrainerOptions { Unit = TokenUnit.Characters });
        // U+1F600 comes after U+FFFF, as it does in UTF-8.
        Assert.Equal(["<pad>", "</s>", "<unk>", "\n", "b", "a", "\uFFFF", "😀"], TokensOf(tokenizer));
    }

    [Fact]
    public void Rare_tokens_and_those_past_the_limit_are_left_out()
    {
        Assert.Equal(["<pad>", "</s>", "<unk>", "a", ",", "cat", "dog", "sat", "the"], TokensOf(WordLevelTrainer.Train(Corpus, new WordLevelTrainerOptions { MinimumCount = 2 })));
        Assert.Equal(["<pad>", "</s>", "<unk>", "a"], TokensOf(WordLevelTrainer.Train(Corpus, new WordLevelTrainerOptions { MaximumVocabularySize = 4 })));
    }

    [Fact]
    public void Case_is_kept_when_asked_and_compatible_characters_are_joined_when_asked()
    {
        Assert.Equal(["<pad>", "</s>", "<unk>", "A", "a"], TokensOf(WordLevelTrainer.Train(["A a"], new WordLevelTrainerOptions { LowerCase = false })));
        // Full-width letters and digits, a ligature, a half-width syllable of two characters, a circled digit.
        var tokenizer = WordLevelTrainer.Train(["ＡＢ１ ﬁ ｶﾞ ①"], new WordLevelTrainerOptions { NormalizeCompatibility = true });
        Assert.Equal(["<pad>", "</s>", "<unk>", "1", "ab1", "fi", "ガ"], TokensOf(tokenizer));
        Assert.Equal([(0, 3), (4, 1), (6, 1), (9, 1), (0, 0)], tokenizer.Encode("ＡＢ１ ﬁ ｶﾞ ①").Offsets);
    }

    [Fact]
    public void Special_tokens_can_be_named()
    {
        var tokenizer = WordLevelTrainer.Train(["UNK END x"], new WordLevelTrainerOptions { PaddingToken = "PAD", EndToken = "END", UnknownToken = "UNK", LowerCase = false });
        Assert.Equal(["PAD", "END", "UNK", "x"], TokensOf(tokenizer));
        Assert.Equal([3, 2, 1], tokenizer.Encode("x y").Ids);
    }

    [Fact]
    public void Same_texts_give_the_same_tokenizer_in_whatever_order_they_come() => Gen.String.List[0, 20].Select(Gen.Int).Sample((texts, seed) =>
    {
        string[] shuffled = [.. texts, "x"];
        new Random(seed).Shuffle(shuffled);
        foreach (var unit in Enum.GetValues<TokenUnit>())
        {
            var options = new WordLevelTrainerOptions { Unit = unit, NormalizeCompatibility = true };
            Assert.Equal(TokensOf(WordLevelTrainer.Train([.. texts, "x"], options)), TokensOf(WordLevelTrainer.Train(shuffled, options)));
        }
    }, iter: 200);

    [Fact]
    public void Wrong_options_are_reported_together()
    {
        var options = new WordLevelTrainerOptions { Unit = (TokenUnit)7, MinimumCount = 0, MaximumVocabularySize = 3, EndToken = "", PaddingToken = "" };
        var wrong = Assert.Throws<ArgumentException>(() => WordLevelTrainer.Train(Corpus, options));
        Assert.Equal(
            "`options`: Unit must be Words or Characters; got 7. MinimumCount must be at least 1; got 0. MaximumVocabularySize must be greater than 3, the special tokens; got 3. " +
            "PaddingToken, EndToken and UnknownToken must be Unicode texts that are not empty; got '', '', '<unk>'. " +
            "PaddingToken, EndToken and UnknownToken must differ; got '', '', '<unk>'. (Parameter 'options')",
            wrong.Message);
    }

    [Fact]
    public void Texts_without_a_frequent_token_are_refused()
    {
        var wrong = Assert.Throws<ArgumentException>(() => WordLevelTrainer.Train(["a b", " "], new WordLevelTrainerOptions { MinimumCount = 2 }));
        Assert.Equal("`texts` must hold something that occurs at least 2 times; nothing does. Give more text, or lower MinimumCount. (Parameter 'texts')", wrong.Message);
        wrong = Assert.Throws<ArgumentException>(() => WordLevelTrainer.Train(["a", null!], new WordLevelTrainerOptions()));
        Assert.Equal("`texts` must hold no null; leave it out. (Parameter 'texts')", wrong.Message);
    }
}
