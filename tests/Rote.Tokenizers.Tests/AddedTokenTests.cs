namespace Rote.Tokenizers.Tests;

public class AddedTokenTests
{
    private static readonly AddedToken Mask = new(3, "<m>");

    private static TokenizerPipeline With(params AddedToken[] tokens) => new()
    {
        Model = new WordLevelModel(new Dictionary<string, int> { ["<unk>"] = 0, ["a"] = 1, ["b"] = 2 }, "<unk>"),
        Normalizer = new Normalizer.Lowercase(),
        PreTokenizer = new PreTokenizer.Whitespace(),
        AddedTokens = tokens,
    };

    private static string Encode(string text, params AddedToken[] tokens) => string.Join('|', new Tokenizer(With(tokens)).Encode(text).Tokens);

    [Fact]
    public void Stripping_takes_white_space_into_the_token()
    {
        Assert.Equal("a|<m>|b", Encode("a  <m>\t b", Mask));
        Assert.Equal("a|  <m>|b", Encode("a  <m>\t b", Mask with { LeftStrip = true }));
        Assert.Equal("a|<m>\t |b", Encode("a  <m>\t b", Mask with { RightStrip = true }));
        var encoding = new Tokenizer(With(Mask with { LeftStrip = true, RightStrip = true })).Encode("a  <m>\t <m> b");
        Assert.Equal(["a", "  <m>\t ", "<m> ", "b"], encoding.Tokens);
        Assert.Equal([(0, 1), (1, 7), (8, 4), (12, 1)], encoding.Offsets);
    }

    [Fact]
    public void Single_word_is_found_where_no_word_character_touches_it()
    {
        var word = new AddedToken(3, "ab") { SingleWord = true };
        Assert.Equal("ab|<unk>|ab|<unk>|<unk>|<unk>|ab", Encode("ab-ab xab abx ab_ ab", word));
        // A longer token that is given up hides a shorter one.
        Assert.Equal("<unk>|ab", Encode("abx ab", word, new AddedToken(4, "a x")));
        Assert.Equal("<unk>", Encode("abx", word, new AddedToken(1, "a")));
    }

    [Fact]
    public void Longest_of_those_that_begin_leftmost_is_found()
    {
        AddedToken[] tokens = [new(3, "b c"), new(4, "b"), new(5, "bb")];
        Assert.Equal("a|b c|bb|b", Encode("ab cbbb", [.. tokens.Skip(2), tokens[0], new AddedToken(2, "b")]));
    }

    [Fact]
    public void Normalized_token_is_found_in_the_normalized_text_and_decoded_so()
    {
        var token = new AddedToken(3, "New York") { Normalized = true, Special = false };
        Assert.Equal("a|new york|b", Encode("a NEW YORK b", token));
        Assert.Equal("<unk>|<unk>", Encode("NEW YORK", token with { Normalized = false }));
        var tokenizer = new Tokenizer(With(token));
        Assert.Equal("new york", tokenizer.Decode([3]));
        Assert.Equal(3, tokenizer.TokenToId("New York"));
        Assert.Equal(4, tokenizer.VocabularySize);
    }

    [Fact]
    public void White_space_tokens_that_others_take_in_do_no_harm()
    {
        AddedToken[] tokens = [Mask with { LeftStrip = true, RightStrip = true }, new(4, " ") { LeftStrip = true, RightStrip = true }];
        Assert.Equal("a|  |b|  |<m>   |b", Encode("a  b  <m>   b", tokens));
    }

