using Rote.Attention;
using Rote.Lab.Ablations;
using Rote.Lab.Learning;
using Rote.Lab.Plots;
using Rote.Lab.Rules;
using Rote.Lab.Runs;
using static TorchSharp.torch;

namespace Rote.Lab.Experiments;

/// <summary>Why scores are divided by √d_k.</summary>
internal static class Experiment04
{
    private const string Statistics = "statistics", Variance = "variance", Loss = "loss";
    private const string Entropy = "entropy, scaled", EntropyUnscaled = "entropy, unscaled", EntropyMean = "mean entropy, unscaled";
    private const string Jacobian = "Jacobian, scaled", JacobianUnscaled = "Jacobian, unscaled", JacobianRatio = "Jacobian, unscaled ÷ scaled";
    private const int Keys = 64, Queries = 1024, Wide = 512, TrainedWidth = 256;

    private static readonly int[] Widths = [4, 8, 16, 32, 64, 128, 256, 512, 1024];

    public static Experiment Definition { get; } = new()
    {
        Number = 4,
        Question = new("Why divide by √d_k?", "为什么要除以 √d_k？"),
        Claims =
        [
            new(
                "a",
                new("The variance of q·k is d_k where the components are independent with unit variance.", "若各分量独立且方差为 1，则 q·k 的方差为 d_k。"),
                new("the slope of log variance over log d_k is 1 ± 0.05", "方差对 d_k 的双对数斜率为 1 ± 0.05"),
                results => Rule.Within(results, Statistics, "slope", 0.95, 1.05)),
            new(
                "b",
                new("Without the scale a large d_k makes the softmax nearly one-hot, and its gradient nearly 0.", "不缩放时，d_k 大会使 softmax 接近 one-hot，梯度接近 0。"),
                new(
                    $"at d_k = {Wide} the median norm of the softmax's Jacobian without scale is at most 1/10 of that with it, and the entropy at most 10 % of ln n",
                    $"d_k = {Wide} 时，不缩放的 softmax 雅可比范数中位数不超过缩放时的 1/10，且熵不超过 ln n 的 10 %"),
                results => Rule.AtMost(results, Arm(Wide), JacobianRatio, 0.1) & Rule.AtMost(results, Arm(Wide), EntropyUnscaled, 0.1 * Math.Log(Keys))),
            new(
                "c",
                new("The scale steadies training.", "缩放使训练更稳定。"),
                new($"at d_k = {TrainedWidth} the loss with scale is lower by at least 0.05", $"d_k = {TrainedWidth} 时，缩放后的损失至少低 0.05"),
                results => Rule.Lower(results, Arm(TrainedWidth, true), Arm(TrainedWidth, false), Loss, 0.05)),
        ],
        Columns =
        [
            new(Variance, new("variance of q·k", "q·k 的方差")),
            new("slope", new("slope, log–log", "双对数斜率")),
            new(Entropy, new("median entropy with scale (nats; ln n = 4.159)", "缩放后熵的中位数（nat；ln n = 4.159）"), "F3"),
            new(EntropyUnscaled, new("median entropy without (nats)", "不缩放时熵的中位数（nat）"), "F3"),
            new(EntropyMean, new("mean entropy without (nats)", "不缩放时熵的均值（nat）"), "F3"),
            new(Jacobian, new("median ‖J‖ with scale", "缩放后 ‖J‖ 的中位数")),
            new(JacobianUnscaled, new("median ‖J‖ without", "不缩放时 ‖J‖ 的中位数")),
            new(JacobianRatio, new("‖J‖ without ÷ with", "‖J‖ 不缩放 ÷ 缩放")),
            new(Loss, new("held-out loss (nats per character)", "验证损失（nat/字符）"), "F3"),
        ],
        Parts = extent => [Statistics, .. Trained(extent).SelectMany(width => new[] { Arm(width, true), Arm(width, false) })],
        Body = trial =>
        {
            if (trial.Part == Statistics)
                Measure(trial);
            else
                Train(trial);
        },
        Plot = results => new Figure(
            new LinePanel(
                new("The softmax saturates without the scale", "不缩放时 softmax 饱和"),
                "d_k",
                new("median norm of the Jacobian", "雅可比范数的中位数"),
                [
                    Line.Over(results, new("scaled", "缩放"), Jacobian, Widths.Select(width => ((double)width, Arm(width)))),
                    Line.Over(results, new("unscaled", "不缩放"), JacobianUnscaled, Widths.Select(width => ((double)width, Arm(width)))),
                ])
            { LogX = true, LogY = true },
            new LinePanel(
                new($"Training, d_k = {TrainedWidth}", $"训练，d_k = {TrainedWidth}"),
                new("step", "步"),
                new("training loss (nats per character)", "训练损失（nat/字符）"),
                [Line.Of(results, Arm(TrainedWidth, true), Loss), Line.Of(results, Arm(TrainedWidth, false), Loss)])),
        Answer = new(
            "A dot product of d_k independent terms spreads like √d_k. Unscaled, one key outshouts the others, the softmax becomes a choice, and a choice has no slope to learn from: dividing by √d_k keeps the scores of the order of 1 at any width. How much it helps training depends on how large queries and keys are: a model that starts with small ones, or learns to make them small, can do without.",
            "d_k 个独立项之和的标准差按 √d_k 增长。不缩放时，某个键会压过其他键，softmax 变成“选择”，而选择没有可供学习的斜率；除以 √d_k 使任何宽度下的分数都保持在 1 的量级。对训练的帮助取决于 q、k 本身的大小：若初始很小，或模型学会把它们变小，不缩放也能训练。"),
        Code =
        [
            new(new("the scale", "缩放因子"), "src/Rote/Attention/AttentionScale.cs"),
            new(new("the scores", "分数"), "src/Rote/Attention/DotProductAttention.cs"),
        ],
        Note = new(
            "In the training arms the query and key weights begin with variance 1/D on normalised input, so that queries and keys have unit variance; usual initialisations begin far smaller.",
            "训练组中，q、k 的权重初始方差为 1/D（输入已归一化），因此 q、k 的方差为 1；常见的初始化要小得多。"),
        ArmsInChinese = Widths.ToDictionary(width => Arm(width, true), width => $"d_k = {width}，缩放").Concat(Widths.ToDictionary(width => Arm(width, false), width => $"d_k = {width}，不缩放"))
            .Append(new(Statistics, "统计")).ToDictionary(),
    };

