namespace Rote.Tokenizers.Tests.Models;

public class WordLevelModelTests
{
    private static KeyValuePair<string, int>[] Vocabulary(params (string Token, int Id)[] entries) => [.. entries.Select(entry => KeyValuePair.Create(entry.Token, entry.Id))];

    [Fact]
    public void Ids_may_leave_gaps()
    {
        var model = new WordLevelModel(Vocabulary(("<unk>", 0), ("a", 5)), "<unk>");
        Assert.Equal(6, model.VocabularySize);
        Assert.Equal([("<unk>", 0), ("a", 5)], model.Entries);
        Assert.Null(model.IdToToken(3));
        Assert.Null(model.IdToToken(-1));
        Assert.Null(model.IdToToken(6));
    }

    [Fact]
    public void Unknown_token_that_is_lacking_is_missed_when_it_is_needed()
    {
        var model = new WordLevelModel(Vocabulary(("a", 0)), "<unk>");
        Assert.Null(model.UnknownId);
        Assert.Equal("a:0-1", ModelTokens.Of(model, "a"));
        Assert.Equal(
            "The text holds what the vocabulary lacks, and the unknown token '<unk>' is not among its 1 tokens. Add it to the vocabulary, or name another one.",
            Assert.Throws<InvalidOperationException>(() => ModelTokens.Of(model, "b")).Message);
    }

    [Fact]
    public void Wrong_vocabularies_are_refused()
    {
        Check("the token 'a' is there twice, with the ids 1 and 2; each token must be there once.", ("<unk>", 0), ("a", 1), ("a", 2));
        Check("the tokens 'a' and 'b' have the same id, 1; ids must differ.", ("<unk>", 0), ("a", 1), ("b", 1));
        Check("the token 'a' has the id -1; the ids of 2 tokens must lie between 0 and 65540.", ("<unk>", 0), ("a", -1));
        Check("the token 'a' has the id 65541; the ids of 2 tokens must lie between 0 and 65540.", ("<unk>", 0), ("a", 65541));
        Check("the token of id 1 holds half a surrogate pair; tokens must be Unicode text.", ("<unk>", 0), ("\uD800", 1));

        static void Check(string message, params (string, int)[] entries) =>
            Assert.Equal($"`vocabulary`: {message} (Parameter 'vocabulary')", Assert.Throws<ArgumentException>(() => new WordLevelModel(Vocabulary(entries), "<unk>")).Message);
    }
}
