using CsCheck;
using Rote.Training.Data;

namespace Rote.Training.Tests.Data;

public class BatchPlanTests
{
    private static readonly Gen<TokenPair[]> Pairs = Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], (source, target) => new TokenPair(new int[source], new int[target])).Array[1, 400];

    private static readonly Gen<(TokenPair[] Pairs, int BatchTokens, int Seed, int Epoch)> Plans = Gen.Select(Pairs, Gen.Int[1, 400], Gen.Int, Gen.Int[0, 50]);

    [Fact]
    public void Every_pair_comes_once_in_an_epoch() => Plans.Sample(
        plan => Sorted(new BatchPlan(plan.Pairs, plan.BatchTokens, plan.Seed).Epoch(plan.Epoch)).SequenceEqual(Enumerable.Range(0, plan.Pairs.Length)), seed: "0002H5OdGXO1");

    [Fact]
    public void Every_pair_comes_once_by_length_and_from_short_to_long() => Plans.Sample(plan =>
    {
        var batches = new BatchPlan(plan.Pairs, plan.BatchTokens, plan.Seed).ByLength();
        int[] targets = [.. batches.SelectMany(batch => batch).Select(index => plan.Pairs[index].Target.Count)];
        return Sorted(batches).SequenceEqual(Enumerable.Range(0, plan.Pairs.Length)) && targets.SequenceEqual(targets.Order());
    }, seed: "0003BPwqTKS0");

    [Fact]
    public void Batch_keeps_within_its_size_padding_counted() => Plans.Sample(
        plan => new BatchPlan(plan.Pairs, plan.BatchTokens, plan.Seed).Epoch(plan.Epoch)
            .All(batch => batch.Length > 0 && (batch.Length == 1 || Padded(plan.Pairs, batch) <= plan.BatchTokens)), seed: "0005EZ4m5Pq1");

    [Fact]
    public void Same_seed_and_epoch_give_the_same_batches() => Plans.Sample(plan =>
        Same(new BatchPlan(plan.Pairs, plan.BatchTokens, plan.Seed).Epoch(plan.Epoch), new BatchPlan(plan.Pairs, plan.BatchTokens, plan.Seed).Epoch(plan.Epoch)), seed: "0001PYSg8tK2");

    [Fact]
    public void Epochs_and_seeds_differ()
    {
        var pairs = Sentences(500);
        var first = new BatchPlan(pairs, 200, 1).Epoch(0);
        Assert.False(Same(first, new BatchPlan(pairs, 200, 1).Epoch(1)));
        Assert.False(Same(first, new BatchPlan(pairs, 200, 2).Epoch(0)));
    }

    [Fact]
    public void Batches_are_hand_computable()
    {
        // (S, T): sorted by T, then S: 2 (1, 1), 0 (2, 1), 3 (5, 1), 1 (1, 4)
        TokenPair[] pairs = [Pair(2, 1), Pair(1, 4), Pair(1, 1), Pair(5, 1)];
        // {2, 0} pads to 2 · (2 + 1) = 6; with 3 it would be 3 · (5 + 1) = 18. 3 alone is 6, with 1 it would be 2 · (5 + 4).
        Assert.Equal([[2, 0], [3], [1]], new BatchPlan(pairs, 6, 1).ByLength());
        Assert.Equal([[2, 0, 3], [1]], new BatchPlan(pairs, 18, 1).ByLength());
        Assert.Equal([[2], [0], [3], [1]], new BatchPlan(pairs, 1, 1).ByLength());
        Assert.Equal([[2, 0, 3, 1]], new BatchPlan(pairs, int.MaxValue, 1).ByLength());
    }

    [Fact]
    public void Largest_size_takes_all_in_one_batch() => Assert.Equal(300, Assert.Single(new BatchPlan(Sentences(300), int.MaxValue, 1).Epoch(0)).Length);

    [Fact]
    public void Little_is_padding()
    {
        var pairs = Sentences(20_000);
        var batches = new BatchPlan(pairs, 4096, 1).Epoch(0);
        double share = 1 - pairs.Sum(pair => (double)pair.Length) / batches.Sum(batch => (double)Padded(pairs, batch));
        // In the order of the shuffle it would be two fifths.
        Assert.InRange(share, 0, 0.1);
        // Long and short batches come mixed.
        double[] halves = [.. batches.Chunk((batches.Count + 1) / 2).Select(half => half.SelectMany(batch => batch).Average(index => (double)pairs[index].Length))];
        Assert.InRange(halves[0] / halves[1], 0.9, 1.1);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Equal("`pairs` is empty; expected at least one pair to train on. (Parameter 'pairs')", Assert.Throws<ArgumentException>(() => new BatchPlan([], 1, 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchPlan([Pair(1, 1)], 0, 1));
        Assert.Throws<ArgumentNullException>(() => new BatchPlan(null!, 1, 1));
    }

    private static TokenPair Pair(int source, int target) => new(new int[source], new int[target]);

    // Lengths like those of captions: 14 tokens or so a side, alike within a third.
    private static TokenPair[] Sentences(int count)
    {
        var random = new Random(7);
        return
        [
            .. Enumerable.Range(0, count).Select(_ =>
            {
                int target = 6 + random.Next(9) + random.Next(9);
                return Pair(Math.Max(2, target + random.Next(-4, 5)), target);
            }),
        ];
    }

    private static IEnumerable<int> Sorted(IEnumerable<int[]> batches) => batches.SelectMany(batch => batch).Order();

    private static long Padded(TokenPair[] pairs, int[] batch) =>
        (long)batch.Length * (batch.Max(index => pairs[index].Source.Count) + batch.Max(index => pairs[index].Target.Count));

    private static bool Same(IReadOnlyList<int[]> left, IReadOnlyList<int[]> right) => left.Count == right.Count && left.Zip(right).All(pair => pair.First.SequenceEqual(pair.Second));
}