    private static string Arm(int width) => $"d_k = {width}";

    private static string Arm(int width, bool scaled) => $"d_k = {width}, {(scaled ? "scaled" : "unscaled")}";

    private static int[] Trained(Extent extent) => extent == Extent.Full ? [16, 64, TrainedWidth] : [TrainedWidth];

    // Unit-variance queries and keys, as the claim has it; no training.
    private static void Measure(Trial trial)
    {
        using var generator = new Generator((ulong)trial.Seed);
        var variances = new List<double>();
        foreach (int width in Widths)
        {
            using var scope = NewDisposeScope();
            var queries = randn(Queries, width, dtype: float64, generator: generator);
            var keys = randn(Queries, Keys, width, dtype: float64, generator: generator);
            var scores = (keys * queries.unsqueeze(1)).sum(-1); // [queries, keys]
            double variance = scores.var().item<double>();
            variances.Add(variance);
            trial.Record(Arm(width), Variance, variance);
            var (entropy, jacobian, _) = Saturation(scores * new AttentionScale.InverseSquareRoot().For(width));
            var (entropyUnscaled, jacobianUnscaled, mean) = Saturation(scores);
            trial.Record(Arm(width), Entropy, entropy);
            trial.Record(Arm(width), EntropyUnscaled, entropyUnscaled);
            trial.Record(Arm(width), EntropyMean, mean);
            trial.Record(Arm(width), Jacobian, jacobian);
            trial.Record(Arm(width), JacobianUnscaled, jacobianUnscaled);
            trial.Record(Arm(width), JacobianRatio, jacobianUnscaled / jacobian);
        }
        trial.Record("slope", Rules.Statistics.Exponent([.. Widths.Select(width => (double)width)], variances));
    }

    // Median entropy and median Frobenius norm of the softmax's Jacobian diag(p) − ppᵀ, over queries; and the mean entropy.
    private static (double Entropy, double Jacobian, double MeanEntropy) Saturation(Tensor scores)
    {
        var weights = scores.softmax(-1);
        var entropy = -(weights * scores.log_softmax(-1)).sum(-1);
        Tensor squares = weights.square().sum(-1), cubes = weights.pow(3).sum(-1);
        var norm = (squares - 2 * cubes + squares.square()).clamp(min: 0).sqrt();
        return (entropy.median().item<double>(), norm.median().item<double>(), entropy.mean().item<double>());
    }

    private static void Train(Trial trial)
    {
        int width = Widths.First(width => trial.Part == Arm(width, true) || trial.Part == Arm(width, false));
        const int Length = 32, ModelWidth = 64;
        var text = TextLearning.Of(trial);
        var ablation = new Ablation(SmallModel.Of(text.Vocabulary, Length, ModelWidth, heads: 1, layers: 2).Heads(1, width), Arm(width, true))
            .With(Arm(width, false), spec => spec.Scale(new AttentionScale.Off()));
        var learning = new LearningSpec { Steps = trial.Extent == Extent.Full ? 600 : 200, Rows = 32, Rate = 2e-3, TestRows = 256 };
        using var learned = text.Train(ablation[trial.Part], Length, learning, trial.Seed, UnitVariance, trial.Token);
        trial.Record(Loss, learned.Test.Loss);
        trial.RecordCurve(Loss, learned.LossCurve());
    }

    private static void UnitVariance(Models.Transformer model)
    {
        using var gradients = no_grad();
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (name.EndsWith("query.weight", StringComparison.Ordinal) || name.EndsWith("key.weight", StringComparison.Ordinal))
                parameter.mul_(Math.Sqrt(1.0 / parameter.size(1)) / 0.02); // drawn with a standard deviation of 0.02
        }
    }
}