    [Fact]
    public void Tokens_that_contradict_are_reported_together()
    {
        var pipeline = With(new AddedToken(-1, "x"), new(3, "y"), new(3, "z"), new(4, "a"), new(2, "c"), new(5, ""), new(1_000_000, "far"), new(6, "y") { Normalized = true }, new(7, "Y") { Normalized = true });
        var wrong = Assert.Throws<ArgumentException>(() => new Tokenizer(pipeline));
        Assert.Equal(
            "`pipeline`: the added token 'x' has the id -1; it must lie between 0 and 65557. the added tokens 'y' and 'z' have the same id, 3; ids must differ. " +
            "the added token 'a' has the id 4, but 1 in the model's vocabulary; they must agree. the added token 'c' has the id 2, which is 'b' in the model's vocabulary; ids must differ. " +
            "the added token of id 5 must be a Unicode text that is not empty. the added token 'far' has the id 1000000; it must lie between 0 and 65557. " +
            "the added token 'y' is there twice; it must be there once. (Parameter 'pipeline')",
            wrong.Message);
    }

    [Fact]
    public void First_of_the_tokens_that_are_the_same_once_normalized_is_found_and_one_that_is_nothing_never()
    {
        var tokenizer = new Tokenizer(With(
            new AddedToken(3, "X\u0301") { Normalized = true }, new AddedToken(4, "X") { Normalized = true }, new AddedToken(5, "\u0301") { Normalized = true }) with
        {
            Normalizer = new Normalizer.StripAccents(),
        });
        Assert.Equal([3, 1, 3], tokenizer.Encode("Xa\u0301X\u0301").Ids);
        Assert.Equal(["X", "X", ""], new[] { 3, 4, 5 }.Select(tokenizer.IdToToken));
    }

    [Fact]
    public void Tokens_are_added_to_a_tokenizer_and_saved_with_it()
    {
        var tokenizer = new Tokenizer(With(Mask));
        var more = tokenizer.WithAddedTokens(new AddedToken("<n>") { Special = false }, new AddedToken("b"), new AddedToken("<m>") { LeftStrip = true }, new AddedToken("<n>"), new AddedToken(9, "<o>"), new AddedToken("<p>"));
        Assert.Equal(
            [new AddedToken(3, "<m>") { LeftStrip = true }, new AddedToken(4, "<n>"), new AddedToken(2, "b"), new AddedToken(9, "<o>"), new AddedToken(10, "<p>")],
            more.Pipeline.AddedTokens);
        Assert.Equal([1, 4, 2, 3, 9], more.Encode("a<n>b <m><o>").Ids);
        Assert.Equal([Mask], tokenizer.Pipeline.AddedTokens);
        Assert.Equal(11, more.VocabularySize);
        using var folder = new TemporaryFolder();
        more.Save(folder.Path);
        Assert.Equal(more.Encode("a<n>b <m><o>"), Tokenizer.Load(folder.Path).Encode("a<n>b <m><o>"));
        var wrong = Assert.Throws<ArgumentException>(() => tokenizer.WithAddedTokens(new AddedToken(3, "x")));
        Assert.Equal("`pipeline`: the added tokens '<m>' and 'x' have the same id, 3; ids must differ. (Parameter 'pipeline')", wrong.Message);
    }

    [Fact]
    public void Template_that_contradicts_is_reported()
    {
        var tokens = new Dictionary<string, IReadOnlyList<TemplateToken>>
        {
            ["end"] = [new TemplateToken(2, "b"), new TemplateToken(1, "c"), new TemplateToken(9, "d")],
            ["unused"] = [new TemplateToken(10, "e")],
        };
        var pipeline = With() with { PostProcessor = new PostProcessor.Template([new TemplatePart.Special("start"), new TemplatePart.Special("end")], [new TemplatePart.Text(IsSecond: false)], tokens) };
        var wrong = Assert.Throws<ArgumentException>(() => new Tokenizer(pipeline));
        Assert.Equal(
            "`pipeline`: the post-processor's template for one text must hold A once and no B. the post-processor's template for a pair must hold A once and B once. " +
            "the post-processor's template names the special token 'start', which its table lacks. the post-processor adds 'c' as id 1, which is 'a' in the vocabulary. " +
            "the post-processor adds 'd' as id 9, which is nothing in the vocabulary. (Parameter 'pipeline')",
            wrong.Message);
    }
}
