using Rote.Attention;
using Rote.Lab.Ablations;
using Rote.Lab.Learning;
using Rote.Lab.Tasks;

namespace Rote.Docs.Tests.Snippets;

/// <summary>The code of docs/guides/laboratory.md.</summary>
public class Laboratory
{
    [Fact]
    public void Ablation_runs_in_one_call()
    {
        var token = TestContext.Current.CancellationToken;
        var task = new Recall { Keys = 4, Values = 4, Pairs = 2, Queries = 1 };
        var learning = new LearningSpec { Steps = 100, Rows = 32, Rate = 1e-2 };
        var table = new Ablation(SmallModel.Of(task, width: 16, heads: 2, layers: 1))
            .With("no scale", spec => spec.Scale(new AttentionScale.Off()))
            .With("one head", spec => spec.Heads(1))
            .Run((spec, seed) =>
            {
                using var learned = TaskLearning.Train(spec, task, learning, seed, token: token);
                return new Dictionary<string, double> { ["loss"] = learned.Test.Loss, ["accuracy"] = learned.Test.Accuracy };
            }, seeds: 2, token: token);
        Console.WriteLine(table);

        Assert.Equal(["baseline", "no scale", "one head"], table.Arms);
        Assert.All(table.Arms, arm => Assert.All(table.Of(arm, "accuracy"), accuracy => Assert.InRange(accuracy, task.Chance, 1)));
    }
}
