using System.Text;
using CsCheck;

namespace Rote.Tokenizers.Tests.Models;

public class UnigramTrainerTests
{
    private static readonly string[] Corpus = ["the cat sat on the mat", "the dog sat on the cat", "a cat, a hat, a mat", "the hat on the dog"];

    private static readonly UnigramTrainerOptions Options = new() { VocabularySize = 40, PreTokenizer = new PreTokenizer.WhitespaceSplit(), UnknownToken = "<unk>" };

    private static Tokenizer Train(IEnumerable<string> texts, UnigramTrainerOptions options) => UnigramTrainer.Train(texts, options, null, TestContext.Current.CancellationToken);

    private static IReadOnlyList<UnigramPiece> Pieces(Tokenizer tokenizer) => ((UnigramModel)tokenizer.Pipeline.Model).Pieces;

    [Fact]
    public void Seeds_are_characters_then_repeated_substrings_by_occurrences_times_length()
    {
        WordCount[] words = [new("This is a", 1), new("こんにちは友達", 1)];
        var seeds = UnigramSeeds.Find(words, 16, 100);
        // "is" is always before a blank: "is " stands for it.
        Assert.Equal(["s", "i", " ", "達", "友", "ん", "は", "に", "ち", "こ", "h", "a", "T", "is ", "s "], seeds.Texts);
        Assert.Equal(Math.Log(2.0 / 26), seeds.Scores[0], 1e-12);
        Assert.Equal(Math.Log(6.0 / 26), seeds.Scores[13], 1e-12);
        Assert.Equal(14, UnigramSeeds.Find(words, 16, 1).Texts.Length);
        Assert.Equal(13, UnigramSeeds.Find(words, 1, 100).Texts.Length);
    }

    [Fact]
    public void Seeds_are_of_whole_characters_and_cut_at_null_characters()
    {
        var seeds = UnigramSeeds.Find([new("😀😁\0x", 1), new("😀😂", 2), new("y😀\0", 1)], 16, 100);
        Assert.Equal(["😀", "😂", "😁", "y", "x"], seeds.Texts);
        seeds = UnigramSeeds.Find([new("\uFFFF😀x", 1), new("\uFFFF😀y", 1)], 16, 100);
        Assert.Equal(["😀", "\uFFFF", "y", "x", "\uFFFF😀"], seeds.Texts);
    }

    [Fact]
    public void Special_tokens_come_first_then_pieces_by_score()
    {
        var pieces = Pieces(Train(Corpus, Options with { SpecialTokens = ["<pad>", "<unk>", "</s>"] }));
        Assert.Equal(["<pad>", "<unk>", "</s>"], pieces.Take(3).Select(piece => piece.Text));
        Assert.All(pieces.Take(3), piece => Assert.Equal(0, piece.Score));
        Assert.Equal(pieces.Skip(3).OrderByDescending(piece => piece.Score), pieces.Skip(3));
        Assert.Contains("at", pieces.Select(piece => piece.Text));
        Assert.All(pieces.Skip(3), piece => Assert.InRange(piece.Score, -20, 0));
    }

    [Fact]
    public void Unknown_token_keeps_its_place_or_is_put_first_or_is_missing()
    {
        var among = Train(Corpus, Options with { SpecialTokens = ["<pad>", "<unk>"] });
        Assert.Equal(1, among.UnknownId);
        Assert.Equal([(0, "<pad>"), (1, "<unk>")], among.Pipeline.AddedTokens.Select(token => (token.Id, token.Content)));
        var first = Train(Corpus, Options with { SpecialTokens = ["<pad>"] });
        Assert.Equal(0, first.UnknownId);
        Assert.Equal("<unk>", first.IdToToken(0));
        Assert.Equal([(1, "<pad>")], first.Pipeline.AddedTokens.Select(token => (token.Id, token.Content)));
        Assert.Null(Train(Corpus, Options with { UnknownToken = null }).UnknownId);
    }

    [Fact]
    public void All_characters_are_there_those_given_up_with_the_lowest_scores_by_code_point()
    {
        var tokenizer = Train(Corpus, Options with { InitialAlphabet = [new Rune('q'), Rune.GetRuneAt("😀", 0), new Rune('a')] });
        var pieces = Pieces(tokenizer);
        foreach (var rune in string.Concat(Corpus).Replace(" ", "", StringComparison.Ordinal).EnumerateRunes().Append(new Rune('q')).Append(Rune.GetRuneAt("😀", 0)))
            Assert.NotNull(tokenizer.TokenToId(rune.ToString()));
        double lowest = pieces.Min(piece => piece.Score), q = pieces.Single(piece => piece.Text == "q").Score, face = pieces.Single(piece => piece.Text == "😀").Score;
        Assert.InRange(q, lowest, face);
        double steps = (face - lowest) / 0.0001;
        Assert.Equal(Math.Round(steps), steps, 1e-6);
    }

    [Fact]
    public void Piece_that_a_special_token_is_stands_once()
    {
        var pieces = Pieces(Train(Corpus, Options with { SpecialTokens = ["the", "a"] }));
        Assert.Equal(["<unk>", "the", "a"], pieces.Take(3).Select(piece => piece.Text));
        Assert.Equal(pieces.Count, pieces.Select(piece => piece.Text).Distinct().Count());
    }

