using System.Text.Json.Nodes;
using Rote.Tokenizers.Serialization;

namespace Rote.Tokenizers.Tests.Serialization;

/// <summary>What is said of files that cannot be used.</summary>
public class TokenizerFileErrors
{
    private static readonly byte[] Good = Write();

    private static byte[] Write()
    {
        using var stream = new MemoryStream();
        TokenizerFile.Write(WordLevelTrainer.Train(["a b"], new WordLevelTrainerOptions()).Pipeline, stream);
        return stream.ToArray();
    }

    private static string MessageOf(byte[] bytes) => Assert.Throws<TokenizerFormatException>(() => TokenizerFile.Parse(bytes, "t.json")).Message;

    private static string MessageOf(string text) => MessageOf(System.Text.Encoding.UTF8.GetBytes(text));

    // The good file with one value, named by its path (~ for / in a name), set to another JSON text; null removes it.
    private static string MessageWith(string path, string? json)
    {
        var root = JsonNode.Parse(Good)!;
        string[] names = [.. path.Split('/').Select(name => name.Replace('~', '/'))];
        var node = root;
        foreach (string name in names[..^1])
            node = int.TryParse(name, out int index) ? node[index]! : node[name]!;
        if (json is null)
            node.AsObject().Remove(names[^1]);
        else
            node[names[^1]] = JsonNode.Parse(json);
        return MessageOf(root.ToJsonString());
    }

