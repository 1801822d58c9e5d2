using System.Globalization;
using System.Text.Json;

namespace Rote.Tokenizers.Tests.Goldens;

/// <summary>Unigram vocabularies that the reference trained: pieces, scores, every round of the estimation, and how words are cut.</summary>
[Trait("Category", "Golden")]
public class UnigramTrainerGoldens
{
    /// <summary>Scores that the reference itself comes to in every run; its own sums differ by their order.</summary>
    private const double ScoreTolerance = 1e-6;

    /// <summary>Of the mean log-likelihood, a sum over all words.</summary>
    private const double ObjectiveTolerance = 1e-9;

    private const double SameCuts = 0.995;

    public static TheoryData<string> Cases() => TrainerCase.NamesOf("Unigram");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Pieces_scores_and_rounds_equal_reference(string name)
    {
        var reference = TrainerCase.Open(name);
        var result = reference.Result;
        var words = WordsOf(reference);
        Assert.Equal(result.GetProperty("sentences").GetInt32(), words.Count);
        var options = OptionsOf(reference);
        Assert.Equal(result.GetProperty("seed_pieces").GetInt32(), UnigramSeeds.Find(words, options.MaximumPieceLength, options.SeedSize).Count);

        var rounds = new List<UnigramIteration>();
        var model = UnigramTrainer.Train(words, options, rounds.Add, TestContext.Current.CancellationToken);
        string[][] trace = [.. result.GetProperty("em").EnumerateArray().Select(Reference.Texts)];
        Assert.Equal(
            trace.Select(round => (round[0], round[1], round[3])),
            rounds.Select(round => (Text((round.Done - 1) % options.SubIterations), Text(round.Pieces), Text(round.Tokens))));
        foreach (var (round, actual) in trace.Zip(rounds))
        {
            double objective = double.Parse(round[2], CultureInfo.InvariantCulture);
            Assert.Equal(objective, actual.Objective, ObjectiveTolerance * objective);
        }

        var expected = Pieces(result);
        var varying = Reference.Texts(result.GetProperty("tokens_whose_score_varies_over_1e-9")).ToHashSet();
        double spread = result.GetProperty("largest_score_spread").GetDouble();
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), model.Pieces.Select(piece => piece.Text).Order(StringComparer.Ordinal));
        foreach (var (text, score) in model.Pieces)
            Assert.Equal(expected[text], score, varying.Contains(text) ? spread + ScoreTolerance : ScoreTolerance);
        Assert.Equal(result.GetProperty("unk_id").GetInt32(), model.UnknownId);
        Assert.Equal(expected.Keys.Take(options.FirstPieces.Length), model.Pieces.Take(options.FirstPieces.Length).Select(piece => piece.Text));

        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Words_of_the_texts_are_cut_as_the_model_of_the_reference_cuts_them(string name)
    {
        var reference = TrainerCase.Open(name);
        var words = WordsOf(reference);
        var model = UnigramTrainer.Train(words, OptionsOf(reference), _ => { }, TestContext.Current.CancellationToken);
        var other = new UnigramModel(Pieces(reference.Result).Select(piece => new UnigramPiece(piece.Key, piece.Value)), reference.Result.GetProperty("unk_id").GetInt32());
        int same = words.Count(word => Cut(model, word.Word).SequenceEqual(Cut(other, word.Word)));
        Assert.True(same >= SameCuts * words.Count, $"{same} of {words.Count} words are cut alike; at least {SameCuts:P1} should be.");
    }

    private static IReadOnlyList<WordCount> WordsOf(TrainerCase reference) => WordCounter.Count(reference.Texts(), reference.Normalizer, reference.PreTokenizer);

    private static Dictionary<string, double> Pieces(JsonElement result) =>
        result.GetProperty("vocab").EnumerateArray().ToDictionary(piece => piece[0].GetString()!, piece => piece[1].GetDouble());

    private static string[] Cut(UnigramModel model, string word)
    {
        var tokens = new TokenBuffer();
        model.Tokenize(word, tokens);
        return [.. tokens.Tokens.ToArray().Select(token => word.Substring(token.Start, token.Length))];
    }

    private static UnigramTrainerOptions OptionsOf(TrainerCase reference)
    {
        var options = new UnigramTrainerOptions();
        foreach (var option in reference.Trainer.EnumerateObject())
        {
            options = option.Name switch
            {
                "vocab_size" => options with { VocabularySize = option.Value.GetInt32() },
                "special_tokens" => options with { SpecialTokens = Reference.Texts(option.Value) },
                "initial_alphabet" => options with { InitialAlphabet = [.. Reference.Texts(option.Value).Select(text => text.EnumerateRunes().First())] },
                "unk_token" => options with { UnknownToken = option.Value.GetString() },
                "shrinking_factor" => options with { ShrinkingFactor = option.Value.GetDouble() },
                "max_piece_length" => options with { MaximumPieceLength = option.Value.GetInt32() },
                "n_sub_iterations" => options with { SubIterations = option.Value.GetInt32() },
                "seed_size" => options with { SeedSize = option.Value.GetInt32() },
                _ => throw new InvalidDataException($"The option '{option.Name}' is not compared."),
            };
        }
        return options;
    }
}