    [Fact]
    public void Vocabulary_is_as_large_as_asked_for_and_pruned_to_it()
    {
        var random = new Random(7);
        string[] texts = [.. Enumerable.Range(0, 500).Select(_ => string.Join(' ', Enumerable.Range(0, 8).Select(_ => $"{Corpus[random.Next(4)].Split(' ')[random.Next(4)]}{random.Next(300)}")))];
        foreach (int size in new[] { 40, 100, 200 })
        {
            var pieces = Pieces(Train(texts, Options with { VocabularySize = size, MaximumPieceLength = 5 }));
            Assert.Equal(size, pieces.Count);
            Assert.All(pieces, piece => Assert.InRange(piece.Text.Length, 1, 5));
        }
    }

    [Fact]
    public void Same_texts_give_the_same_tokenizer_in_whatever_order_they_come() => Gen.String.List[0, 20].Select(Gen.Int).Sample((texts, seed) =>
    {
        string[] shuffled = [.. texts, .. Corpus];
        new Random(seed).Shuffle(shuffled);
        var options = Options with { VocabularySize = 2000 };
        Assert.Equal(Pieces(Train([.. texts, .. Corpus], options)), Pieces(Train(shuffled, options)));
    }, iter: 100);

    [Fact]
    public void Text_is_given_back_by_a_tokenizer_trained_on_it() => Gen.String.List[1, 10].Where(texts => texts.Any(text => text.Any(unit => unit != '\0'))).Sample(texts =>
    {
        var tokenizer = Train(texts, new UnigramTrainerOptions { VocabularySize = 2000, Decoder = new TokenDecoder.Fuse() });
        foreach (string text in texts)
            Assert.Equal(LoneSurrogates.Replace(text), tokenizer.Decode(tokenizer.Encode(text).Ids));
    }, iter: 200);

    [Fact]
    public void Odd_texts_are_trained_on()
    {
        // A piece that reads as the unknown one's name; null characters alone and among others; one character; one long word.
        foreach (string[] texts in new string[][] { ["<UNK> <UNK> a<UNK>"], ["\0", "a\0b a\0c"], ["x"], [new string('a', 20_000)], ["aaaa"] })
        {
            var tokenizer = Train(texts, Options);
            Assert.All(texts, text => Assert.Empty(tokenizer.Encode(text).UnknownIndices));
        }
    }

    [Fact]
    public void Progress_is_reported_stage_by_stage()
    {
        var reports = new List<TrainingProgress>();
        UnigramTrainer.Train(Corpus, Options with { SubIterations = 3 }, new Reports(reports.Add), TestContext.Current.CancellationToken);
        Assert.Equal([TrainingStage.CountingWords, TrainingStage.FindingSeeds, TrainingStage.Estimating], reports.Select(report => report.Stage).Distinct());
        var rounds = reports.Where(report => report.Stage == TrainingStage.Estimating).ToList();
        Assert.Equal(Enumerable.Range(1, rounds.Count).Select(round => (long)round), rounds.Select(round => round.Done));
        Assert.Equal(0, rounds.Count % 3);
        Assert.All(rounds, round => Assert.InRange(round.Done, 1, round.Total!.Value));
    }

    [Fact]
    public void Training_ends_when_asked_to()
    {
        using var source = new CancellationTokenSource();
        var stop = new Reports(report =>
        {
            if (report.Stage == TrainingStage.Estimating)
                source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => UnigramTrainer.Train(Corpus, Options, stop, source.Token));
    }

    [Fact]
    public void Wrong_options_are_reported_together()
    {
        var options = new UnigramTrainerOptions
        {
            VocabularySize = 3,
            SpecialTokens = ["<s>", "", "<s>"],
            UnknownToken = "<s>",
            ShrinkingFactor = 1,
            MaximumPieceLength = 0,
            SubIterations = 0,
            SeedSize = 0,
        };
        var wrong = Assert.Throws<ArgumentException>(() => Train(Corpus, options));
        Assert.Equal(
            "`options`: VocabularySize must be greater than 3, the special tokens; got 3. SpecialTokens and UnknownToken must be Unicode texts that are not empty; got ''. " +
            "SpecialTokens must differ; '<s>' is there 2 times. ShrinkingFactor must lie between 0 and 1, both excluded; got 1. " +
            "MaximumPieceLength must lie between 1 and 2,048; got 0. SubIterations must be at least 1; got 0. SeedSize must be at least 1; got 0. (Parameter 'options')",
            wrong.Message);
    }

    [Fact]
    public void Texts_with_nothing_to_learn_or_too_many_characters_are_refused()
    {
        var wrong = Assert.Throws<ArgumentException>(() => Train([" ", "\0"], Options));
        Assert.Equal("`texts` must hold something to learn from; nothing is left of them once they are normalized and split. (Parameter 'texts')", wrong.Message);
        wrong = Assert.Throws<ArgumentException>(() => Train(["abc"], Options with { VocabularySize = 3 }));
        Assert.Equal(
            "`options`: VocabularySize must be at least 4: 3 characters and 1 special tokens; got 3. Ask for more pieces, or normalize the texts to fewer characters. (Parameter 'options')",
            wrong.Message);
    }

    [Fact]
    public void Largest_vocabulary_costs_what_the_texts_give() =>
        Assert.Equal(Train(Corpus, Options with { VocabularySize = 1_000_000 }).VocabularySize, Train(Corpus, Options with { VocabularySize = int.MaxValue }).VocabularySize);

    /// <summary>Reports at once, on the thread that trains.</summary>
    private sealed class Reports(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
