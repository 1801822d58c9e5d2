using System.Text;

namespace Rote.Tokenizers.Tests.Training;

public sealed class TokenizerRecipeTests : IDisposable
{
    private static readonly string[] Texts =
    [
        .. Enumerable.Repeat("The cat sat on the mat.", 20), .. Enumerable.Repeat("A café is not a cat, naïve as it may be.", 10), .. Enumerable.Repeat("ﬁne mats and cats", 5),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Names => ["bpe", "byte-bpe", "wordpiece", "unigram", "words"];

    private static TokenizerRecipe Recipe(string name) => name switch
    {
        "bpe" => new TokenizerRecipe.Bpe { VocabularySize = 60, FurtherTokens = ["<mask>"] },
        "byte-bpe" => new TokenizerRecipe.ByteBpe { VocabularySize = 300, FurtherTokens = ["<mask>"] },
        "wordpiece" => new TokenizerRecipe.WordPiece { VocabularySize = 80, FurtherTokens = ["<mask>"] },
        "unigram" => new TokenizerRecipe.Unigram { VocabularySize = 60, FurtherTokens = ["<mask>"] },
        _ => new TokenizerRecipe.Words { FurtherTokens = ["<mask>"] },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Trained_tokenizer_is_saved_whole_and_knows_its_special_tokens(string name)
    {
        var heard = new List<TrainingStage>();
        var tokenizer = Train(Recipe(name), Texts, new Listener(heard));
        Assert.Contains(TrainingStage.CountingWords, heard);
        tokenizer.Save(_folder.File("tokenizer.json"));
        var loaded = Tokenizer.Load(_folder.File("tokenizer.json"));
        string text = "the cat <mask> sat";
        Assert.Equal(tokenizer.Encode(text, "a mat"), loaded.Encode(text, "a mat"));
        Assert.Contains("<mask>", loaded.Encode(text).Tokens);
        Assert.DoesNotContain("<mask>", loaded.Decode(loaded.Encode(text).Ids), StringComparison.Ordinal);
        Assert.Equal(tokenizer.DescribeParts(), Train(Recipe(name), Texts.Reverse()).DescribeParts());
        Assert.Equal(tokenizer.Encode(Texts[20]), Train(Recipe(name), Texts.Reverse()).Encode(Texts[20]));
    }

    [Theory]
    [InlineData("bpe", "▁the▁cat</s>", "▁the▁cat</s>▁a</s>")]
    [InlineData("unigram", "▁the▁cat</s>", "▁the▁cat</s>▁a</s>")]
    [InlineData("byte-bpe", "theĠcat", "theĠcata")]
    [InlineData("wordpiece", "[CLS]thecat[SEP]", "[CLS]thecat[SEP]a[SEP]")]
    [InlineData("words", "thecat</s>", "thecat</s>a</s>")]
    public void Text_gets_what_the_models_users_expect_around_it(string name, string one, string two)
    {
        var tokenizer = Train(Recipe(name), Texts);
        Assert.Equal(one, string.Concat(tokenizer.Encode("the cat").Tokens).Replace("##", "", StringComparison.Ordinal));
        Assert.Equal(two, string.Concat(tokenizer.Encode("the cat", "a").Tokens).Replace("##", "", StringComparison.Ordinal));
        Assert.Equal("the cat", tokenizer.Decode(tokenizer.Encode("the cat").Ids));
    }

    [Theory]
    [InlineData("bpe", "<pad> </s> <unk> <mask>")]
    [InlineData("unigram", "<pad> </s> <unk> <mask>")]
    [InlineData("byte-bpe", "<|endoftext|> <mask>")]
    [InlineData("wordpiece", "[PAD] [UNK] [CLS] [SEP] [MASK] <mask>")]
    [InlineData("words", "<pad> </s> <unk>")]
    public void First_ids_are_the_special_tokens(string name, string expected) =>
        Assert.Equal(expected.Split(' '), Enumerable.Range(0, expected.Split(' ').Length).Select(Train(Recipe(name), Texts).IdToToken));

    [Fact]
    public void Byte_level_gives_back_every_text()
    {
        var tokenizer = Train(Recipe("byte-bpe"), Texts);
        foreach (string text in new[] { "Ça 😀\n\t", "  two  spaces ", "漢字" })
            Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text).Ids));
        Assert.True(Recipe("byte-bpe").ReadsLineEnds);
        Assert.All(Names.Select(row => row.Data).Where(name => name != "byte-bpe"), name => Assert.False(Recipe(name).ReadsLineEnds));
        Assert.Equal("Ġthe", Train(new TokenizerRecipe.ByteBpe { VocabularySize = 300, AddPrefixSpace = true }, Texts).Encode("the").Tokens[0]);
    }

    [Fact]
    public void Form_and_case_are_the_recipes()
    {
        Assert.Equal("▁fine", string.Concat(Train(new TokenizerRecipe.Bpe { VocabularySize = 60 }, Texts).Encode("ﬁne", addSpecialTokens: false).Tokens));
        Assert.Equal("▁ﬁne", string.Concat(Train(new TokenizerRecipe.Bpe { VocabularySize = 60, Form = null }, Texts).Encode("ﬁne", addSpecialTokens: false).Tokens));
        Assert.Equal("▁fine", string.Concat(Train(new TokenizerRecipe.Unigram { VocabularySize = 60, LowersCase = true }, Texts).Encode("FINE", addSpecialTokens: false).Tokens));
        Assert.Equal("cafe", Train(new TokenizerRecipe.WordPiece { VocabularySize = 90 }, Texts).Encode("CAFÉ", addSpecialTokens: false).Tokens.Aggregate((a, b) => a + b[2..]));
        Assert.Equal(["[UNK]"], Train(new TokenizerRecipe.WordPiece { VocabularySize = 90, LowersCase = false }, Texts).Encode("CAFÉ", addSpecialTokens: false).Tokens);
        Assert.Equal(NormalizationForm.FormKC, new TokenizerRecipe.Bpe().Form);
        Assert.Null(new TokenizerRecipe.ByteBpe().Form);
        var lower = Train(new TokenizerRecipe.ByteBpe { VocabularySize = 300, Form = NormalizationForm.FormC, LowersCase = true }, Texts);
        Assert.Equal("é", lower.Decode(lower.Encode("E\u0301").Ids));
    }

    [Fact]
    public void Limits_are_the_trainers()
    {
        Assert.All(Tokens(new TokenizerRecipe.Bpe { MaximumTokenLength = 4 }), token => Assert.InRange(token.Length, 1, 3));
        Assert.All(Tokens(new TokenizerRecipe.Unigram { VocabularySize = 50, MaximumPieceLength = 3 }), token => Assert.InRange(token.Length, 1, 3));
        Assert.DoesNotContain("▁ﬁne", Tokens(new TokenizerRecipe.Bpe { MinimumCount = 11 }));
        Assert.Equal(["<unk>", "</s>"], Train(new TokenizerRecipe.Bpe { AlphabetLimit = 4, VocabularySize = 9 }, ["aaaa bbbb cc", "q"]).Encode("qqq").Tokens.Distinct().Where(token => token[0] == '<'));
        Assert.Equal("»a", Train(new TokenizerRecipe.WordPiece { VocabularySize = 10, ContinuingPrefix = "»" }, ["ba ca da"]).Encode("ba", addSpecialTokens: false).Tokens[^1][^2..]);

        static IEnumerable<string> Tokens(TokenizerRecipe recipe)
        {
            var tokenizer = Train(recipe, Texts);
            return Enumerable.Range(3, tokenizer.VocabularySize - 3).Select(id => tokenizer.IdToToken(id)!);
        }
    }

    [Fact]
    public void Punctuation_can_be_parted_from_words()
    {
        string[] texts = ["ab... ab... ab?", "so, so, so."];
        foreach (bool parts in new[] { false, true })
        {
            foreach (TokenizerRecipe recipe in new TokenizerRecipe[] { new TokenizerRecipe.Bpe { PartsPunctuation = parts }, new TokenizerRecipe.Unigram { PartsPunctuation = parts } })
            {
                var tokenizer = Train(recipe, texts);
                string[] tokens = [.. Enumerable.Range(3, tokenizer.VocabularySize - 3).Select(id => tokenizer.IdToToken(id)!)];
                Assert.False(parts && tokens.Any(token => token.Any(char.IsPunctuation) && token.Any(char.IsLetter)));
                Assert.Equal("ab... so?", tokenizer.Decode(tokenizer.Encode("ab... so?").Ids));
                Assert.Equal(parts ? 4 : 2, tokenizer.Encode("ab... so?").WordIds.OfType<int>().Distinct().Count());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_can_be_cancelled(string name)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Recipe(name).Train(Texts, null, source.Token));
    }

    private static Tokenizer Train(TokenizerRecipe recipe, IEnumerable<string> texts, IProgress<TrainingProgress>? progress = null) =>
        recipe.Train(texts, progress, TestContext.Current.CancellationToken);

    private sealed class Listener(List<TrainingStage> heard) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => heard.Add(value.Stage);
    }
}
