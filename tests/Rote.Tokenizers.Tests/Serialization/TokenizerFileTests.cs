using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Rote.Tokenizers.Serialization;
using Rote.Tokenizers.Tests.Normalization;

namespace Rote.Tokenizers.Tests.Serialization;

public class TokenizerFileTests
{
    private static readonly Tokenizer Small = WordLevelTrainer.Train(["ab\"é\n"], new WordLevelTrainerOptions { Unit = TokenUnit.Characters, NormalizeCompatibility = true });

    private static JsonObject Written(TokenizerPipeline pipeline)
    {
        using var stream = new MemoryStream();
        TokenizerFile.Write(pipeline, stream);
        return JsonNode.Parse(stream.ToArray())!.AsObject();
    }

    [Fact]
    public void Saved_file_is_what_hugging_face_opens()
    {
        using var folder = new TemporaryFolder();
        Small.Save(folder.File("x.json"));
        string compact = string.Concat(File.ReadLines(folder.File("x.json")).Select(line => line.TrimStart())).Replace("\": ", "\":", StringComparison.Ordinal);
        const string flags = "\"single_word\":false,\"lstrip\":false,\"rstrip\":false,\"normalized\":false,\"special\":true}";
        Assert.Equal(
            "{\"version\":\"1.0\",\"truncation\":null,\"padding\":null,\"added_tokens\":[{\"id\":0,\"content\":\"<pad>\"," + flags + ",{\"id\":1,\"content\":\"</s>\"," + flags +
            ",{\"id\":2,\"content\":\"<unk>\"," + flags + "],\"normalizer\":{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"NFKC\"},{\"type\":\"Lowercase\"}]}," +
            "\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"Regex\":\"[\\\\s\\\\S]\"},\"behavior\":\"Isolated\",\"invert\":false}," +
            "\"post_processor\":{\"type\":\"TemplateProcessing\",\"single\":[{\"Sequence\":{\"id\":\"A\",\"type_id\":0}},{\"SpecialToken\":{\"id\":\"</s>\",\"type_id\":0}}]," +
            "\"pair\":[{\"Sequence\":{\"id\":\"A\",\"type_id\":0}},{\"SpecialToken\":{\"id\":\"</s>\",\"type_id\":0}},{\"Sequence\":{\"id\":\"B\",\"type_id\":0}}," +
            "{\"SpecialToken\":{\"id\":\"</s>\",\"type_id\":0}}],\"special_tokens\":{\"</s>\":{\"id\":\"</s>\",\"ids\":[1],\"tokens\":[\"</s>\"]}}},\"decoder\":{\"type\":\"Fuse\"}," +
            "\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"<pad>\":0,\"</s>\":1,\"<unk>\":2,\"\\n\":3,\"\\\"\":4,\"a\":5,\"b\":6,\"é\":7},\"unk_token\":\"<unk>\"}}",
            compact);
        Assert.Equal(["x.json"], Directory.GetFiles(folder.Path).Select(file => Path.GetFileName(file)));
    }

    [Fact]
    public void Loaded_tokenizer_is_the_saved_one() => Gen.Select(Gen.String.List[1, 10], Gen.Bool, Gen.Bool, Gen.Bool).Sample((texts, words, lower, compatible) =>
    {
        using var folder = new TemporaryFolder();
        var options = new WordLevelTrainerOptions { Unit = words ? TokenUnit.Words : TokenUnit.Characters, LowerCase = lower, NormalizeCompatibility = compatible };
        var trained = WordLevelTrainer.Train([.. texts, "x"], options);
        trained.Save(folder.Path);
        var loaded = Tokenizer.Load(folder.Path);

        Assert.Equal(trained.Pipeline with { Model = loaded.Pipeline.Model, AddedTokens = loaded.Pipeline.AddedTokens }, loaded.Pipeline);
        Assert.Equal(trained.Pipeline.AddedTokens, loaded.Pipeline.AddedTokens);
        Assert.Equal(((WordLevelModel)trained.Pipeline.Model).Entries, ((WordLevelModel)loaded.Pipeline.Model).Entries);
        Assert.All(texts, text => Assert.Equal(trained.Encode(text), loaded.Encode(text)));
        loaded.Save(folder.File("again.json"));
        Assert.Equal(File.ReadAllBytes(folder.File("tokenizer.json")), File.ReadAllBytes(folder.File("again.json")));
    }, iter: 100);

