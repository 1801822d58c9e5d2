using CsCheck;
using Rote.Attention;
using Rote.Models;
using Rote.Training.Data;
using Rote.Training.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Training.Tests.Objectives;

public sealed class TranslationLossTests : IDisposable
{
    // float32 over two layers; what is compared differs in the order of sums only.
    private const double Tolerance = 2e-5;

    private readonly Transformer _model = new Transformer(TinyTranslator.Spec()).Initialize(5);

    public TranslationLossTests() => _model.eval();

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    public void Equals_the_loss_of_all_places_with_padding_ignored(double smoothing)
    {
        using var scope = NewDisposeScope();
        var batch = Batch(TinyTranslator.Pairs(7, 3));
        Assert.NotNull(batch.LabelPlaces);
        Assert.Equal(AllPlaces(batch, smoothing).item<float>(), TranslationLoss.Mean(_model, batch, smoothing).item<float>(), Tolerance);
    }

    [Fact]
    public void Gradients_equal_those_of_all_places()
    {
        using var scope = NewDisposeScope();
        var batch = Batch(TinyTranslator.Pairs(7, 3));
        var direct = Gradients(TranslationLoss.Mean(_model, batch, 0.1));
        var reference = Gradients(AllPlaces(batch, 0.1));
        Assert.Equal(reference.Keys, direct.Keys);
        Assert.All(reference, pair => Assert.True((pair.Value - direct[pair.Key]).abs().max().item<float>() < Tolerance, pair.Key));
    }

    [Fact]
    public void Padding_changes_nothing()
    {
        using var scope = NewDisposeScope();
        TokenPair pair = new([4, 7, 1], [5, 2, 1]);
        var batch = Batch([pair]);
        double alone = TranslationLoss.Mean(_model, batch).item<float>();
        foreach (long filler in new long[] { 0, 3, 10 })
        {
            var padded = new PairBatch(
                cat([batch.Source, full(1, 5, filler, dtype: ScalarType.Int64)], 1),
                cat([ones(1, 3, dtype: ScalarType.Bool), zeros(1, 5, dtype: ScalarType.Bool)], 1),
                cat([batch.DecoderInput, full(1, 4, filler, dtype: ScalarType.Int64)], 1),
                cat([batch.Labels, full(1, 4, CrossEntropy.Ignored, dtype: ScalarType.Int64)], 1),
                arange(3, dtype: ScalarType.Int64),
                batch.Tokens,
                batch.LabelTokens);
            Assert.Equal(alone, TranslationLoss.Mean(_model, padded).item<float>(), Tolerance);
        }
    }

    [Fact]
    public void Batch_is_the_mean_of_its_pairs_weighted_by_their_target_tokens() => Gen.Select(Gen.Int[1, 9], Gen.Int[0, 1000]).Sample((count, seed) =>
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var pairs = TinyTranslator.Pairs(count, seed);
        double weighted = pairs.Sum(pair => TranslationLoss.Mean(_model, Batch([pair]), 0.1).item<float>() * (double)pair.Target.Count) / pairs.Sum(pair => pair.Target.Count);
        return Math.Abs(weighted - TranslationLoss.Mean(_model, Batch(pairs), 0.1).item<float>()) < Tolerance;
    }, iter: 30, threads: 1, seed: "0000KOIPe036");

    [Fact]
    public void Later_target_tokens_do_not_change_the_loss_of_earlier_ones()
    {
        using var scope = NewDisposeScope();
        double one = TranslationLoss.Mean(_model, Batch([new([4, 1], [5])])).item<float>();
        double two = TranslationLoss.Mean(_model, Batch([new([4, 1], [5, 6])])).item<float>();
        double other = TranslationLoss.Mean(_model, Batch([new([4, 1], [5, 7])])).item<float>();
        var input = Batch([new([4, 1], [5, 6])]);
        double second = TranslationLoss.Mean(_model, input with { LabelPlaces = tensor(new long[] { 1 }) }).item<float>();
        Assert.Equal(one, 2 * two - second, Tolerance);
        Assert.NotEqual(two, other, 1e-3);
    }

    [Fact]
    public void Uniform_scores_cost_the_logarithm_of_the_vocabulary()
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        foreach (var parameter in _model.parameters())
            parameter.fill_(0);
        Assert.Equal(Math.Log(TinyTranslator.Vocabulary), TranslationLoss.Mean(_model, Batch(TinyTranslator.Pairs(3, 1)), 0.1).item<float>(), Tolerance);
    }

    [Fact]
    public void Nothing_is_left_behind()
    {
        using var scope = NewDisposeScope();
        var batch = Batch(TinyTranslator.Pairs(4, 2));
        using (no_grad())
            TranslationLoss.Mean(_model, batch).Dispose();
        var statistics = DisposeScopeManager.Statistics;
        long before = statistics.ThreadTotalLiveCount;
        using (no_grad())
            TranslationLoss.Mean(_model, batch).Dispose();
        Assert.Equal(before, statistics.ThreadTotalLiveCount);
    }

    private static PairBatch Batch(TokenPair[] pairs) => PairBatch.Make(pairs, TinyTranslator.Ids.Padding, TinyTranslator.Ids.DecoderStart);

    // Written apart from the code under test: the head reads every place, and the mask is given whether anything is padding or not.
    private Tensor AllPlaces(PairBatch batch, double smoothing)
    {
        var keep = AttentionMask.KeyPadding(batch.SourceKeep ?? ones_like(batch.Source, dtype: ScalarType.Bool));
        var memory = _model.Encode(batch.Source, new StackInputs { Mask = keep });
        var scores = _model.Scores(_model.Decode(batch.DecoderInput, new StackInputs { Memory = memory, MemoryMask = keep })); // [B, T, V]
        return nn.functional.cross_entropy(scores.reshape(-1, TinyTranslator.Vocabulary), batch.Labels.reshape(-1), ignore_index: -100, label_smoothing: smoothing);
    }

    private Dictionary<string, Tensor> Gradients(Tensor loss)
    {
        _model.zero_grad();
        loss.backward();
        return _model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter.grad!.clone());
    }
}
