namespace Rote.Tokenizers.Tests.Models;

public class BpeModelTests
{
    private static readonly string[] Letters = ["a", "b", "c", "ab", "bc", "abc", "<unk>"];

    private static BpeModel Model(BpeOptions? options, string[] tokens, params (string, string)[] merges) => new(ModelTokens.Vocabulary(tokens), merges, options);

    [Fact]
    public void Lowest_rank_comes_first_and_then_the_leftmost()
    {
        Assert.Equal("a:0-1 bc:1-3", ModelTokens.Of(Model(null, Letters, ("b", "c"), ("a", "b")), "abc"));
        Assert.Equal("ab:0-2 c:2-3", ModelTokens.Of(Model(null, Letters, ("a", "b"), ("b", "c")), "abc"));
        Assert.Equal("abc:0-3 ab:3-5 ab:5-7", ModelTokens.Of(Model(null, Letters, ("a", "b"), ("ab", "c")), "abcabab"));
        Assert.Equal("aa:0-2 aa:2-4 a:4-5", ModelTokens.Of(Model(null, ["a", "aa"], ("a", "a")), "aaaaa"));
        Assert.Equal("aa:0-2 aaa:2-5", ModelTokens.Of(Model(null, ["a", "aa", "aaa"], ("a", "a"), ("aa", "a")), "aaaaa"));
    }

    [Fact]
    public void Merges_of_characters_outside_the_basic_plane_have_ranges_in_units() =>
        Assert.Equal("😀a:0-3 é:3-4 😀:4-6", ModelTokens.Of(Model(null, ["a", "é", "😀", "😀a"], ("😀", "a")), "😀aé😀"));

    [Fact]
    public void Unknown_characters_are_left_out_and_what_follows_slides_left()
    {
        var model = Model(null, Letters, ("a", "b"));
        Assert.Null(model.UnknownId);
        // a and b become neighbours. Two bytes from the start are a and half of é.
        Assert.Equal("ab:0-2", ModelTokens.Of(model, "aéb"));
        Assert.Equal("a:0-1", ModelTokens.Of(model, "éa"));
        Assert.Equal("b:0-2 a:0-2 c:0-2", ModelTokens.Of(model, "😀bac"));
        Assert.Equal("", ModelTokens.Of(model, "é"));
    }

    [Fact]
    public void Unknown_characters_are_the_unknown_token_one_by_one_or_fused()
    {
        var single = Model(new BpeOptions { UnknownToken = "<unk>" }, Letters, ("a", "b"));
        Assert.Equal(6, single.UnknownId);
        Assert.Equal("<unk>:0-1? <unk>:1-3? ab:3-5 <unk>:5-6?", ModelTokens.Of(single, "é😀abü"));
        var fused = Model(new BpeOptions { UnknownToken = "<unk>", FuseUnknown = true }, Letters, ("a", "b"));
        Assert.Equal("<unk>:0-3? ab:3-5 <unk>:5-6?", ModelTokens.Of(fused, "é😀abü"));
    }

    [Fact]
    public void Unknown_token_that_the_text_spells_out_is_known() =>
        Assert.Equal("é:0-1 a:1-2 é:2-3?", ModelTokens.Of(Model(new BpeOptions { UnknownToken = "é" }, ["a", "é"]), "éaü"));

    [Fact]
    public void Unknown_token_that_is_lacking_is_missed_when_it_is_needed()
    {
        var model = Model(new BpeOptions { UnknownToken = "[UNK]" }, Letters);
        Assert.Null(model.UnknownId);
        Assert.Equal("a:0-1", ModelTokens.Of(model, "a"));
        Assert.Equal(
            "The text holds what the vocabulary lacks, and the unknown token '[UNK]' is not among its 7 tokens. Add it to the vocabulary, or name another one.",
            Assert.Throws<InvalidOperationException>(() => ModelTokens.Of(model, "é")).Message);
    }

