using Rote.Training.LanguageModeling;

namespace Rote.Training.Tests.LanguageModeling;

public class CharacterTokenizerTests
{
    [Fact]
    public void Ids_follow_the_code_points_and_nothing_is_added()
    {
        var tokenizer = CharacterTokenizer.Of("cab a\n😀é");
        Assert.Equal(7, tokenizer.VocabularySize);
        Assert.Equal([4, 2, 3, 1, 2, 0, 6, 5], tokenizer.EncodeToIds("cab a\n😀é"));
        Assert.Equal("\n abcé😀", tokenizer.Decode([0, 1, 2, 3, 4, 5, 6]));
    }

    [Fact]
    public void Texts_come_back_as_they_were()
    {
        const string Text = "\"Where  are the boots?\" asked \t she.\n\n\"Here.\" ";
        var tokenizer = CharacterTokenizer.Of(Text);
        Assert.Equal(Text, tokenizer.Decode(tokenizer.EncodeToIds(Text)));
    }

    [Fact]
    public void Characters_that_the_text_lacked_are_refused()
    {
        var tokenizer = CharacterTokenizer.Of("abc");
        Assert.Contains("<unk>", Assert.Throws<InvalidOperationException>(() => tokenizer.EncodeToIds("abd")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CharacterTokenizer.Of(""));
    }
}
