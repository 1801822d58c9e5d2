namespace Rote.Tokenizers.Tests.Serialization.Classic;

public class ClassicFilesTests
{
    private const string Bert = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\ncat\n##s\n";

    private static string[] Tokens(Tokenizer tokenizer, string text) => [.. tokenizer.Encode(text).Tokens];

    private static string MessageOf(TemporaryFolder folder, string name = "") => Assert.Throws<TokenizerFormatException>(() => Tokenizer.Load(folder.File(name))).Message;

    private static byte[] Model(params byte[][] parts) =>
        [.. Protobuf.Piece("<unk>", 0, 2), .. Protobuf.Piece("<s>", 0, 3), .. Protobuf.Piece("</s>", 0, 3), .. parts.SelectMany(part => part)];

    [Fact]
    public void Vocabulary_text_is_a_bert_tokenizer()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("vocab.txt"), Bert.Replace("\n", "\r\n", StringComparison.Ordinal));
        foreach (string path in new[] { folder.Path, folder.File("vocab.txt") })
        {
            var tokenizer = Tokenizer.Load(path);
            Assert.Equal(["[CLS]", "the", "cat", "##s", "[UNK]", "[MASK]", "[SEP]"], Tokens(tokenizer, "The cats, [MASK]"));
            Assert.Equal("the cats", tokenizer.Decode(tokenizer.Encode("the CATS").Ids));
            Assert.Equal([0, 0, 0, 1, 1], tokenizer.Encode("the", "cat").TypeIds);
        }
    }

    [Fact]
    public void Case_is_kept_where_a_token_has_capitals_unless_the_config_says_otherwise()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("vocab.txt"), Bert + "The\n");
        Assert.Equal(["[CLS]", "The", "the", "[SEP]"], Tokens(Tokenizer.Load(folder.Path), "The the"));
        File.WriteAllText(folder.File("tokenizer_config.json"), "{\"do_lower_case\":true,\"tokenizer_class\":\"BertTokenizerFast\",\"never_split\":null}");
        Assert.Equal(["[CLS]", "the", "the", "[SEP]"], Tokens(Tokenizer.Load(folder.Path), "The the"));
    }

    [Fact]
    public void Of_a_token_that_is_there_twice_the_last_line_counts()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("vocab.txt"), Bert + "cat");
        var tokenizer = Tokenizer.Load(folder.Path);
        Assert.Equal(8, tokenizer.TokenToId("cat"));
        Assert.Null(tokenizer.IdToToken(6));
    }

    [Fact]
    public void Special_tokens_are_named_with_flags_and_ids_beside_the_files()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("vocab.txt"), Bert);
        File.WriteAllText(folder.File("tokenizer_config.json"),
            "{\"mask_token\":{\"__type\":\"AddedToken\",\"content\":\"[MASK]\",\"lstrip\":true,\"normalized\":false},\"extra_special_tokens\":{\"image\":\"<image>\"}," +
            "\"added_tokens_decoder\":{\"8\":{\"content\":\"<eight>\",\"rstrip\":true,\"special\":false}}}");
        File.WriteAllText(folder.File("special_tokens_map.json"), "{\"mask_token\":\"[UNUSED]\",\"additional_special_tokens\":[\"<more>\"]}");
        File.WriteAllText(folder.File("added_tokens.json"), "{\"<more>\":12,\"cat\":6,\"<plain>\":11}");
        var tokenizer = Tokenizer.Load(folder.Path);
        var added = tokenizer.Pipeline.AddedTokens.ToDictionary(token => token.Content);
        Assert.Equal(new AddedToken(4, "[MASK]") { LeftStrip = true }, added["[MASK]"]);
        Assert.Equal(new AddedToken(8, "<eight>") { RightStrip = true, Normalized = true, Special = false }, added["<eight>"]);
        Assert.Equal(new AddedToken(12, "<more>"), added["<more>"]);
        Assert.Equal(new AddedToken(11, "<plain>") { Special = false, Normalized = true }, added["<plain>"]);
        Assert.Equal(new AddedToken(13, "<image>"), added["<image>"]);
        Assert.Equal(6, added["cat"].Id);
        Assert.DoesNotContain("[UNUSED]", added.Keys);
    }

    [Fact]
    public void Byte_level_vocabulary_is_gpt2_or_roberta()
    {
        using var folder = new TemporaryFolder();
        var tokens = Enumerable.Range(0, 256).Select(value => ByteAlphabet.CharacterOf((byte)value).ToString()).Concat(["<s>", "</s>", "Ġt", "he", "Ġthe"]);
        File.WriteAllText(folder.File("vocab.json"), $"{{{string.Join(',', tokens.Select((token, id) => $"{System.Text.Json.JsonSerializer.Serialize(token)}:{id}"))}}}");
        File.WriteAllText(folder.File("merges.txt"), "#version: 0.2\nĠ t\nh e\nĠt he\n");
        Assert.Equal(["Ġthe", "Ġthe"], Tokens(Tokenizer.Load(folder.File("merges.txt")), " the the"));
        File.WriteAllText(folder.File("tokenizer_config.json"), "{\"cls_token\":\"<s>\",\"sep_token\":\"</s>\",\"add_prefix_space\":true}");
        Assert.Equal(["<s>", "Ġthe", "</s>"], Tokens(Tokenizer.Load(folder.File("vocab.json")), "the"));
        File.WriteAllText(folder.File("tokenizer_config.json"), "{\"tokenizer_class\":\"GPT2Tokenizer\",\"bos_token\":\"<s>\",\"add_bos_token\":true}");
        Assert.Equal(["<s>", "Ġthe"], Tokens(Tokenizer.Load(folder.Path), " the"));
    }

    [Fact]
    public void What_sentence_piece_models_name_is_added()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("spiece.model"), Model(Protobuf.Piece("▁", -2), Protobuf.Piece("a", -3), Protobuf.Piece("▁a", -1), Protobuf.Piece("<x>", 0, 4)));
        Assert.Equal(["▁a", "<x>", "▁a"], Tokens(Tokenizer.Load(folder.File("spiece.model")), "a<x>  a "));
        Assert.Equal([true, true, true, false], Tokenizer.Load(folder.Path).Pipeline.AddedTokens.Select(token => token.Special));
        File.WriteAllText(folder.File("tokenizer_config.json"), "{\"add_eos_token\":true,\"add_prefix_space\":false}");
        Assert.Equal(["a", "</s>"], Tokens(Tokenizer.Load(folder.Path), "a"));
        File.WriteAllText(folder.File("tokenizer_config.json"), "{\"tokenizer_class\":\"T5Tokenizer\",\"extra_ids\":2}");
        Assert.Equal(["<extra_id_0>", "▁a", "</s>"], Tokens(Tokenizer.Load(folder.Path), "<extra_id_0>a"));
        Assert.Equal(8, Tokenizer.Load(folder.Path).TokenToId("<extra_id_0>"));
    }

    [Fact]
    public void Tokenizer_json_goes_before_classic_files()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("vocab.txt"), Bert);
        WordLevelTrainer.Train(["x"], new WordLevelTrainerOptions()).Save(folder.Path);
        Assert.Equal(["x", "</s>"], Tokens(Tokenizer.Load(folder.Path), "x"));
        Assert.Equal(["[CLS]", "cat", "[SEP]"], Tokens(Tokenizer.Load(folder.File("vocab.txt")), "cat"));
    }

    [Fact]
    public void Class_that_makes_something_else_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("vocab.txt"), Bert);
        File.WriteAllText(folder.File("tokenizer_config.json"), "{\"tokenizer_class\":\"MPNetTokenizerFast\"}");
        Assert.Equal(
            $"'{folder.File("vocab.txt")}': the tokenizer_config.json beside it names the class 'MPNetTokenizer', which is not supported for such files; supported are BertTokenizer, " +
            "DistilBertTokenizer, ElectraTokenizer, MobileBertTokenizer. Use the tokenizer.json that transformers' save_pretrained writes.",
            MessageOf(folder, "vocab.txt"));
        File.WriteAllText(folder.File("tokenizer_config.json"), "{\"tokenizer_class\":\"T5Tokenizer\"}");
        File.WriteAllBytes(folder.File("x.model"), Model(Protobuf.Bytes(2, Protobuf.Number(3, 2))));
        Assert.Equal(
            $"'{folder.File("x.model")}': it is a BPE model, but the tokenizer_config.json beside it names the class 'T5Tokenizer', whose models are Unigram. Take the files of one tokenizer.",
            MessageOf(folder, "x.model"));
    }

    [Fact]
    public void Wrong_files_are_named_with_the_place()
    {
        using var folder = new TemporaryFolder();
        string vocabulary = folder.File("vocab.json"), merges = folder.File("merges.txt"), config = folder.File("tokenizer_config.json");
        File.WriteAllText(vocabulary, "{\"a\":0,\"b\":1,\"ab\":2,\"ab</w>\":3,\"<unk>\":4}");
        Assert.Equal($"'{merges}' does not exist. A vocab.json needs it beside it.", Assert.Throws<FileNotFoundException>(() => Tokenizer.Load(vocabulary)).Message);
        File.WriteAllText(merges, "#version: 0.2\na b\nb c\n");
        Assert.Equal($"'{merges}', line 3: merge 1 is of 'b' and 'c': 'c' must be in the vocabulary.", MessageOf(folder));
        File.WriteAllText(vocabulary, "{\"a\":0,\"b\":1}");
        Assert.Equal(
            $"'{vocabulary}': its tokens are neither byte-level nor do they mark where words end. Name the class in a tokenizer_config.json beside it, one of GPT2Tokenizer, " +
            "RobertaTokenizer, BartTokenizer, LongformerTokenizer, CLIPTokenizer, OpenAIGPTTokenizer.",
            MessageOf(folder));
        File.WriteAllText(vocabulary, "{\"a\":\"0\"}");
        Assert.Equal($"'{vocabulary}': the token 'a' must have a whole number as its id; got a text.", MessageOf(folder));
        File.WriteAllText(vocabulary, "[]");
        Assert.Equal($"'{vocabulary}': the file must be an object; got an array.", MessageOf(folder));
        File.WriteAllText(config, "{");
        Assert.StartsWith($"'{config}': it is not the JSON of a tokenizer_config.json: ", MessageOf(folder), StringComparison.Ordinal);
        File.WriteAllText(config, "{\"bos_token\":7}");
        Assert.Equal($"'{config}': 'bos_token' must be a text; got 7.", MessageOf(folder));
        File.WriteAllText(config, "{\"extra_special_tokens\":7}");
        Assert.Equal($"'{config}': 'extra_special_tokens' must be an array; got 7.", MessageOf(folder));
        File.WriteAllText(config, "{\"added_tokens_decoder\":{\"-1\":{\"content\":\"x\"}}}");
        Assert.Equal($"'{config}': 'added_tokens_decoder' must hold each id once, as a whole number from 0 to 2,147,483,647; got '-1'.", MessageOf(folder));
        File.WriteAllText(config, "{}");
        File.WriteAllText(folder.File("added_tokens.json"), "{\"x\":-1}");
        Assert.Equal($"'{folder.File("added_tokens.json")}': the token 'x' has the id -1; it must lie between 0 and 2147483647.", MessageOf(folder));
        File.Delete(folder.File("added_tokens.json"));
        File.WriteAllBytes(folder.File("vocab.txt"), [0xFF]);
        Assert.Equal($"'{folder.File("vocab.txt")}': it is not UTF-8; a vocab.txt must be.", MessageOf(folder, "vocab.txt"));
        File.WriteAllText(folder.File("vocab.txt"), "[UNK]\n");
        Assert.Equal(
            $"'{folder.File("vocab.txt")}': its 'cls_token' must be added to texts, and it has none. Name one in a tokenizer_config.json beside the file.", MessageOf(folder, "vocab.txt"));
        File.WriteAllBytes(folder.File("x.model"), [0x0A, 9]);
        Assert.Equal($"'{folder.File("x.model")}': at byte 0: 'pieces' has 9 bytes, but 0 are left.", MessageOf(folder, "x.model"));
        using (var large = File.Create(folder.File("y.model")))
            large.SetLength((64L << 20) + 1);
        Assert.Equal($"'{folder.File("y.model")}': it has 67,108,865 bytes; a SentencePiece model may have 67,108,864 at most.", MessageOf(folder, "y.model"));
    }

    [Fact]
    public void Damaged_models_are_refused_and_nothing_else_happens()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(7);
        foreach (int type in new[] { 1, 2 })
        {
            byte[] whole = Model(Protobuf.Piece("a", -1), Protobuf.Piece("b", -2), Protobuf.Piece("ab", -3), Protobuf.Bytes(2, Protobuf.Number(3, type)));
            for (int trial = 0; trial < 1000; trial++)
            {
                byte[] damaged = [.. whole];
                damaged[random.Next(whole.Length)] = (byte)random.Next(256);
                damaged[random.Next(whole.Length)] ^= (byte)(1 << random.Next(8));
                File.WriteAllBytes(folder.File("x.model"), damaged);
                try
                {
                    Tokenizer.Load(folder.File("x.model")).Encode("abba é");
                }
                catch (TokenizerFormatException wrong)
                {
                    Assert.StartsWith($"'{folder.File("x.model")}': ", wrong.Message, StringComparison.Ordinal);
                }
            }
        }
    }
}