    [Theory]
    [InlineData("model/type", "\"Trie\"", "'model' is a 'Trie', which is not supported; supported are WordLevel, WordPiece, BPE, Unigram. Use a tokenizer made of these.")]
    [InlineData("model/dropout", "0.1", "'model.dropout' is not supported; supported are type, vocab, unk_token. Use a tokenizer without it.")]
    [InlineData("model/unk_token", null, "'model.unk_token' is missing; it must be there.")]
    [InlineData("model/vocab", "[]", "'model.vocab' must be an object; got an array.")]
    [InlineData("model/vocab/a", "-3", "the token 'a' has the id -3; the ids of 5 tokens must lie between 0 and 65546.")]
    [InlineData("model/vocab/a", "99999999999", "the token 'a' has the id 99999999999; the ids of 5 tokens must lie between 0 and 65546.")]
    [InlineData("model/vocab/a", "1.5", "the token 'a' must have a whole number as its id; got 1.5.")]
    [InlineData("model/vocab/a", "\"3\"", "the token 'a' must have a whole number as its id; got a text.")]
    [InlineData("model/vocab/a", "4", "the tokens 'a' and 'b' have the same id, 4; ids must differ.")]
    [InlineData("model", null, "'model' is missing; it must be there.")]
    [InlineData("normalizer", "{\"type\":\"NFX\"}",
        "'normalizer' is a 'NFX', which is not supported; supported are NFC, NFD, NFKC, NFKD, Lowercase, StripAccents, Sequence, BertNormalizer, Nmt, ByteLevel, Strip, Prepend, Replace, Precompiled. Use a tokenizer made of these.")]
    [InlineData("normalizer", "{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"NFC\"},{\"type\":\"Nmt\",\"x\":1}]}",
        "'normalizer.normalizers[1].x' is not supported; supported are type. Use a tokenizer without it.")]
    [InlineData("normalizer", "{\"type\":\"Strip\",\"strip_left\":true}", "'normalizer.strip_right' is missing; it must be there.")]
    [InlineData("normalizer", "{\"type\":\"BertNormalizer\",\"clean_text\":true,\"handle_chinese_chars\":true,\"strip_accents\":1,\"lowercase\":true}",
        "'normalizer.strip_accents' must be true or false; got 1.")]
    [InlineData("normalizer", "{\"type\":\"Replace\",\"pattern\":{\"String\":\"a\"},\"content\":null}", "'normalizer.content' must be a text; got null.")]
    [InlineData("normalizer", "{\"type\":\"Precompiled\",\"precompiled_charsmap\":\"a*\"}", "'normalizer.precompiled_charsmap' must be base 64; got 2 characters that are not.")]
    [InlineData("normalizer", "{\"type\":\"Precompiled\",\"precompiled_charsmap\":\"AAAA\"}",
        "'normalizer.precompiled_charsmap' cannot be used: it has 3 bytes, of which a trie takes 0; a trie must have a positive multiple of 4 and leave room for its own length.")]
    [InlineData("normalizer", "{\"strip\":true}", "'normalizer.type' is missing; it must be there.")]
    [InlineData("normalizer", "7", "'normalizer' must be an object; got 7.")]
    [InlineData("pre_tokenizer", "{\"type\":\"Bytes\"}",
        "'pre_tokenizer' is a 'Bytes', which is not supported; supported are Whitespace, WhitespaceSplit, Split, Sequence, BertPreTokenizer, ByteLevel, CharDelimiterSplit, " +
        "Digits, FixedLength, Metaspace, Punctuation, UnicodeScripts. Use a tokenizer made of these.")]
    [InlineData("pre_tokenizer", "{\"type\":\"ByteLevel\",\"add_prefix_space\":true}", "'pre_tokenizer.trim_offsets' is missing; it must be there.")]
    [InlineData("pre_tokenizer", "{\"type\":\"BertPreTokenizer\",\"lowercase\":true}", "'pre_tokenizer.lowercase' is not supported; supported are type. Use a tokenizer without it.")]
    [InlineData("pre_tokenizer", "{\"type\":\"Digits\"}", "'pre_tokenizer.individual_digits' is missing; it must be there.")]
    [InlineData("pre_tokenizer", "{\"type\":\"FixedLength\",\"length\":0}", "'pre_tokenizer.length' must be at least 1; got 0.")]
    [InlineData("pre_tokenizer", "{\"type\":\"CharDelimiterSplit\",\"delimiter\":\"ab\"}", "'pre_tokenizer.delimiter' must be one character; got 'ab'.")]
    [InlineData("pre_tokenizer", "{\"type\":\"Punctuation\",\"behavior\":\"Dropped\"}",
        "'pre_tokenizer.behavior' must be one of Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous; got 'Dropped'.")]
    [InlineData("pre_tokenizer", "{\"type\":\"Metaspace\",\"replacement\":\"_\",\"prepend_scheme\":\"first\",\"add_prefix_space\":false}",
        "'pre_tokenizer.add_prefix_space' is false, but its prepend_scheme is 'first'; they must agree.")]
    [InlineData("pre_tokenizer", "{\"type\":\"Metaspace\",\"replacement\":\"_\",\"split\":1}", "'pre_tokenizer.split' must be true or false; got 1.")]
    [InlineData("pre_tokenizer", "{\"type\":\"Sequence\",\"pretokenizers\":[{\"type\":\"Split\",\"pattern\":{\"Regex\":\"a\\\\Kb\"},\"behavior\":\"Isolated\",\"invert\":false}]}",
        "'pre_tokenizer.pretokenizers[0].pattern.Regex': the regular expression a\\Kb cannot be used: at character 2, \\K is not supported; write it without.")]
    [InlineData("pre_tokenizer", "{\"type\":\"Split\",\"pattern\":{\"String\":\"-\"},\"behavior\":\"Kept\",\"invert\":false}",
        "'pre_tokenizer.behavior' must be one of Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous; got 'Kept'.")]
    [InlineData("pre_tokenizer", "{\"type\":\"Split\",\"pattern\":{\"String\":\"-\"},\"behavior\":\"Isolated\",\"invert\":0}", "'pre_tokenizer.invert' must be true or false; got 0.")]
    [InlineData("post_processor", "{\"type\":\"RobertaProcessor\"}",
        "'post_processor' is a 'RobertaProcessor', which is not supported; supported are TemplateProcessing, BertProcessing, RobertaProcessing, ByteLevel, Sequence. Use a tokenizer made of these.")]
    [InlineData("post_processor", "{\"type\":\"BertProcessing\",\"sep\":[\"</s>\"],\"cls\":[\"</s>\",1]}", "'post_processor.sep' must be an array of a text and a number; got an array.")]
    [InlineData("post_processor", "{\"type\":\"BertProcessing\",\"sep\":[\"</s>\",1],\"cls\":[\"<s>\",-1]}", "'post_processor.cls[1]' must be a whole number from 0 to 2,147,483,647; got -1.")]
    [InlineData("post_processor", "{\"type\":\"BertProcessing\",\"sep\":[\"</s>\",1],\"cls\":[\"<s>\",2]}", "the post-processor adds '<s>' as id 2, which is '<unk>' in the vocabulary.")]
    [InlineData("post_processor/single", "[{\"Sequence\":{\"id\":\"C\",\"type_id\":0}}]", "'post_processor.single[0].Sequence.id' must be A or B; got 'C'.")]
    [InlineData("post_processor/single", "[{\"Sequence\":{\"id\":\"A\",\"type_id\":-1}}]",
        "'post_processor.single[0].Sequence.type_id' must be a whole number from 0 to 2,147,483,647; got -1.")]
    [InlineData("post_processor/special_tokens/<~s>/id", "\"x\"", "'post_processor.special_tokens.</s>.id' must be '</s>', as its place is; got 'x'.")]
    [InlineData("post_processor/special_tokens/<~s>/ids", "[1,2]", "'post_processor.special_tokens.</s>' must have as many ids as tokens; got 2 and 1.")]
    [InlineData("post_processor/special_tokens/<~s>/ids", "[3]", "the post-processor adds '</s>' as id 3, which is 'a' in the vocabulary.")]
    [InlineData("post_processor/special_tokens/<~s>/tokens", "[null]", "'post_processor.special_tokens.</s>.tokens[0]' must be a text; got null.")]
    [InlineData("truncation", "{\"max_length\":8}", "'truncation.strategy' is missing; it must be there.")]
    [InlineData("truncation", "{\"max_length\":8,\"stride\":0,\"strategy\":\"Longest\"}", "'truncation.strategy' must be one of LongestFirst, OnlyFirst, OnlySecond; got 'Longest'.")]
    [InlineData("padding", "{\"strategy\":\"Longest\"}", "'padding.strategy' must be BatchLongest or an object with the number Fixed; got 'Longest'.")]
    [InlineData("padding", "{\"strategy\":{\"Fixed\":2000000000},\"direction\":\"Left\",\"pad_id\":0,\"pad_type_id\":0,\"pad_token\":\"x\"}",
        "the padding's length must lie between 0 and 1048576; got 2000000000.")]
    [InlineData("decoder", "{\"type\":\"Vowels\"}",
        "'decoder' is a 'Vowels', which is not supported; supported are Fuse, BPEDecoder, ByteFallback, ByteLevel, CTC, Metaspace, Replace, Sequence, Strip, WordPiece. " +
        "Use a tokenizer made of these.")]
    [InlineData("decoder", "{\"type\":\"Fuse\",\"prefix\":\"\"}", "'decoder.prefix' is not supported; supported are type. Use a tokenizer without it.")]
    [InlineData("decoder", "{\"type\":\"Sequence\",\"decoders\":[{\"type\":\"Fuse\"},{\"type\":\"WordPiece\",\"prefix\":\"##\"}]}", "'decoder.decoders[1].cleanup' is missing; it must be there.")]
    [InlineData("decoder", "{\"type\":\"Strip\",\"content\":\"ab\",\"start\":1,\"stop\":0}", "'decoder.content' must be one character; got 'ab'.")]
    [InlineData("decoder", "{\"type\":\"Strip\",\"content\":\"\",\"start\":1,\"stop\":0}", "'decoder.content' must be one character; got ''.")]
    [InlineData("decoder", "{\"type\":\"Strip\",\"content\":\"a\",\"start\":-1,\"stop\":0}", "'decoder.start' must be a whole number from 0 to 2,147,483,647; got -1.")]
    [InlineData("decoder", "{\"type\":\"Metaspace\",\"replacement\":\"_\",\"prepend_scheme\":\"last\"}", "'decoder.prepend_scheme' must be one of always, first, never; got 'last'.")]
    [InlineData("decoder", "{\"type\":\"Metaspace\",\"replacement\":\"_\",\"prepend_scheme\":\"first\",\"add_prefix_space\":false}",
        "'decoder.add_prefix_space' is false, but its prepend_scheme is 'first'; they must agree.")]
    [InlineData("version", "\"2.0\"", "'version' must be 1.0; got '2.0'.")]
    [InlineData("extra", "1",
        "'extra' is not supported; supported are version, truncation, padding, added_tokens, normalizer, pre_tokenizer, post_processor, decoder, model. Use a tokenizer without it.")]
    [InlineData("added_tokens", "{}", "'added_tokens' must be an array; got an object.")]
    [InlineData("added_tokens/1/id", "4", "the added token '</s>' has the id 4, but 1 in the model's vocabulary; they must agree.")]
    [InlineData("added_tokens/1/rstrip", null, "'added_tokens[1].rstrip' is missing; it must be there.")]
    public void Value_is_named_with_what_was_expected(string path, string? json, string message) =>
        Assert.Equal($"'t.json': {message}", MessageWith(path, json));

