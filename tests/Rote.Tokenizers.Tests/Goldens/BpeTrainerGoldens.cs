using System.Text;
using System.Text.Json;

namespace Rote.Tokenizers.Tests.Goldens;

/// <summary>BPE and WordPiece vocabularies that the reference trained: words, tokens, merges, and what each merge counted.</summary>
[Trait("Category", "Golden")]
public class BpeTrainerGoldens
{
    public static TheoryData<string> Cases() => TrainerCase.NamesOf("BPE", "WordPiece");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Vocabulary_merges_and_counts_equal_reference(string name)
    {
        var (reference, words, options) = Open(name);
        var result = reference.Result;
        string[] vocabulary = Reference.Texts(result.GetProperty("vocab"));
        int before = result.GetProperty("tokens_before_merges").GetInt32();
        bool isFixed = result.GetProperty("order_of_first_tokens_is_fixed").GetBoolean();

        // Where the reference's own first tokens are random, the rest follows from those that it had.
        var trained = BpeTraining.Train(words, options, null, TestContext.Current.CancellationToken, isFixed ? null : vocabulary[..before]);
        Assert.Equal(vocabulary, trained.Tokens);
        Assert.Equal(before, trained.TokensBeforeMerges);
        if (result.GetProperty("merges") is { ValueKind: JsonValueKind.Array } merges)
            Assert.Equal(merges.EnumerateArray().Select(merge => (merge[0].GetString()!, merge[1].GetString()!)), trained.Merges);
        Assert.Equal(result.GetProperty("trace").EnumerateArray().Select(step => (step[0].GetString()!, step[1].GetString()!, step[2].GetInt64())), trained.Trace);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Tokens_that_all_runs_of_the_reference_have_in_common_are_there(string name)
    {
        var (reference, words, options) = Open(name);
        var trained = BpeTraining.Train(words, options, null, TestContext.Current.CancellationToken);
        int common = Reference.Texts(reference.Result.GetProperty("vocab")).Intersect(trained.Tokens).Count();
        Assert.InRange(common, reference.Result.GetProperty("common_tokens").GetInt32(), trained.Tokens.Count);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Words_are_counted_as_in_the_reference(string name)
    {
        var (reference, words, _) = Open(name);
        Assert.Equal(reference.Result.GetProperty("words").GetInt32(), words.Count);
        if (reference.Result.TryGetProperty("word_counts", out var counts))
            Assert.Equal(counts.EnumerateObject().Select(word => new WordCount(word.Name, word.Value.GetInt64())).OrderBy(word => word.Word, CodePointOrder.Instance), words);
    }

    private static (TrainerCase Reference, IReadOnlyList<WordCount> Words, BpeTrainerOptions Options) Open(string name)
    {
        var reference = TrainerCase.Open(name);
        return (reference, WordCounter.Count(reference.Texts(), reference.Normalizer, reference.PreTokenizer), OptionsOf(reference));
    }

    private static BpeTrainerOptions OptionsOf(TrainerCase reference)
    {
        var options = new BpeTrainerOptions { ContinuingPrefix = reference.Result.GetProperty("model").GetString() == "WordPiece" ? "##" : null };
        foreach (var option in reference.Trainer.EnumerateObject())
        {
            options = option.Name switch
            {
                "vocab_size" => options with { VocabularySize = option.Value.GetInt32() },
                "min_frequency" => options with { MinimumCount = option.Value.GetInt32() },
                "special_tokens" => options with { SpecialTokens = Reference.Texts(option.Value) },
                "limit_alphabet" => options with { AlphabetLimit = option.Value.GetInt32() },
                "initial_alphabet" => options with { InitialAlphabet = Alphabet(option.Value) },
                "continuing_subword_prefix" => options with { ContinuingPrefix = option.Value.GetString() },
                "end_of_word_suffix" => options with { EndOfWordSuffix = option.Value.GetString() },
                "max_token_length" => options with { MaximumTokenLength = option.Value.GetInt32() },
                _ => throw new InvalidDataException($"The option '{option.Name}' is not compared."),
            };
        }
        return options;
    }

    private static IReadOnlyList<Rune> Alphabet(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() == "bytes"
        ? BpeTrainerOptions.ByteCharacters
        : [.. Reference.Texts(value).Select(text => text.EnumerateRunes().First())];
}
