using System.Diagnostics;
using CsCheck;

namespace Rote.Tokenizers.Tests.Models;

/// <summary>The ways of merging against the plainest one, and their cost.</summary>
public class BpeMergingTests
{
    // Words of a few letters and merges at random, some of which no trainer would put in that order.
    private static readonly Gen<BpeModel> Models = Gen.Int[0, 1_000_000].Select(seed =>
    {
        var random = new Random(seed);
        var tokens = new List<string> { "a", "b", "c", "é" };
        var merges = new List<(string Left, string Right)>();
        for (int left = random.Next(1, 40); left > 0; left--)
        {
            var pair = (tokens[random.Next(tokens.Count)], tokens[random.Next(tokens.Count)]);
            if (pair.Item1.Length + pair.Item2.Length > 9 || merges.Contains(pair))
                continue;
            merges.Add(pair);
            if (!tokens.Contains(pair.Item1 + pair.Item2))
                tokens.Add(pair.Item1 + pair.Item2);
        }
        return new BpeModel(ModelTokens.Vocabulary([.. tokens]), merges.OrderBy(_ => random.Next()));
    });

    [Fact]
    public void Short_and_long_words_are_merged_as_one_merge_after_the_other_does_it() =>
        Gen.Select(Models, Gen.Char["abcé"].Array[1, 150].Select(letters => new string(letters))).Sample((model, word) =>
            Assert.Equal(Plainly(model, word), ModelTokens.Of(model, word)), iter: 3000);

    [Fact]
    public void One_letter_costs_time_in_proportion_to_its_number()
    {
        string[] tokens = [.. Enumerable.Range(0, 8).Select(power => new string('a', 1 << power))];
        var model = new BpeModel(ModelTokens.Vocabulary(tokens), tokens.Zip(tokens.Skip(1)).Select(pair => (pair.First, pair.First)));
        var buffer = new TokenBuffer();
        double tenth = Best(100_000), whole = Best(1_000_000);
        Assert.True(whole < 30 * tenth, $"ten times the letters took {whole / tenth:F1} times as long.");
        Assert.Equal(1_000_000 / 128 + 1, buffer.Count);

        double Best(int letters)
        {
            string word = new('a', letters);
            return Enumerable.Range(0, 5).Min(_ =>
            {
                buffer.Clear();
                long start = Stopwatch.GetTimestamp();
                model.Tokenize(word, buffer);
                return Stopwatch.GetElapsedTime(start).TotalSeconds;
            });
        }
    }

    [Fact]
    public void Long_words_leave_a_thread_as_it_was()
    {
        var model = new BpeModel(ModelTokens.Vocabulary("a", "b", "ab"), [("a", "b")]);
        for (int round = 0; round < 3; round++)
        {
            var buffer = new TokenBuffer();
            model.Tokenize(string.Concat(Enumerable.Repeat("abb", 100_000)), buffer);
            Assert.Equal(200_000, buffer.Count);
            Assert.Equal("ab:0-2 b:2-3", ModelTokens.Of(model, "abb"));
        }
    }

    [Fact]
    public void Many_threads_may_use_a_model() => Parallel.For(0, 64, index =>
    {
        var random = new Random(index);
        string word = new([.. Enumerable.Range(0, 30 + index).Select(_ => "ab"[random.Next(2)])]);
        var model = new BpeModel(ModelTokens.Vocabulary("a", "b", "ab", "aba"), [("a", "b"), ("ab", "a")]);
        Assert.Equal(Plainly(model, word), ModelTokens.Of(model, word));
    });

    private static string Plainly(BpeModel model, string word)
    {
        var ranks = model.Merges.Select((pair, rank) => (pair, rank)).ToDictionary(entry => entry.pair, entry => entry.rank);
        List<string> tokens = [.. word.Select(letter => letter.ToString())];
        while (true)
        {
            var best = tokens.Zip(tokens.Skip(1)).Select((pair, at) => (Rank: ranks.GetValueOrDefault(pair, int.MaxValue), At: at)).DefaultIfEmpty((Rank: int.MaxValue, At: 0)).Min();
            if (best.Rank == int.MaxValue)
                break;
            tokens[best.At] += tokens[best.At + 1];
            tokens.RemoveAt(best.At + 1);
        }
        int start = 0;
        return string.Join(' ', tokens.Select(token => $"{token}:{start}-{start += token.Length}"));
    }
}
