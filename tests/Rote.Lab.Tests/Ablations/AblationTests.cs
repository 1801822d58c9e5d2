using Rote.Attention;
using Rote.Lab.Ablations;
using Rote.Lab.Learning;
using Rote.Lab.Tasks;
using Rote.Layers;
using Rote.Models;
using Rote.Positions;

namespace Rote.Lab.Tests.Ablations;

public class AblationTests
{
    private static readonly Recall Task = new() { Keys = 4, Values = 4, Pairs = 2, Queries = 1 };

    private static TransformerSpec Baseline => SmallModel.Of(Task, 16, 2, 1);

    [Fact]
    public void Arms_differ_from_the_baseline_in_one_thing()
    {
        var ablation = new Ablation(Baseline)
            .With("no scale", spec => spec.Scale(new AttentionScale.Off()))
            .With("one head", spec => spec.Heads(1))
            .With("no residual", spec => spec.Residual(new ResidualSpec.Off()))
            .With("other norm", spec => spec.Norm(new NormSpec.RootMeanSquare()))
            .With("no positions", spec => spec.Positions(new PositionSpec.None()))
            .With("other kernel", spec => spec.Kernel(new KernelSpec.DotProduct(Eager: true)))
            .With("no network", spec => spec.FeedForward(null));
        Assert.Equal(["baseline", "no scale", "one head", "no residual", "other norm", "no positions", "other kernel", "no network"], ablation.Arms);
        Assert.Equal(Baseline, ablation["one head"].Heads(2));
        Assert.Equal(Baseline, ablation["no scale"].Scale(new AttentionScale.InverseSquareRoot()));
        Assert.Equal(new NormSpec.RootMeanSquare(), ablation["other norm"].Decoder!.FinalNorm);
        Assert.All(ablation.Arms, arm => ablation[arm].Validated());
    }

    [Fact]
    public void Table_has_medians_and_ranges()
    {
        var table = new Ablation(Baseline).With("one head", spec => spec.Heads(1)).Run(
            (spec, seed) => new Dictionary<string, double> { ["heads"] = spec.Decoder!.Block.SelfAttention!.Heads, ["seed"] = seed }, seeds: 3, token: TestContext.Current.CancellationToken);
        Assert.Equal("""
            | | heads | seed |
            |---|---|---|
            | baseline | 2 | 2 [1, 3] |
            | one head | 1 | 2 [1, 3] |

            """.ReplaceLineEndings("\n"), table.ToString());
    }

    [Fact]
    public void Wrong_arms_are_refused()
    {
        var ablation = new Ablation(Baseline).With("one head", spec => spec.Heads(1));
        Assert.Equal("`name` must be new; there is an arm 'one head' already. (Parameter 'name')", Assert.Throws<ArgumentException>(() => ablation.With("one head", spec => spec.Heads(4))).Message);
        Assert.Equal("`change` must change the model; the arm 'same' equals 'baseline'. (Parameter 'change')", Assert.Throws<ArgumentException>(() => ablation.With("same", spec => spec)).Message);
        Assert.Equal("`arm` must be one of baseline, one head; got 'two'. (Parameter 'arm')", Assert.Throws<ArgumentException>(() => ablation["two"]).Message);
    }

    [Fact]
    public void Small_model_learns_recall_and_the_same_seed_gives_the_same_model()
    {
        var learning = new LearningSpec { Steps = 150, Rows = 32, Rate = 1e-2, TestRows = 200, TestEvery = 50 };
        using var one = TaskLearning.Train(Baseline, Task, learning, 1, token: TestContext.Current.CancellationToken);
        using var again = TaskLearning.Train(Baseline, Task, learning, 1, token: TestContext.Current.CancellationToken);
        Assert.Equal(one.Losses, again.Losses);
        Assert.Equal(one.Test, again.Test);
        Assert.True(one.Test.Accuracy > 0.9, $"accuracy {one.Test.Accuracy}");
        Assert.Equal([50, 100, 150], one.Tests.Select(test => test.Step));
        Assert.Equal(one.Test.Accuracy, one.Tests[^1].Scores.Accuracy);
        Assert.Equal(double.PositiveInfinity, one.StepsTo(1.1));
        Assert.Equal(one.Test.Accuracy, one.Test.Exact); // one label a row
    }
}