    [Fact]
    public void Names_that_repeat_are_refused()
    {
        string good = System.Text.Encoding.UTF8.GetString(Good);
        Assert.Equal("'t.json': the token 'a' is there twice, with the ids 3 and 5; each token must be there once.", MessageOf(good.Replace("\"b\": 4", "\"b\": 4, \"a\": 5", StringComparison.Ordinal)));
        Assert.Equal("'t.json': 'decoder' is there twice; it must be there once.", MessageOf(good.Replace("\"decoder\"", "\"decoder\": null, \"decoder\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Text_that_is_not_unicode_is_refused()
    {
        string good = System.Text.Encoding.UTF8.GetString(Good);
        Assert.StartsWith("'t.json': 'model.unk_token' is not Unicode text: ", MessageOf(good.Replace("\"unk_token\": \"<unk>\"", "\"unk_token\": \"\\ud800\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.StartsWith("'t.json': 'model' holds a name that is not Unicode text: ", MessageOf(good.Replace("\"a\": 3", "\"\\udc00\": 3", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("'t.json': it is not UTF-8; a tokenizer.json must be.", MessageOf([(byte)'"', 0xFF, (byte)'"']));
    }

    [Fact]
    public void Text_that_is_not_json_is_refused_with_its_place()
    {
        Assert.Equal("'t.json': it is not the JSON of a tokenizer.json: '}' is an invalid start of a value. LineNumber: 0 | BytePositionInLine: 5.", MessageOf("{\"a\":}"));
        Assert.StartsWith("'t.json': it is not the JSON of a tokenizer.json: The maximum configured depth of 32 has been exceeded.", MessageOf(new string('[', 100_000)), StringComparison.Ordinal);
        Assert.Equal("'t.json': the file must be an object; got an array.", MessageOf("[]"));
        Assert.StartsWith("'t.json': it is not the JSON of a tokenizer.json: ", MessageOf(""), StringComparison.Ordinal);
    }
}
