using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers.Tests.Serialization;

public class TokenizerConfigTests
{
    private static readonly TokenizerPipeline Words = new()
    {
        Model = new WordLevelModel(new Dictionary<string, int> { ["<unk>"] = 0, ["a"] = 1, ["."] = 2, ["</s>"] = 3 }, "<unk>"),
        PreTokenizer = new PreTokenizer.WhitespaceSplit(),
        AddedTokens = [new AddedToken(4, "<x>")],
    };

    private static TokenizerConfig Read(string json) => JsonFile.Parse(System.Text.Encoding.UTF8.GetBytes(json), "c.json", "tokenizer_config.json", TokenizerConfigJson.Read);

    private static TokenizerPipeline Apply(string json) => Read(json).ApplyTo(Words);

    [Fact]
    public void Every_value_is_read_and_anything_else_is_left_alone()
    {
        var config = Read("""
            {
              "model_max_length": 512, "clean_up_tokenization_spaces": true, "add_bos_token": false, "add_eos_token": true, "tokenizer_class": "T", "chat_template": {"deep": [1]},
              "pad_token": "<pad>", "image_token": "<image>", "bos_token": {"__type": "AddedToken", "content": "<s>", "lstrip": true, "normalized": true},
              "eos_token": null, "extra_special_tokens": ["<a>", {"content": "<b>", "rstrip": true}],
              "added_tokens_decoder": {"10": {"content": "<ten>", "special": true}, "9": {"content": "nine", "single_word": true, "lstrip": false}}
            }
            """);
        Assert.Equal(512, config.ModelMaxLength);
        Assert.True(config.CleanUpSpaces);
        Assert.False(config.AddBeginToken);
        Assert.True(config.AddEndToken);
        Assert.Equal(
            [("bos_token", new AddedToken("<s>") { LeftStrip = true, Normalized = true }), ("pad_token", new AddedToken("<pad>")), ("image_token", new AddedToken("<image>"))],
            config.SpecialTokens.Select(entry => (entry.Key, entry.Value)));
        Assert.Equal([new AddedToken("<a>"), new AddedToken("<b>") { RightStrip = true, Normalized = true }], config.ExtraSpecialTokens);
        Assert.Equal([new AddedToken("nine") { SingleWord = true, Special = false, Normalized = true }, new AddedToken("<ten>")], config.AddedTokens);
    }

    [Fact]
    public void Empty_object_says_nothing()
    {
        var config = Read("{}");
        Assert.Null(config.ModelMaxLength ?? (object?)config.AddBeginToken ?? config.AddEndToken);
        Assert.False(config.CleanUpSpaces);
        Assert.Empty(config.SpecialTokens);
        Assert.Empty(config.ExtraSpecialTokens);
        Assert.Empty(config.AddedTokens);
        Assert.Null(Read("{\"model_max_length\": 1000000000000000019884624838656}").ModelMaxLength);
        Assert.Equal(77, Read("{\"max_len\": 77}").ModelMaxLength);
        Assert.Equal(["vision_token"], Read("{\"extra_special_tokens\": {\"vision_token\": \"<v>\"}}").SpecialTokens.Keys);
        Assert.Equal([new AddedToken("<a>")], Read("{\"additional_special_tokens\": [\"<a>\"]}").ExtraSpecialTokens);
    }

    [Theory]
    [InlineData("[]", "the file must be an object; got an array.")]
    [InlineData("{\"split_special_tokens\":true}", "'split_special_tokens' is true, which is not supported: special tokens are always found whole. Set it to false.")]
    [InlineData("{\"model_max_length\":-1}", "'model_max_length' must be a number from 0; got -1.")]
    [InlineData("{\"model_max_length\":\"long\"}", "'model_max_length' must be a number from 0; got something else.")]
    [InlineData("{\"clean_up_tokenization_spaces\":1}", "'clean_up_tokenization_spaces' must be true or false; got 1.")]
    [InlineData("{\"eos_token\":3}", "'eos_token' must be a text; got 3.")]
    [InlineData("{\"eos_token\":{\"content\":null}}", "'eos_token.content' must be a text; got null.")]
    [InlineData("{\"extra_special_tokens\":\"<a>\"}", "'extra_special_tokens' must be an array; got a text.")]
    [InlineData("{\"extra_special_tokens\":[1]}", "'extra_special_tokens[0]' must be a text; got 1.")]
    [InlineData("{\"added_tokens_decoder\":[]}", "'added_tokens_decoder' must be an object; got an array.")]
    [InlineData("{\"added_tokens_decoder\":{\"-1\":{\"content\":\"a\"}}}", "'added_tokens_decoder' must hold each id once, as a whole number from 0 to 2,147,483,647; got '-1'.")]
    [InlineData("{\"added_tokens_decoder\":{\"1\":{\"content\":\"a\"},\"01\":{\"content\":\"b\"}}}", "'added_tokens_decoder' must hold each id once, as a whole number from 0 to 2,147,483,647; got '01'.")]
    [InlineData("{\"added_tokens_decoder\":{\"1\":{}}}", "'added_tokens_decoder.1.content' is missing; it must be there.")]
    public void Wrong_values_are_named(string json, string message) => Assert.Equal($"'c.json': {message}", Assert.Throws<TokenizerFormatException>(() => Read(json)).Message);

