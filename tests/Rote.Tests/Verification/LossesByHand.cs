using Rote.Checkpoints;
using Rote.Tests.Checkpoints;
using Rote.Verification;
using static TorchSharp.torch;

namespace Rote.Tests.Verification;

/// <summary>Losses of heads without a reference case, against formulas written out by hand.</summary>
public class LossesByHand
{
    private static readonly long[,] Ids = { { 3, 1, 4, 1, 5 }, { 9, 2, 6, 5, 3 } };

    [Fact]
    public void Regression_is_the_mean_square() => Check(
        """{"architectures": ["BertForSequenceClassification"], "num_labels": 1}""",
        tensor(new[] { 0.5f, -2f }),
        scores => (Square(scores[0] - 0.5) + Square(scores[1] + 2)) / 2);

    [Fact]
    public void Regression_of_several_numbers_is_the_mean_square_of_all() => Check(
        """{"architectures": ["BertForSequenceClassification"], "num_labels": 2, "problem_type": "regression"}""",
        tensor(new[,] { { 0.5f, -2f }, { 1f, 3f } }),
        scores => (Square(scores[0] - 0.5) + Square(scores[1] + 2) + Square(scores[2] - 1) + Square(scores[3] - 3)) / 4);

    [Theory]
    [InlineData("")]
    [InlineData(", \"problem_type\": \"multi_label_classification\"")]
    public void Several_labels_at_once_are_binary_cross_entropies(string problem) => Check(
        $$"""{"architectures": ["BertForSequenceClassification"], "num_labels": 2{{problem}}}""",
        tensor(new[,] { { 1f, 0f }, { 1f, 1f } }),
        scores => (LogOnePlusExp(-scores[0]) + LogOnePlusExp(scores[1]) + LogOnePlusExp(-scores[2]) + LogOnePlusExp(-scores[3])) / 4);

    [Fact]
    public void One_label_is_a_cross_entropy() => Check(
        """{"architectures": ["BertForSequenceClassification"], "num_labels": 3}""",
        tensor(new long[] { 2, 0 }),
        scores => (CrossEntropy(scores[..3], 2) + CrossEntropy(scores[3..], 0)) / 2);

    [Fact]
    public void Next_sentence_is_a_cross_entropy_on_the_pooled_state() => Check(
        """{"architectures": ["BertForNextSentencePrediction"]}""",
        tensor(new long[] { 1, 0 }),
        scores => (CrossEntropy(scores[..2], 1) + CrossEntropy(scores[2..], 0)) / 2);

    [Fact]
    public void Bert_as_a_decoder_is_asked_for_the_next_token() => Check(
        """{"architectures": ["BertLMHeadModel"], "is_decoder": true}""",
        tensor(new long[,] { { 3, 1, -100, 1, 5 }, { 9, -100, -100, -100, -100 } }),
        scores => (CrossEntropy(scores[..43], 1) + CrossEntropy(scores[(2 * 43)..(3 * 43)], 1) + CrossEntropy(scores[(3 * 43)..(4 * 43)], 5)) / 3);

    private static void Check(string fields, Tensor labels, Func<double[], double> loss)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var config = SmallConfigs.With("bert", fields);
        using var model = FamilyRoundTrips.Random(ModelFamily.Of(config).ToSpec(config));
        HuggingFaceDirectory.Save(folder.Path, model, config);
        var scores = FamilyRoundTrips.Output(model);
        double expected = loss([.. scores.to(float64).data<double>()]);
        File.WriteAllText(Path.Combine(folder.Path, "case.json"), "{}");

        var report = Verify(expected);
        Assert.True(report.Passed, report.Summary());
        Assert.Equal(2, report.Compared);
        Assert.Equal(["loss"], Verify(expected + 1e-4).Checks.Where(check => check.Outcome is CheckOutcome.Differs).Select(check => check.Name));

        VerificationReport Verify(double recorded)
        {
            SafetensorsWriter.Write(Path.Combine(folder.Path, "expected.safetensors"), new Dictionary<string, Tensor>
            {
                ["input_ids"] = tensor(Ids),
                ["labels"] = labels,
                ["logits"] = scores,
                ["loss"] = tensor((float)recorded),
            });
            return ModelVerifier.Verify(folder.Path, TestContext.Current.CancellationToken);
        }
    }

    private static double Square(double x) => x * x;

    private static double LogOnePlusExp(double x) => Math.Log(1 + Math.Exp(x));

    private static double CrossEntropy(double[] scores, int wanted) => Math.Log(scores.Sum(Math.Exp)) - scores[wanted];
}
