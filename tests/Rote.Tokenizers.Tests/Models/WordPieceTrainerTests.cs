namespace Rote.Tokenizers.Tests.Models;

public class WordPieceTrainerTests
{
    private static readonly string[] Corpus = ["unaffable unable", "affable able"];

    private static readonly WordPieceTrainerOptions Options = new() { PreTokenizer = new PreTokenizer.WhitespaceSplit(), Decoder = new TokenDecoder.WordPiece() };

    private static Tokenizer Train(WordPieceTrainerOptions options, params string[] texts) =>
        WordPieceTrainer.Train(texts, options, null, TestContext.Current.CancellationToken);

    [Fact]
    public void Vocabulary_is_special_tokens_then_characters_then_those_that_continue_words_then_merges()
    {
        var tokenizer = Train(Options, "aba ab");
        Assert.Equal(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "##a", "##b", "ab", "aba"], Enumerable.Range(0, tokenizer.VocabularySize).Select(id => tokenizer.IdToToken(id)));
        Assert.Equal(1, tokenizer.UnknownId);
    }

    [Fact]
    public void Trained_tokenizer_is_saved_and_loaded_and_knows_its_texts()
    {
        using var folder = new TemporaryFolder();
        Train(Options, Corpus).Save(folder.Path);
        var loaded = Tokenizer.Load(folder.Path);
        foreach (string text in Corpus)
        {
            var encoding = loaded.Encode(text);
            Assert.DoesNotContain(loaded.UnknownId!.Value, encoding.Ids);
            Assert.Equal(text, loaded.Decode(encoding.Ids));
        }
        Assert.Equal(["[UNK]"], loaded.Encode("zebra").Tokens);
    }

    [Fact]
    public void Wrong_options_are_reported()
    {
        var wrong = Assert.Throws<ArgumentException>(() => Train(Options with { ContinuingPrefix = "", UnknownToken = "?" }, Corpus));
        Assert.Equal(
            "`options`: ContinuingPrefix must be null or a Unicode text that is not empty. UnknownToken must be null or one of the SpecialTokens; got '?'. (Parameter 'options')",
            wrong.Message);
    }
}