    [Fact]
    public void Special_tokens_are_added_where_they_are_missing()
    {
        var pipeline = Apply("{\"pad_token\":\"<pad>\",\"eos_token\":\"</s>\",\"bos_token\":\"<s>\",\"cls_token\":\"<x>\",\"mask_token\":\"\",\"extra_special_tokens\":[\"<y>\",\"<s>\"]}");
        Assert.Equal([new AddedToken(4, "<x>"), new AddedToken(5, "<s>"), new AddedToken(3, "</s>"), new AddedToken(6, "<pad>"), new AddedToken(7, "<y>")], pipeline.AddedTokens);
        Assert.Same(Words.AddedTokens, Apply("{\"unk_token\":null,\"cls_token\":\"<x>\"}").AddedTokens);
    }

    [Fact]
    public void Entries_of_added_tokens_change_flags_and_not_ids()
    {
        var pipeline = Apply("{\"pad_token\":\"<p>\",\"added_tokens_decoder\":{\"99\":{\"content\":\"<x>\",\"lstrip\":true,\"normalized\":false},\"7\":{\"content\":\"<p>\",\"normalized\":false}}}");
        Assert.Equal([new AddedToken(4, "<x>") { LeftStrip = true, Special = false }, new AddedToken(5, "<p>")], pipeline.AddedTokens);
        Assert.Same(Words.AddedTokens, Apply("{\"added_tokens_decoder\":{\"4\":{\"content\":\"<x>\",\"special\":true}}}").AddedTokens);
    }

    [Fact]
    public void What_surrounds_a_text_is_said_by_the_tokenizer_file() =>
        Assert.Equal(["a"], new Tokenizer(Apply("{\"add_bos_token\":true,\"add_eos_token\":true,\"bos_token\":\"<s>\",\"eos_token\":\"</s>\"}")).Encode("a").Tokens);

    [Fact]
    public void Spaces_are_cleaned_up_when_asked_and_not_in_streams()
    {
        var tokenizer = new Tokenizer(Apply("{\"clean_up_tokenization_spaces\":true}"));
        Assert.Equal("a. a", tokenizer.Decode([1, 2, 1]));
        var stream = tokenizer.CreateStreamingDecoder();
        Assert.Equal("a . a", string.Concat(new[] { 1, 2, 1 }.Select(stream.Push)));
        Assert.Equal("a . a", new Tokenizer(Words).Decode([1, 2, 1]));
    }

    [Fact]
    public void Folder_is_read_with_its_config_and_a_file_without()
    {
        using var folder = new TemporaryFolder();
        new Tokenizer(Words).Save(folder.Path);
        File.WriteAllText(folder.File("tokenizer_config.json"), "{\"eos_token\":\"</s>\",\"model_max_length\":9}");
        Assert.Equal(TokenizerConfig.Load(folder.Path).ModelMaxLength, Tokenizer.Load(folder.Path).Pipeline.Config!.ModelMaxLength);
        Assert.Equal("a", Tokenizer.Load(folder.Path).Decode([1, 3]));
        Assert.Equal("a </s>", Tokenizer.Load(folder.File("tokenizer.json")).Decode([1, 3]));
        Assert.Null(Tokenizer.Load(folder.File("tokenizer.json")).Pipeline.Config);
    }

    [Fact]
    public void Files_that_cannot_be_used_are_named()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("tokenizer_config.json");
        Assert.Equal($"'{file}' does not exist. Give a tokenizer_config.json, or a folder that holds one.", Assert.Throws<FileNotFoundException>(() => TokenizerConfig.Load(folder.Path)).Message);
        new Tokenizer(Words).Save(folder.Path);
        File.WriteAllText(file, "{\"added_tokens_decoder\":{\"9\":{\"content\":\"\"}}}");
        Assert.Equal($"'{file}': the added token of id 5 must be a Unicode text that is not empty.", Assert.Throws<TokenizerFormatException>(() => Tokenizer.Load(folder.Path)).Message);
        using (var stream = File.OpenWrite(file))
            stream.SetLength(TokenizerConfigFile.MaxLength + 1);
        Assert.Equal($"'{file}': it has 16,777,217 bytes; a tokenizer_config.json may have 16,777,216 at most.", Assert.Throws<TokenizerFormatException>(() => Tokenizer.Load(folder.Path)).Message);
    }
}