    [Fact]
    public void Every_part_survives_the_file()
    {
        var pipeline = Small.Pipeline with
        {
            Normalizer = new Normalizer.Sequence([.. Enum.GetValues<NormalizationForm>().Select(form => new Normalizer.UnicodeForm(form)), new Normalizer.StripAccents(), new Normalizer.Sequence([]),
                new Normalizer.Bert(), new Normalizer.Bert { CleansText = false, PartsIdeographs = false, StripsAccents = true, LowersCase = false }, new Normalizer.Nmt(),
                new Normalizer.ByteLevel(), new Normalizer.Strip(true, false), new Normalizer.Prepend("▁"), new Normalizer.Replace(new SplitPattern.Literal(" "), "▁"),
                new Normalizer.Precompiled(CharacterMapBuilder.Build(("ﬁ", "fi")))]),
            PreTokenizer = new PreTokenizer.Sequence([new PreTokenizer.Whitespace(), new PreTokenizer.WhitespaceSplit(),
                .. Enum.GetValues<SplitBehavior>().Select(behavior => new PreTokenizer.Split(new SplitPattern.Literal("\"-\""), behavior, Invert: behavior == SplitBehavior.Removed)),
                .. Enum.GetValues<SplitBehavior>().Select(behavior => new PreTokenizer.Punctuation(behavior)),
                .. Enum.GetValues<PrependScheme>().Select(scheme => new PreTokenizer.Metaspace(new Rune('_'), scheme, split: scheme == PrependScheme.First)),
                new PreTokenizer.Split(new SplitPattern.RegularExpression(@"\p{Lu}|^'"), SplitBehavior.Isolated), new PreTokenizer.Split(new SplitPattern.EveryCharacter(), SplitBehavior.Isolated),
                new PreTokenizer.Bert(), new PreTokenizer.ByteLevel(AddPrefixSpace: false, TrimOffsets: true, UseRegex: false), new PreTokenizer.ByteLevel(TrimOffsets: false),
                new PreTokenizer.CharDelimiterSplit(new Rune(0x1F600)), new PreTokenizer.Digits(), new PreTokenizer.Digits(Individual: true), new PreTokenizer.FixedLength(3),
                new PreTokenizer.UnicodeScripts()]),
            PostProcessor = null,
            Decoder = null,
            AddedTokens = [new AddedToken(5, "a") { SingleWord = true, Special = false }, new AddedToken(90, "c") { LeftStrip = true, RightStrip = true, Normalized = true }],
        };
        using var stream = new MemoryStream();
        TokenizerFile.Write(pipeline, stream);
        var read = TokenizerFile.Parse(stream.ToArray(), "x").Pipeline;
        Assert.Equal(pipeline with { Model = read.Model, AddedTokens = read.AddedTokens }, read);
        Assert.Equal(pipeline.AddedTokens, read.AddedTokens);
    }