    [Fact]
    public void Bytes_stand_for_unknown_characters_if_all_are_there()
    {
        // é is C3 A9, è is C3 A8, ü is C3 BC.
        string[] tokens = ["a", "<0xC3>", "<0xA9>", "<0xA8>", "<0xC3><0xA9>", "<unk>"];
        var model = Model(new BpeOptions { UnknownToken = "<unk>", ByteFallback = true }, tokens);
        Assert.Equal("a:0-1 <0xC3>:1-2 <0xA9>:1-2 <0xC3>:2-3 <0xA8>:2-3", ModelTokens.Of(model, "aéè"));
        Assert.Equal("<unk>:0-1?", ModelTokens.Of(model, "ü"));
        Assert.Equal("<unk>:0-1? a:1-2", ModelTokens.Of(model, "üa"));
        // Bytes can be merged like others; a token has the characters that its bytes touch.
        Assert.Equal("<0xC3><0xA9>:0-1", ModelTokens.Of(Model(new BpeOptions { ByteFallback = true }, tokens, ("<0xC3>", "<0xA9>")), "é"));
        // Without an unknown token what has no bytes is left out.
        Assert.Equal("a:0-1", ModelTokens.Of(Model(new BpeOptions { ByteFallback = true }, tokens), "üa"));
    }

    [Fact]
    public void Bytes_come_before_an_unknown_character_that_waits()
    {
        string[] tokens = ["a", "<0xC3>", "<0xA9>", "<unk>"];
        Assert.Equal("<0xC3>:0-1 <0xA9>:0-1 <unk>:1-2? a:2-3", ModelTokens.Of(Model(new BpeOptions { UnknownToken = "<unk>", ByteFallback = true }, tokens), "üéa"));
        Assert.Equal(
            "<0xC3>:0-1 <0xA9>:0-1 <unk>:1-3?",
            ModelTokens.Of(Model(new BpeOptions { UnknownToken = "<unk>", ByteFallback = true, FuseUnknown = true }, tokens), "üéü"));
    }

    [Fact]
    public void Continuing_prefix_is_in_all_but_the_first_character()
    {
        var model = Model(new BpeOptions { ContinuingPrefix = "##" }, ["a", "b", "##a", "##b", "ab", "##ba", "aba"], ("a", "##b"), ("##b", "##a"));
        Assert.Equal("ab:0-2 ##a:2-3", ModelTokens.Of(model, "aba"));
        Assert.Equal("b:0-1 ##ba:1-3", ModelTokens.Of(model, "bba"));
        Assert.Equal("b:0-1", ModelTokens.Of(model, "b"));
    }

    [Fact]
    public void Suffix_is_in_the_last_character()
    {
        var model = Model(new BpeOptions { EndOfWordSuffix = "</w>" }, ["a", "b", "a</w>", "b</w>", "ab", "ab</w>"], ("a", "b"), ("a", "b</w>"));
        Assert.Equal("ab:0-2 ab</w>:2-4", ModelTokens.Of(model, "abab"));
        Assert.Equal("b:0-1 a</w>:1-2", ModelTokens.Of(model, "ba"));
        // The last character carries it, known or not.
        Assert.Equal("ab:0-2", ModelTokens.Of(model, "abé"));
    }

    [Fact]
    public void Prefix_and_suffix_go_together_and_into_the_bytes()
    {
        var model = Model(new BpeOptions { ContinuingPrefix = "#", EndOfWordSuffix = "$" }, ["a", "#a", "#a$", "a$", "<0x23>", "<0xC3>", "<0xA9>", "<0x24>"]);
        Assert.Equal("a:0-1 #a:1-2 #a$:2-3", ModelTokens.Of(model, "aaa"));
        Assert.Equal("a$:0-1", ModelTokens.Of(model, "a"));
        var bytes = new BpeModel(model.Entries.Select(entry => KeyValuePair.Create(entry.Token, entry.Id)), [], model.Options with { ByteFallback = true });
        Assert.Equal("a:0-1 <0x23>:1-2 <0xC3>:1-2 <0xA9>:1-2 <0x24>:1-2", ModelTokens.Of(bytes, "aé"));
    }

