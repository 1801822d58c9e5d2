using CsCheck;

namespace Rote.Tokenizers.Tests.Models;

public class WordPieceModelTests
{
    private static readonly KeyValuePair<string, int>[] Vocabulary =
        ModelTokens.Vocabulary("[UNK]", "un", "##aff", "##able", "unaffable", "a", "##a", "##b", "##", "##x", "é", "😀", "##😀");

    private static readonly WordPieceModel Model = new(Vocabulary);

    [Fact]
    public void Longest_token_comes_first()
    {
        Assert.Equal("unaffable:0-9", ModelTokens.Of(Model, "unaffable"));
        Assert.Equal("un:0-2 ##able:2-6", ModelTokens.Of(Model, "unable"));
        Assert.Equal("un:0-2 ##aff:2-5 ##a:5-6 ##b:6-7", ModelTokens.Of(Model, "unaffab"));
        Assert.Equal("😀:0-2 ##😀:2-4 ##a:4-5", ModelTokens.Of(Model, "😀😀a"));
    }

    [Fact]
    public void Word_that_is_not_all_tokens_is_one_unknown_token()
    {
        Assert.Equal("[UNK]:0-3?", ModelTokens.Of(Model, "unz"));
        Assert.Equal("[UNK]:0-3?", ModelTokens.Of(Model, "aéa"));
        Assert.Equal("[UNK]:0-4?", ModelTokens.Of(Model, "able"));
        Assert.Equal("[UNK]:0-5", ModelTokens.Of(Model, "[UNK]"));
        Assert.Equal(0, Model.UnknownId);
    }

    [Fact]
    public void Prefix_that_the_text_spells_out_is_text()
    {
        Assert.Equal("##x:0-3 ##a:3-4", ModelTokens.Of(Model, "##xa"));
        Assert.Equal("##:0-2", ModelTokens.Of(Model, "##"));
        Assert.Equal("[UNK]:0-3?", ModelTokens.Of(Model, "a##"));
    }

    [Fact]
    public void Prefix_may_be_another_or_none()
    {
        Assert.Equal("a:0-1 ~b:1-2", ModelTokens.Of(new WordPieceModel(ModelTokens.Vocabulary("?", "a", "~b"), "?", "~"), "ab"));
        Assert.Equal("a:0-1 b:1-2 a:2-3", ModelTokens.Of(new WordPieceModel(ModelTokens.Vocabulary("?", "a", "b"), "?", ""), "aba"));
        Assert.Equal("?:0-2?", ModelTokens.Of(new WordPieceModel(ModelTokens.Vocabulary("?", "a", "b"), "?", "~~"), "ab"));
    }

    [Fact]
    public void Longer_words_than_allowed_are_unknown()
    {
        var model = new WordPieceModel(Vocabulary, maxWordLength: 3);
        Assert.Equal("a:0-1 ##a:1-2 ##a:2-3", ModelTokens.Of(model, "aaa"));
        Assert.Equal("[UNK]:0-4?", ModelTokens.Of(model, "aaaa"));
        // It is characters that count, not units.
        Assert.Equal("😀:0-2 ##😀:2-4 ##😀:4-6", ModelTokens.Of(model, "😀😀😀"));
        Assert.Equal("[UNK]:0-7?", ModelTokens.Of(model, "😀😀😀a"));
        Assert.Equal("[UNK]:0-9?", ModelTokens.Of(model, "unaffable"));
        Assert.Equal("[UNK]:0-1?", ModelTokens.Of(new WordPieceModel(Vocabulary, maxWordLength: 0), "a"));
        Assert.Equal("[UNK]:0-1?", ModelTokens.Of(new WordPieceModel(ModelTokens.Vocabulary("[UNK]"), maxWordLength: 0), "a"));
        Assert.Equal(100, Model.MaxWordLength);
        Assert.Equal("a:0-1", ModelTokens.Of(Model, "a" + new string('a', 99))[..5]);
        Assert.Equal("[UNK]:0-101?", ModelTokens.Of(Model, new string('a', 101)));
    }

    [Fact]
    public void Tokens_are_those_of_trying_every_length() => Gen.Select(
        Gen.Char["ab#"].Array[1, 5].Select(letters => new string(letters)).HashSet[1, 20],
        Gen.Char["ab#"].Array[1, 12].Select(letters => new string(letters)),
        Gen.Int[0, 3].Select(index => new[] { "", "#", "##", "a" }[index]))
        .Sample((tokens, word, prefix) =>
        {
            string[] vocabulary = [.. tokens.Append("[UNK]")];
            Assert.Equal(Plainly(vocabulary, word, prefix), ModelTokens.Of(new WordPieceModel(ModelTokens.Vocabulary(vocabulary), "[UNK]", prefix), word));
        }, iter: 3000);

    [Fact]
    public void Unknown_token_that_is_lacking_is_missed_when_it_is_needed()
    {
        var model = new WordPieceModel(ModelTokens.Vocabulary("a"));
        Assert.Null(model.UnknownId);
        Assert.Equal("a:0-1", ModelTokens.Of(model, "a"));
        Assert.Equal(
            "The text holds what the vocabulary lacks, and the unknown token '[UNK]' is not among its 1 tokens. Add it to the vocabulary, or name another one.",
            Assert.Throws<InvalidOperationException>(() => ModelTokens.Of(model, "b")).Message);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WordPieceModel(Vocabulary, maxWordLength: -1));
        var many = Enumerable.Range(0, 90_000).Select(id => KeyValuePair.Create($"{id:D5}".PadRight(200, 'a'), id + 1)).Append(KeyValuePair.Create("[UNK]", 0));
        Assert.Equal(
            "`vocabulary`: the 90001 tokens have 18,000,005 UTF-16 units; a WordPiece may have 16,777,216, besides tokens that are longer than a word. (Parameter 'vocabulary')",
            Assert.Throws<ArgumentException>(() => new WordPieceModel(many, maxWordLength: 100)).Message);
    }

    private static string Plainly(string[] vocabulary, string word, string prefix)
    {
        var parts = new List<string>();
        for (int at = 0; at < word.Length;)
        {
            string rest = (at > 0 ? prefix : "") + word[at..];
            int shortest = rest.Length - word.Length + at + 1, length = rest.Length;
            while (length >= shortest && !vocabulary.Contains(rest[..length]))
                length--;
            if (length < shortest)
                return $"[UNK]:0-{word.Length}?";
            string token = rest[..length];
            length -= shortest - 1;
            parts.Add($"{token}:{at}-{at + length}");
            at += length;
        }
        return string.Join(' ', parts);
    }
}
