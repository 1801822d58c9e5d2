using Rote.Models;
using Rote.Tensors;
using Rote.Training.Data;
using Rote.Training.Objectives;
using Rote.Training.Translation;
using static TorchSharp.torch;

namespace Rote.Training.Tests.Objectives;

/// <summary>The loss of a linear head in one pass is the loss of its scores: value and gradients, with and without smoothing and bias.</summary>
public class LinearCrossEntropyTests
{
    private const double Tolerance = 1e-12; // float64

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.1, false)]
    [InlineData(0.1, true)]
    [InlineData(0.3, true)]
    public void Loss_and_gradients_are_those_of_the_scores(double smoothing, bool biased)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        Tensor Random(params long[] shape) => randn(shape, dtype: float64, generator: generator);
        Tensor hidden = Random(7, 5).requires_grad_(true), weight = Random(11, 5).requires_grad_(true);
        Tensor? bias = biased ? Random(11) : null;
        var labels = tensor(new long[] { 0, 10, 3, 3, 7, 1, 5 });

        var (loss, ofHidden, ofWeight) = LinearCrossEntropy.MeanWithGradients(hidden, weight, bias, labels, smoothing);

        var expected = CrossEntropy.Loss(nn.functional.linear(hidden, weight, bias!), labels, smoothing);
        expected.backward();
        Assert.Equal(expected.item<double>(), loss.item<double>(), Tolerance);
        Assert.True((hidden.grad! - ofHidden).abs().max().item<double>() < Tolerance, "The gradient of the hidden states differs.");
        Assert.True((weight.grad! - ofWeight).abs().max().item<double>() < Tolerance, "The gradient of the weight differs.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Gradients_of_a_translation_model_are_those_of_the_plain_way(double smoothing)
    {
        using var scope = NewDisposeScope();
        var recipe = TranslationRecipe.Original(width: 8, heads: 2, feedForward: 12, layers: 1, dropout: 0, maximumLength: 16);
        using var model = new Transformer(recipe with { VocabularySize = 13, PaddingId = 0 }).Initialize(3);
        var batch = PairBatch.Make([new TokenPair([3, 4, 5, 1], [6, 7, 1]), new TokenPair([8, 1], [9, 10, 11, 12, 1])], paddingId: 0, decoderStartId: 0);
        var expected = TranslationLoss.Mean(model, batch, smoothing);
        expected.backward();
        var gradients = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter.grad!.clone());
        foreach (var (_, parameter) in model.named_parameters())
            parameter.grad = null;
        Assert.Equal(expected.item<float>(), TranslationLoss.Backward(model, batch, smoothing), 1e-6);
        Assert.All(model.named_parameters(), pair => Assert.True((pair.parameter.grad! - gradients[pair.name]).abs().max().item<float>() < 1e-6, pair.name));
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        using var scope = NewDisposeScope();
        Tensor hidden = zeros(2, 3), weight = zeros(5, 3), labels = tensor(new long[] { 0, 4 });
        Assert.Equal("`weight` must have shape [V, D] with D = 3; got [5, 4].", Assert.Throws<ShapeException>(() => LinearCrossEntropy.MeanWithGradients(hidden, zeros(5, 4), null, labels)).Message);
        Assert.Equal("`bias` must have shape [V] with V = 5; got [3].", Assert.Throws<ShapeException>(() => LinearCrossEntropy.MeanWithGradients(hidden, weight, zeros(3), labels)).Message);
        Assert.Equal("`labels` must have shape [N] with N = 2, at least 1; got [1].", Assert.Throws<ShapeException>(() => LinearCrossEntropy.MeanWithGradients(hidden, weight, null, zeros(1, dtype: int64))).Message);
        Assert.Equal(
            "`labels` must be in [0, 5); got 0 to 5. (Parameter 'labels')",
            Assert.Throws<ArgumentException>(() => LinearCrossEntropy.MeanWithGradients(hidden, weight, null, tensor(new long[] { 0, 5 }))).Message);
    }
}