    [Theory]
    [InlineData("normalizer", "{\"clean_text\":true,\"handle_chinese_chars\":true,\"strip_accents\":null,\"lowercase\":true}", "BertNormalizer")]
    [InlineData("normalizer", "{\"strip_left\":true,\"strip_right\":false}", "Strip")]
    [InlineData("normalizer", "{\"prepend\":\"_\"}", "Prepend")]
    [InlineData("normalizer", "{\"pattern\":{\"String\":\"a\"},\"content\":\"b\"}", "Replace")]
    [InlineData("post_processor", "{\"sep\":[\"</s>\",1],\"cls\":[\"<unk>\",2]}", "BertProcessing")]
    [InlineData("post_processor", "{\"sep\":[\"</s>\",1],\"cls\":[\"<unk>\",2],\"trim_offsets\":true,\"add_prefix_space\":false}", "RobertaProcessing")]
    [InlineData("post_processor", "{\"single\":[{\"Sequence\":{\"id\":\"A\",\"type_id\":0}}]," +
        "\"pair\":[{\"Sequence\":{\"id\":\"A\",\"type_id\":0}},{\"Sequence\":{\"id\":\"B\",\"type_id\":1}}],\"special_tokens\":{}}", "TemplateProcessing")]
    [InlineData("decoder", "{\"suffix\":\"</w>\"}", "BPEDecoder")]
    [InlineData("decoder", "{\"prefix\":\"##\",\"cleanup\":true}", "WordPiece")]
    [InlineData("decoder", "{\"pad_token\":\"_\",\"word_delimiter_token\":\"|\",\"cleanup\":false}", "CTC")]
    [InlineData("decoder", "{\"pattern\":{\"String\":\"a\"},\"content\":\"b\"}", "Replace")]
    [InlineData("decoder", "{\"content\":\" \",\"start\":1,\"stop\":0}", "Strip")]
    public void Older_files_leave_out_version_and_types(string name, string part, string type)
    {
        var root = Written(Small.Pipeline);
        root[name] = JsonNode.Parse(part);
        root.Remove("version");
        var read = TokenizerFile.Parse(System.Text.Encoding.UTF8.GetBytes(root.ToJsonString()), "x").Pipeline;
        var again = Written(read)[name]!.AsObject();
        Assert.Equal(type, again["type"]!.GetValue<string>());
        again.Remove("type");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(part), again), again.ToJsonString());
    }

    [Fact]
    public void Length_beyond_all_numbers_cuts_nothing()
    {
        var root = Written(Small.Pipeline);
        root["truncation"] = JsonNode.Parse("{\"max_length\":18446744073709551615,\"strategy\":\"LongestFirst\",\"stride\":0}");
        Assert.Equal(int.MaxValue, TokenizerFile.Parse(System.Text.Encoding.UTF8.GetBytes(root.ToJsonString()), "x").Pipeline.Truncation!.MaxLength);
    }

    [Fact]
    public void Folders_are_made_when_the_path_says_so()
    {
        using var folder = new TemporaryFolder();
        Small.Save(folder.File("new/"));
        Assert.Equal(Small.Encode("ab"), Tokenizer.Load(folder.File("new")).Encode("ab"));
        Assert.Equal(Small.Encode("ab"), Tokenizer.Load(folder.File("new/tokenizer.json")).Encode("ab"));
    }

    [Fact]
    public void Save_that_fails_leaves_the_old_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("old"), "old");
        var failed = Assert.Throws<IOException>(() => AtomicFile.Write(folder.File("old"), _ => throw new IOException("The disk is full.")));
        Assert.Equal($"'{folder.File("old")}' cannot be written: The disk is full. Free space or choose another folder; the old file, if any, is unchanged.", failed.Message);
        Assert.Equal("old", File.ReadAllText(folder.File("old")));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Second_writer_of_a_file_fails_and_leaves_the_first_alone()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder.File("file"), first =>
        {
            Assert.Throws<IOException>(() => AtomicFile.WriteText(folder.File("file"), "second"));
            first.Write("first"u8);
        });
        Assert.Equal("first", File.ReadAllText(folder.File("file")));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void File_that_is_not_there_is_named()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("tokenizer.json");
        Assert.Equal(
            $"'{file}' does not exist. Give a tokenizer.json, a classic file, or a folder that holds a tokenizer.json or a vocab.json with a merges.txt, a vocab.txt, a tokenizer.model, a " +
            "spiece.model, a sentencepiece.bpe.model.",
            Assert.Throws<FileNotFoundException>(() => Tokenizer.Load(folder.Path)).Message);
    }

    [Fact]
    public void File_that_is_too_large_is_not_read()
    {
        using var folder = new TemporaryFolder();
        using (var file = File.Create(folder.File("tokenizer.json")))
            file.SetLength(TokenizerFile.MaxLength + 1);
        var wrong = Assert.Throws<TokenizerFormatException>(() => Tokenizer.Load(folder.Path));
        Assert.Equal($"'{folder.File("tokenizer.json")}': it has 268,435,457 bytes; a tokenizer.json may have 268,435,456 at most.", wrong.Message);
    }

    [Fact]
    public void Damaged_files_are_refused_and_nothing_else_happens()
    {
        using var stream = new MemoryStream();
        TokenizerFile.Write(Small.Pipeline, stream);
        byte[] whole = stream.ToArray();
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, 3]).Sample((at, value, kind) =>
        {
            byte[] damaged = kind switch
            {
                0 => whole[..at],
                1 => [.. whole[..at], .. whole[(at + 1)..]],
                2 => [.. whole[..at], value, .. whole[at..]],
                _ => [.. whole[..at], value, .. whole[(at + 1)..]],
            };
            try
            {
                TokenizerFile.Parse(damaged, "x").Encode("ab");
            }
            catch (TokenizerFormatException wrong)
            {
                Assert.StartsWith("'x': ", wrong.Message, StringComparison.Ordinal);
            }
            catch (InvalidOperationException wrong)
            {
                Assert.StartsWith("The text holds what the vocabulary lacks, ", wrong.Message, StringComparison.Ordinal);
            }
        }, iter: 3000);
    }
}
