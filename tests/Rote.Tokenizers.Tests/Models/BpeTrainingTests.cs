using System.Text;
using CsCheck;

namespace Rote.Tokenizers.Tests.Models;

public class BpeTrainingTests
{
    // The characters of the prefixes and suffixes are among those of the words, so that tokens are made in several ways.
    private static readonly Gen<string> Words = OneOf("a", "b", "c", "#", "é", "😀").List[1, 12].Select(string.Concat);

    private static readonly Gen<IReadOnlyList<WordCount>> Counts = Gen.Select(Words, Gen.Long[1, 5], (word, count) => new WordCount(word, count)).List[0, 12]
        .Select(words => (IReadOnlyList<WordCount>)[.. words.DistinctBy(word => word.Word)]);

    private static readonly Gen<BpeTrainerOptions> Options = Gen.Select(
        OneOf<string?>(null, "#", "##", "a"), OneOf<string?>(null, "b", "#", "</w>"), OneOf<int?>(null, 1, 2, 3, 4, 6), OneOf<int?>(null, null, 2, 4),
        OneOf<string[]>([], ["ab"], ["a", "abc", "#b"]), Gen.Int[1, 60], Gen.Int[1, 3], OneOf<Rune[]>([], [new('b'), new('z')]))
        .Select(tuple => new BpeTrainerOptions
        {
            ContinuingPrefix = tuple.Item1,
            EndOfWordSuffix = tuple.Item2,
            MaximumTokenLength = tuple.Item3,
            AlphabetLimit = tuple.Item4,
            SpecialTokens = tuple.Item5,
            VocabularySize = tuple.Item6,
            MinimumCount = tuple.Item7,
            InitialAlphabet = tuple.Item8,
        });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    [Fact]
    public void Tokens_and_counts_are_those_of_plain_training() => Gen.Select(Counts, Options).Sample((words, options) =>
    {
        var (tokens, trace) = PlainBpeTraining.Train(words, options);
        var trained = BpeTraining.Train(words, options, null, TestContext.Current.CancellationToken);
        Assert.Equal(tokens, trained.Tokens);
        Assert.Equal(trace, trained.Trace);
        Assert.Equal(trace.Select(step => (step.Left, step.Right)).Reverse().Distinct().Reverse(), trained.Merges);
    }, iter: 20_000);

    [Fact]
    public void Vocabulary_and_counts_do_not_depend_on_the_order_of_the_words() => Gen.Select(Counts, Options, Gen.Int).Sample((words, options, seed) =>
    {
        WordCount[] shuffled = [.. words];
        new Random(seed).Shuffle(shuffled);
        var one = BpeTraining.Train(words, options, null, TestContext.Current.CancellationToken);
        var other = BpeTraining.Train(shuffled, options, null, TestContext.Current.CancellationToken);
        Assert.Equal(one.Tokens, other.Tokens);
        Assert.Equal(one.Trace, other.Trace);
    }, iter: 1000);
}
