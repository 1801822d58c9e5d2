using Rote.Training.LanguageModeling;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Training.Tests.LanguageModeling;

public class LanguageModelEvaluationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Scores_of_any_module_are_those_of_hand_over_the_labels_that_count()
    {
        using var module = nn.Identity();
        var scores = LanguageModelEvaluation.Of(
            module,
            2,
            index => index == 0 ? LanguageBatch.Make([[1, 0, 2]]) : LanguageBatch.Make([[1, 0, 1]], [[false, false, true]]),
            // probabilities 1/2, 1/4, 1/4 and then 1/5, 1/5, 3/5
            _ => tensor(new[] { 2.0, 1, 1, 1, 1, 3 }, [1, 2, 3]).log(),
            Cancellation);
        double total = Math.Log(2) + Math.Log(5.0 / 3) + Math.Log(5);
        Assert.Equal(total / 3, scores.Loss, 1e-14);
        Assert.Equal(Math.Exp(total / 3), scores.Perplexity, 1e-12);
        Assert.Equal(2.0 / 3, scores.Accuracy, 1e-14);
        Assert.Equal(3, scores.Tokens);
    }

    [Fact]
    public void Model_and_module_give_the_same_whatever_the_size_of_the_batch()
    {
        using var model = TinyLanguageModel.Model();
        var stream = TinyLanguageModel.Stream(200);
        var windows = new AllWindows(stream, 13, rows: 2);
        var scores = LanguageModelEvaluation.Of(model, stream, 13, cancellation: Cancellation);
        var other = LanguageModelEvaluation.Of(model, windows.Count, windows.Batch, batch => model.Scores(model.Decode(batch.Ids)), Cancellation);
        Assert.Equal(199, scores.Tokens);
        Assert.Equal(scores.Loss, other.Loss, 1e-6);
        Assert.Equal((scores.Accuracy, scores.Tokens), (other.Accuracy, other.Tokens));
    }

    [Fact]
    public void Dropout_is_off_and_the_mode_is_put_back()
    {
        using var model = TinyLanguageModel.Model(dropout: 0.5);
        var stream = TinyLanguageModel.Stream(60);
        double loss = LanguageModelEvaluation.Of(model, stream, 8, cancellation: Cancellation).Loss;
        Assert.Equal(loss, LanguageModelEvaluation.Of(model, stream, 8, cancellation: Cancellation).Loss);
        Assert.True(model.training);
        model.eval();
        LanguageModelEvaluation.Of(model, stream, 8, cancellation: Cancellation);
        Assert.False(model.training);
    }

    [Fact]
    public void Nothing_is_left_behind_and_cancelling_puts_the_mode_back_too()
    {
        using var model = TinyLanguageModel.Model();
        var stream = TinyLanguageModel.Stream(60);
        LanguageModelEvaluation.Of(model, stream, 8, cancellation: Cancellation);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        LanguageModelEvaluation.Of(model, stream, 8, cancellation: Cancellation);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => LanguageModelEvaluation.Of(model, stream, 8, cancellation: source.Token));
        Assert.True(model.training);
    }
}