    [Fact]
    public void Piece_that_is_a_token_is_taken_whole_if_merges_are_ignored()
    {
        Assert.Equal("a:0-1 bc:1-3", ModelTokens.Of(Model(null, Letters, ("b", "c")), "abc"));
        var model = Model(new BpeOptions { IgnoreMerges = true }, Letters, ("b", "c"));
        Assert.Equal("abc:0-3", ModelTokens.Of(model, "abc"));
        Assert.Equal("a:0-1 bc:1-3 a:3-4", ModelTokens.Of(model, "abca"));
        Assert.Equal("a:0-1 b:1-2 c:2-3", ModelTokens.Of(model.WithDropout(1), "abc"));
    }

    [Fact]
    public void Merges_that_cannot_be_made_are_refused()
    {
        Check("merge 0 is of 'x' and 'a': 'x' must be in the vocabulary.", null, ("x", "a"));
        Check("merge 1 is of 'a' and 'x': 'x' must be in the vocabulary.", null, ("a", "b"), ("a", "x"));
        Check("merge 0 is of 'c' and 'a': what they make, 'ca', must be in the vocabulary.", null, ("c", "a"));
        Check("merge 0 is of 'a' and 'b': the right one must begin with '##'.", "##", ("a", "b"));

        static void Check(string message, string? prefix, params (string, string)[] merges) => Assert.Equal(
            $"`merges` or `options`: {message}",
            Assert.Throws<ArgumentException>(() => Model(new BpeOptions { ContinuingPrefix = prefix }, Letters, merges)).Message);
    }

    [Fact]
    public void Merge_that_repeats_has_its_last_rank()
    {
        var model = Model(null, Letters, ("a", "b"), ("b", "c"), ("a", "b"));
        Assert.Equal("a:0-1 bc:1-3", ModelTokens.Of(model, "abc"));
        Assert.Equal([("a", "b"), ("b", "c"), ("a", "b")], model.Merges);
    }

    [Fact]
    public void Merges_that_make_what_they_are_made_of_are_refused()
    {
        const string message = "`merges` or `options`: merge 0 is of '{0}' and '{1}': both must add something.";
        Assert.Equal(message.Replace("{0}", "a").Replace("{1}", ""), Assert.Throws<ArgumentException>(() => Model(null, ["a", ""], ("a", ""))).Message);
        Assert.Equal(message.Replace("{0}", "").Replace("{1}", "a"), Assert.Throws<ArgumentException>(() => Model(null, ["a", ""], ("", "a"))).Message);
        Assert.Equal(
            message.Replace("{0}", "a").Replace("{1}", "##"), Assert.Throws<ArgumentException>(() => Model(new BpeOptions { ContinuingPrefix = "##" }, ["a", "##"], ("a", "##"))).Message);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        Check("the dropout must lie between 0 and 1; got -0.1.", new BpeOptions { Dropout = -0.1f });
        Check("the dropout must lie between 0 and 1; got NaN.", new BpeOptions { Dropout = float.NaN });
        Check("the continuing prefix and the end-of-word suffix must be Unicode text.", new BpeOptions { ContinuingPrefix = "\uD800" });
        Assert.Equal(
            "`dropout`: the dropout must lie between 0 and 1; got 2. (Parameter 'dropout')", Assert.Throws<ArgumentException>(() => Model(null, Letters).WithDropout(2)).Message);

        static void Check(string message, BpeOptions options) =>
            Assert.Equal($"`merges` or `options`: {message}", Assert.Throws<ArgumentException>(() => Model(options, Letters)).Message);
    }

    [Fact]
    public void Model_says_what_it_is_made_of()
    {
        var model = Model(new BpeOptions { FuseUnknown = true }, Letters, ("b", "c"), ("a", "b"));
        Assert.Equal([("b", "c"), ("a", "b")], model.Merges);
        Assert.Equal(Letters, model.Entries.Select(entry => entry.Token));
        Assert.Equal(new BpeOptions { FuseUnknown = true }, model.Options);
        Assert.Equal(7, model.VocabularySize);
    }
}
