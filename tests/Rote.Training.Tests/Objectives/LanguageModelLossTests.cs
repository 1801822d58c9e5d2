using Rote.Models;
using Rote.Training.LanguageModeling;
using Rote.Training.Objectives;
using Rote.Training.Tests.LanguageModeling;
using static TorchSharp.torch;

namespace Rote.Training.Tests.Objectives;

public sealed class LanguageModelLossTests : IDisposable
{
    // float32 over two layers; what is compared differs in the order of sums only.
    private const double Tolerance = 2e-6;

    private static readonly int[][] Rows = [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10], [2, 2, 0, 1, 7]];
    private static readonly bool[][] Scored = [[false, false, true, true, false], [false, true, false, false, true], [false, false, false, false, true]];

    private readonly Transformer _model = TinyLanguageModel.Model();

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Loss_of_given_scores_is_that_of_hand()
    {
        using var scope = NewDisposeScope();
        // softmax gives 1/2, 1/4, 1/4 at the first place, and 1/5, 1/5, 3/5 at the second
        var scores = tensor(new[] { 2.0, 1, 1, 1, 1, 3 }, [1, 2, 3]).log();
        Assert.Equal((Math.Log(2) + Math.Log(5.0 / 3)) / 2, LanguageModelLoss.Mean(scores, LanguageBatch.Make([[1, 0, 2]])).item<double>(), 1e-14);
        Assert.Equal(Math.Log(5), LanguageModelLoss.Mean(scores, LanguageBatch.Make([[1, 0, 1]], [[false, false, true]])).item<double>(), 1e-14);
    }

    [Fact]
    public void Uniform_scores_cost_the_logarithm_of_the_vocabulary()
    {
        using var scope = NewDisposeScope();
        using (no_grad())
        {
            foreach (var parameter in _model.parameters())
                parameter.fill_(0);
        }
        Assert.Equal(Math.Log(TinyLanguageModel.Vocabulary), LanguageModelLoss.Mean(_model, LanguageBatch.Make(Rows)).item<float>(), Tolerance);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loss_is_that_of_all_scores_and_so_are_the_gradients(bool masked)
    {
        using var scope = NewDisposeScope();
        var batch = LanguageBatch.Make(Rows, masked ? Scored : null);
        var scores = _model.Scores(_model.Decode(batch.Ids));
        var plain = nn.functional.cross_entropy(scores.reshape(-1, TinyLanguageModel.Vocabulary), batch.Labels.reshape(-1), ignore_index: -100);
        plain.backward();
        var gradients = Gradients();
        Assert.Equal(plain.item<float>(), LanguageModelLoss.Mean(_model, batch).item<float>(), Tolerance);

        var loss = LanguageModelLoss.Backward(_model, batch);

        Assert.Equal(plain.item<float>(), loss.Value, Tolerance);
        Assert.Equal(12, loss.Tokens);
        Assert.All(Gradients(), pair => Assert.True((pair.Value - gradients[pair.Key]).abs().max().item<float>() < Tolerance, pair.Key));
    }

    [Fact]
    public void Later_tokens_do_not_change_the_loss_of_earlier_ones()
    {
        using var scope = NewDisposeScope();
        bool[][] early = [[false, true, true, false, false]];
        double loss = LanguageModelLoss.Mean(_model, LanguageBatch.Make([[1, 2, 3, 4, 5]], early)).item<float>();
        Assert.Equal(loss, LanguageModelLoss.Mean(_model, LanguageBatch.Make([[1, 2, 3, 9, 0]], early)).item<float>(), Tolerance);
        Assert.NotEqual(loss, LanguageModelLoss.Mean(_model, LanguageBatch.Make([[1, 4, 3, 4, 5]], early)).item<float>(), 1e-3);
    }

    [Fact]
    public void Models_of_another_kind_are_refused()
    {
        using var scope = NewDisposeScope();
        var batch = LanguageBatch.Make(Rows);
        foreach (var spec in new[] { TinyLanguageModel.Spec(causal: false), TinyLanguageModel.Spec(head: new HeadSpec.None()), TinyTranslator.Spec() })
        {
            using var other = new Transformer(spec).Initialize(1);
            Assert.Equal(
                "`model` must have a causal Decoder, no Encoder and a language-model Head: each token is predicted from those before it. Its spec says otherwise. (Parameter 'model')",
                Assert.Throws<ArgumentException>(() => LanguageModelLoss.Mean(other, batch)).Message);
        }
    }

    private Dictionary<string, Tensor> Gradients()
    {
        var gradients = _model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter.grad!.clone());
        _model.zero_grad();
        return gradients;
    }
}
