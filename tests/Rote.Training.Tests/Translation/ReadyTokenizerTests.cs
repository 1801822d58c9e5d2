using System.Text.Json.Nodes;
using Rote.Testing;
using Rote.Tokenizers;
using Rote.Training.Translation;

namespace Rote.Training.Tests.Translation;

/// <summary>Tokenizers from elsewhere, made fit for translation.</summary>
public sealed class ReadyTokenizerTests : IDisposable
{
    private static readonly string[] Texts = ["Zwei Männer, die lachen.", "two  men <s> 你好 🙂", "a", ""];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Kinds => [.. GoldenFolder.Tokenizers];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_ends_its_texts_pads_with_another_token_and_is_the_same_once_saved(string kind)
    {
        var (tokenizer, added) = ReadyTokenizer.Load(GoldenFolder.Tokenizer(kind));
        var ids = SpecialTokens.Of(tokenizer);
        Assert.NotEqual(ids.End, ids.Padding);
        Assert.NotEqual(tokenizer.UnknownId, ids.Padding);
        Assert.Equal(ids.Padding, ids.DecoderStart);
        var original = Tokenizer.Load(GoldenFolder.Tokenizer(kind)).WithPadding(null).WithTruncation(null);
        bool hadEnd = SpecialTokens.EndOf(original.Pipeline.PostProcessor) is not null;
        Assert.Equal(added.Count, tokenizer.VocabularySize - original.VocabularySize);
        Assert.All(added, token => Assert.Null(original.TokenToId(token)));

        var saved = new SavedTranslationModel(_folder.Path, TinyTranslator.Spec(tokenizer.VocabularySize) with { PaddingId = ids.Padding }, ids, maxNewTokens: 9);
        saved.SaveTokenizer(tokenizer);
        var loaded = Tokenizer.Load(_folder.Path);
        Assert.Equal(ids, SpecialTokens.Of(loaded));
        Assert.Equal(tokenizer.VocabularySize, loaded.VocabularySize);
        foreach (string text in Texts)
        {
            int[] encoded = [.. tokenizer.Encode(text).Ids], before = [.. original.Encode(text).Ids];
            Assert.Equal(ids.End, encoded[^1]);
            Assert.Equal(hadEnd ? before : [.. before, ids.End], encoded);
            Assert.Equal(encoded, loaded.Encode(text).Ids);
            Assert.Equal(tokenizer.Decode(encoded), loaded.Decode(encoded));
            Assert.DoesNotContain(tokenizer.IdToToken(ids.End)!, tokenizer.Decode([ids.End]), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("bert-uncased", "[PAD]", "[SEP]", "")]
    [InlineData("bytelevel-roberta", "<pad>", "</s>", "")]
    [InlineData("unigram-t5", "<pad>", "</s>", "")]
    [InlineData("bpe-clip", "<pad>", "<|endoftext|>", "<pad>")] // what it calls padding is its end
    [InlineData("bytelevel-gpt2", "<pad>", "<|endoftext|>", "<pad>")]
    [InlineData("spm-llama2", "<pad>", "</s>", "<pad>")]
    [InlineData("spm-gemma", "<pad>", "</s>", "")]
    public void Tokens_are_those_that_the_tokenizer_has_else_they_are_added(string kind, string padding, string end, string added)
    {
        var ready = ReadyTokenizer.Load(GoldenFolder.Tokenizer(kind));
        var ids = SpecialTokens.Of(ready.Tokenizer);
        Assert.Equal((padding, end, added), (ready.Tokenizer.IdToToken(ids.Padding), ready.Tokenizer.IdToToken(ids.End), string.Join(' ', ready.Added)));
    }

    [Fact]
    public void Cutting_padding_and_dropout_are_switched_off_and_a_padding_token_of_the_file_is_taken()
    {
        var model = new BpeModel(Vocabulary("<x>", "a", "b", "ab"), [("a", "b")], new BpeOptions { Dropout = 1 });
        var ready = Saved(new TokenizerPipeline
        {
            Model = model,
            Truncation = new TruncationOptions { MaxLength = 1 },
            Padding = new PaddingOptions { Strategy = new PaddingStrategy.Fixed(9), PadToken = "<x>", PadId = 0 },
        });
        Assert.Equal(["ab", "</s>"], ready.Tokenizer.Encode("ab").Tokens);
        Assert.Equal(0, SpecialTokens.Of(ready.Tokenizer).Padding);
        Assert.Equal(["</s>"], ready.Added);
    }

    [Fact]
    public void End_is_put_where_the_post_processor_allows()
    {
        var vocabulary = Vocabulary("<pad>", "<s>", "</s>", "<unk>", "a");
        TemplateToken start = new(1, "<s>");
        var before = new PostProcessor.Template(
            [new TemplatePart.Special("<s>"), new TemplatePart.Text(false)],
            [new TemplatePart.Special("<s>"), new TemplatePart.Text(false), new TemplatePart.Text(true)],
            new Dictionary<string, IReadOnlyList<TemplateToken>> { ["<s>"] = [start] });
        var bytes = new PostProcessor.ByteLevel();
        foreach (var (postProcessor, expected) in new (PostProcessor?, string)[]
        {
            (null, "a </s>"), (before, "<s> a </s>"), (bytes, "a </s>"), (new PostProcessor.Sequence([bytes, before]), "<s> a </s>"),
            (new PostProcessor.Sequence([bytes, new PostProcessor.Sequence([before])]), "<s> a </s>"), (new PostProcessor.Sequence([bytes]), "a </s>"),
            (PostProcessor.Template.EndingWith(new TemplateToken(2, "</s>")), "a </s>"),
        })
        {
            var ready = Saved(new TokenizerPipeline { Model = new WordLevelModel(vocabulary, "<unk>"), PostProcessor = postProcessor, AddedTokens = [new AddedToken(1, "<s>")] });
            Assert.Equal(expected.Split(' '), ready.Tokenizer.Encode("a").Tokens);
            Assert.Equal("a", ready.Tokenizer.Decode(ready.Tokenizer.Encode("a").Ids)); // the end is special now
        }
    }

    [Fact]
    public void Clean_up_and_other_names_stay_in_what_is_saved()
    {
        string source = _folder.File("source");
        new Tokenizer(new TokenizerPipeline { Model = new WordLevelModel(Vocabulary("[UNK]", "[CLS]", "a", "."), "[UNK]"), PreTokenizer = new PreTokenizer.Whitespace() }).Save(source + "/");
        File.WriteAllText(Path.Combine(source, "tokenizer_config.json"), """{"clean_up_tokenization_spaces": true, "cls_token": "[CLS]", "eos_token": "<end>", "pad_token": "[UNK]"}""");
        var ready = ReadyTokenizer.Load(source);
        Assert.Equal(["<pad>"], ready.Added); // what it calls padding is its unknown token; reading it adds what its config names
        var ids = SpecialTokens.Of(ready.Tokenizer);
        new SavedTranslationModel(_folder.File("saved"), TinyTranslator.Spec(ready.Tokenizer.VocabularySize) with { PaddingId = ids.Padding }, ids, 9).SaveTokenizer(ready.Tokenizer);
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder.File("saved"), "tokenizer_config.json")))!;
        string[] roles = ["pad_token", "eos_token", "unk_token", "cls_token", "clean_up_tokenization_spaces"];
        Assert.Equal("<pad> <end> [UNK] [CLS] true", string.Join(' ', roles.Select(role => config[role])));
        Assert.Equal("a.", Tokenizer.Load(_folder.File("saved")).Decode([.. ready.Tokenizer.Encode("a .").Ids]));
    }

    [Fact]
    public void What_is_not_fit_is_refused()
    {
        string file = _folder.File("tokenizer.json");
        new Tokenizer(new TokenizerPipeline { Model = new UnigramModel([new UnigramPiece("a", -1)], unknownId: null) }).Save(file);
        Assert.Equal(
            $"'{file}' is not fit for translation: its Unigram model has no unknown token (unk_id is null), so that texts with new characters could not be read. Use one that has it.",
            Assert.Throws<TokenizerFormatException>(() => ReadyTokenizer.Load(file)).Message);
        new Tokenizer(new TokenizerPipeline { Model = new WordLevelModel(Vocabulary("<pad>", "a"), "<pad>") }).Save(file);
        Assert.Equal(
            $"'{file}' is not fit for translation: its token '<pad>' is its end or unknown token, and it has no other padding token. Add one to it, and name it in its tokenizer_config.json.",
            Assert.Throws<TokenizerFormatException>(() => ReadyTokenizer.Load(file)).Message);
        Assert.Throws<FileNotFoundException>(() => ReadyTokenizer.Load(_folder.File("missing")));
    }

    [Fact]
    public void Path_is_the_same_from_anywhere()
    {
        Assert.Equal(new VocabularySpec.FromFile(Path.Combine(Directory.GetCurrentDirectory(), "a")), new VocabularySpec.FromFile("a").Absolute());
        Assert.Equal(new VocabularySpec.Bpe(9), new VocabularySpec.Bpe(9).Absolute());
        Assert.Equal(["Vocabulary.Path must name a file."], new VocabularySpec.FromFile(" ").Violations());
        Assert.Empty(new VocabularySpec.FromFile("a").Violations());
    }

    private static IEnumerable<KeyValuePair<string, int>> Vocabulary(params string[] tokens) => tokens.Select((token, id) => KeyValuePair.Create(token, id));

    private ReadyTokenizer Saved(TokenizerPipeline pipeline)
    {
        string file = _folder.File("ready.json");
        new Tokenizer(pipeline).Save(file);
        return ReadyTokenizer.Load(file);
    }
}
