using Rote.Lab.Tasks;
using static TorchSharp.torch;

namespace Rote.Lab.Tests.Tasks;

public class TaskTests
{
    private const int Rows = 4000;

    private static readonly SequenceTask[] All =
        [new Recall(), new Recall { Gap = 5 }, new Neighbour(), new TwoRelations(), new Reverse(), new Copy(), new Induction(), new Copy { Symbols = 5, Tokens = 7 }, new Reverse { Symbols = 3, Tokens = 4 }];

    public static TheoryData<int> Indices() => [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Rows_have_their_length_and_vocabulary_and_a_seed_repeats_them(int index)
    {
        using var scope = NewDisposeScope();
        var task = All[index];
        var batch = task.Batch(7, 3);
        Assert.Equal([7L, task.Length], batch.Ids.shape);
        Assert.InRange(batch.Ids.max().item<long>(), 1, task.Vocabulary - 1);
        Assert.Equal(batch.LabelTokens, batch.Labels.ge(0).sum().item<long>());
        Assert.InRange(batch.Labels.max().item<long>(), 0, task.Vocabulary - 1);
        Assert.Equal(Numbers(batch.Ids), Numbers(task.Batch(7, 3).Ids));
        Assert.Equal(Numbers(batch.Labels), Numbers(task.Batch(7, 3).Labels));
        Assert.NotEqual(Numbers(batch.Ids), Numbers(task.Batch(7, 4).Ids));
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void Labels_are_what_the_task_says(int index)
    {
        foreach (var (ids, labels) in Drawn(All[index], 50))
        {
            for (int place = 0; place < ids.Length; place++)
                Assert.Equal(Expected(All[index], ids, place), labels[place]);
        }
    }

    // Independent guessers, which know what they may and count what they get right.
    [Theory]
    [MemberData(nameof(Indices))]
    public void Level_without_order_is_what_a_guess_reaches(int index)
    {
        var task = All[index];
        double right = 0;
        int labelled = 0;
        foreach (var (ids, labels) in Drawn(task, Rows))
        {
            for (int place = 0; place < ids.Length; place++)
            {
                if (labels[place] < 0)
                    continue;
                labelled++;
                right += BestGuess(task, ids, labels, place);
            }
        }
        Assert.Equal(right / labelled, task.WithoutOrder, 0.01);
        Assert.InRange(task.Chance, 0, task.WithoutOrder);
        Assert.InRange(task.WithoutAttention, task.Chance, task.WithoutOrder);
    }

    [Fact]
    public void Impossible_rows_are_refused() => Assert.StartsWith("count ('9') must be less than or equal to '8'.", Assert.Throws<ArgumentOutOfRangeException>(() => new Recall { Keys = 8, Pairs = 9 }.Batch(1, 1)).Message);

    // How often who knows the tokens, and not where, is right: the share of the commonest that it may be.
    private static double BestGuess(SequenceTask task, long[] ids, long[] labels, int place)
    {
        static double Commonest(IEnumerable<long> candidates)
        {
            long[] all = [.. candidates];
            return all.GroupBy(one => one).Max(group => group.Count()) / (double)all.Length;
        }
        return task switch
        {
            Neighbour or Reverse => Commonest(ids.Where((_, other) => other != place)),
            Copy copy => Commonest(labels[place..(2 * copy.Tokens)]),
            Induction induction => 1.0 / (ids[..induction.First].Except(ids[induction.First..(place + 1)]).Count()),
            TwoRelations two => labels[place] / two.Symbols == labels[place] % two.Symbols ? 1 : 0.5,
            _ => 1,
        };
    }

    private static long Expected(SequenceTask task, long[] ids, int place) => task switch
    {
        Neighbour => place + 1 < ids.Length ? ids[place + 1] : -100,
        Reverse => ids[ids.Length - 1 - place],
        Copy copy => place < copy.Tokens ? -100 : ids[place - copy.Tokens],
        Induction induction => place >= induction.First && (place - induction.First) % 2 == 0 ? ids[Array.IndexOf(ids, ids[place]) + 1] : -100,
        Recall recall => place < recall.Pairs + recall.Gap
            ? -100
            : ids[..recall.Pairs].Single(pair => pair / recall.Values == ids[place] - recall.Query(0)) % recall.Values,
        TwoRelations two => Symbol(two, ids, (int)(ids[place] / two.Tokens % two.Tokens)) * two.Symbols + Symbol(two, ids, (int)(ids[place] % two.Tokens)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static long Symbol(TwoRelations task, long[] ids, int place) => ids[place] / (task.Tokens * task.Tokens);

    private static IEnumerable<(long[] Ids, long[] Labels)> Drawn(SequenceTask task, int rows)
    {
        using var scope = NewDisposeScope();
        var batch = task.Batch(rows, 5);
        return [.. Numbers(batch.Ids).Chunk(task.Length).Zip(Numbers(batch.Labels).Chunk(task.Length))];
    }

    private static long[] Numbers(Tensor tensor) => tensor.data<long>().ToArray();
}
