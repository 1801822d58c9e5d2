namespace Rote.Tokenizers.Tests.Models;

public class BpeTrainerTests
{
    private static readonly BpeTrainerOptions Options = new() { PreTokenizer = new PreTokenizer.WhitespaceSplit() };

    private static string[] TokensOf(Tokenizer tokenizer) => [.. Enumerable.Range(0, tokenizer.VocabularySize).Select(id => tokenizer.IdToToken(id)!)];

    private static string[] Train(BpeTrainerOptions options, params string[] texts) => TokensOf(Tokenizer(options, texts));

    private static Tokenizer Tokenizer(BpeTrainerOptions options, params string[] texts) => BpeTrainer.Train(texts, options, null, TestContext.Current.CancellationToken);

    [Fact]
    public void Vocabulary_is_special_tokens_then_characters_by_code_point_then_merges_by_count()
    {
        // "bc" is there 3 times, "ab" twice; then "a bc" twice, and the pairs that are there once, by their ids.
        Assert.Equal(["<s>", "a", "b", "c", "bc", "abc", "cbc"], Train(Options with { SpecialTokens = ["<s>"] }, "abc abc", "cbc"));
    }

    [Fact]
    public void Equal_counts_are_merged_by_the_lower_ids() =>
        // "ba" and "ab" are there once each: a is the lower one.
        Assert.Equal(["a", "b", "ab", "ba"], Train(Options, "ba ab"));

    [Fact]
    public void Overlapping_pairs_count_and_are_merged_from_the_left()
    {
        var tokenizer = Tokenizer(Options with { MinimumCount = 2 }, "aaa");
        Assert.Equal(["a", "aa"], TokensOf(tokenizer));
        Assert.Equal(["aa", "a"], tokenizer.Encode("aaa").Tokens);
    }

    [Fact]
    public void Longest_token_has_fewer_characters_than_the_maximum_except_pairs()
    {
        foreach (var (maximum, longest) in new[] { (1, 2), (2, 2), (3, 2), (4, 3), (5, 4) })
            Assert.Equal(longest, Train(Options with { MaximumTokenLength = maximum }, "abc abcd").Max(token => token.Length));
    }

    [Fact]
    public void Rarest_characters_are_dropped_and_their_neighbours_meet() =>
        Assert.Equal(["a", "b", "ab"], Train(Options with { AlphabetLimit = 2, MinimumCount = 3 }, "axb axb ayb ba"));

    [Fact]
    public void Of_equally_frequent_characters_the_lower_ones_are_kept() => Assert.Equal(["a", "b"], Train(Options with { AlphabetLimit = 2 }, "d c b a"));

    [Fact]
    public void Initial_alphabet_is_kept_whatever_the_texts_hold() =>
        Assert.Equal(["a", "z"], Train(Options with { AlphabetLimit = 2, InitialAlphabet = [new('z')] }, "a a b"));

    [Fact]
    public void Characters_with_affixes_follow_by_code_point()
    {
        Assert.Equal(["a", "b", "##a", "##b", "ba", "bab"], Train(Options with { ContinuingPrefix = "##" }, "bab"));
        Assert.Equal(["a", "b", "b</w>", "ab</w>", "bab</w>"], Train(Options with { EndOfWordSuffix = "</w>" }, "bab"));
    }

    [Fact]
    public void Trained_tokenizer_is_saved_and_loaded_with_all_its_parts()
    {
        using var folder = new TemporaryFolder();
        var options = Options with
        {
            SpecialTokens = ["<unk>", "<s>"],
            UnknownToken = "<unk>",
            EndOfWordSuffix = "</w>",
            Normalizer = new Normalizer.Lowercase(),
            Decoder = new TokenDecoder.EndOfWord(),
        };
        var trained = Tokenizer(options, "The cat sat on the mat");
        trained.Save(folder.Path);
        var loaded = Tokenizers.Tokenizer.Load(folder.Path);
        Assert.Equal(["<s>", "the</w>", "<unk>", "at</w>"], loaded.Encode("<s>The ?at").Tokens);
        Assert.Equal(trained.Encode("<s>The cat!").Ids, loaded.Encode("<s>The cat!").Ids);
        Assert.Equal("the cat", loaded.Decode(loaded.Encode("<s>The cat").Ids));
    }

    [Fact]
    public void Nothing_to_learn_from_gives_the_special_tokens() => Assert.Equal(["<s>"], Train(Options with { SpecialTokens = ["<s>"] }, "", "  "));

    [Fact]
    public void Progress_ends_with_all_texts_and_the_whole_vocabulary()
    {
        var heard = new Heard();
        BpeTrainer.Train(["ab", "ab"], Options with { VocabularySize = 3 }, heard, TestContext.Current.CancellationToken);
        Assert.Equal(new TrainingProgress(TrainingStage.CountingWords, 2, 2), heard.Reports.Last(report => report.Stage == TrainingStage.CountingWords));
        Assert.Equal(new TrainingProgress(TrainingStage.Merging, 3, 3), heard.Reports[^1]);
    }

    [Fact]
    public void Cancellation_ends_counting_and_merging()
    {
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => BpeTrainer.Train(Endless(), Options, null, cancellation.Token));
        Assert.Throws<OperationCanceledException>(() => BpeTraining.Train([new WordCount("ab", 1)], Options, null, cancellation.Token));

        IEnumerable<string> Endless()
        {
            for (int count = 0; ; count++)
            {
                if (count == 100)
                    cancellation.Cancel();
                yield return new string('a', 10_000);
            }
        }
    }

    [Fact]
    public void Wrong_options_are_reported_together()
    {
        var options = new BpeTrainerOptions
        {
            VocabularySize = 0,
            MinimumCount = 0,
            AlphabetLimit = 0,
            MaximumTokenLength = 0,
            ContinuingPrefix = "",
            EndOfWordSuffix = "\uD800",
            SpecialTokens = ["", "<s>", "<s>"],
            UnknownToken = "<unk>",
        };
        var wrong = Assert.Throws<ArgumentException>(() => Tokenizer(options));
        Assert.Equal(
            "`options`: VocabularySize must be at least 1; got 0. MinimumCount must be at least 1; got 0. AlphabetLimit must be null or at least 1; got 0. " +
            "MaximumTokenLength must be null or at least 1; got 0. ContinuingPrefix must be null or a Unicode text that is not empty. " +
            "EndOfWordSuffix must be null or a Unicode text that is not empty. SpecialTokens must be Unicode texts that are not empty; got '', '<s>', '<s>'. " +
            "SpecialTokens must differ; got '', '<s>', '<s>'. UnknownToken must be null or one of the SpecialTokens; got '<unk>'. (Parameter 'options')",
            wrong.Message);
    }

    private sealed class Heard : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public void Report(TrainingProgress value) => Reports.Add(value);
    }
}
