using CsCheck;
using Rote.Training.Data;
using Rote.Training.Objectives;
using static TorchSharp.torch;

namespace Rote.Training.Tests.Data;

public class PairBatchTests
{
    private const int Padding = 8, Start = 9;

    [Fact]
    public void Batch_is_hand_computable()
    {
        using var scope = NewDisposeScope();
        var batch = PairBatch.Make([new([3, 4, 1], [5, 1]), new([6, 1], [7, 5, 2, 1])], Padding, Start);
        Equal([2, 3], [3, 4, 1, 6, 1, Padding], batch.Source);
        Assert.Equal([true, true, true, true, true, false], batch.SourceKeep!.data<bool>().ToArray());
        Assert.Equal([2, 3], batch.SourceKeep.shape);
        Equal([2, 4], [Start, 5, Padding, Padding, Start, 7, 5, 2], batch.DecoderInput);
        Equal([2, 4], [5, 1, CrossEntropy.Ignored, CrossEntropy.Ignored, 7, 5, 2, 1], batch.Labels);
        Equal([6], [0, 1, 4, 5, 6, 7], batch.LabelPlaces!);
        Assert.Equal(11, batch.Tokens);
        Assert.Equal(6, batch.LabelTokens);
    }

    [Fact]
    public void Nothing_padded_needs_no_mask_and_no_places()
    {
        using var scope = NewDisposeScope();
        var batch = PairBatch.Make([new([3, 1], [5, 6, 1]), new([4, 1], [7, 5, 1])], Padding, Start);
        Assert.Null(batch.SourceKeep);
        Assert.Null(batch.LabelPlaces);
        Assert.Equal(10, batch.Tokens);
        Assert.Equal(6, batch.LabelTokens);
        // Each side is on its own.
        var padded = PairBatch.Make([new([3, 1], [5, 1]), new([4, 1], [7, 5, 1])], Padding, Start);
        Assert.Null(padded.SourceKeep);
        Equal([5], [0, 1, 3, 4, 5], padded.LabelPlaces!);
    }

    [Fact]
    public void Padding_id_inside_a_text_is_a_token_like_others()
    {
        using var scope = NewDisposeScope();
        var batch = PairBatch.Make([new([Padding, 1], [Padding, 1]), new([1], [1])], Padding, Start);
        Assert.Equal([true, true, true, false], batch.SourceKeep!.data<bool>().ToArray());
        Equal([2, 2], [Padding, 1, 1, CrossEntropy.Ignored], batch.Labels);
    }

    [Fact]
    public void Labels_at_their_places_are_the_targets_in_order() => Gen.Select(Gen.Int[0, 7].Array[1, 9], Gen.Int[0, 7].Array[1, 9], (source, target) => new TokenPair(source, target)).Array[1, 12]
        .Sample(pairs =>
        {
            using var scope = NewDisposeScope();
            var batch = PairBatch.Make(pairs, Padding, Start);
            var labels = batch.Labels.reshape(-1);
            long[] counted = (batch.LabelPlaces is { } places ? labels.index_select(0, places) : labels).data<long>().ToArray();
            return counted.SequenceEqual(pairs.SelectMany(pair => pair.Target).Select(id => (long)id))
                && batch.LabelTokens == counted.Length && batch.Tokens == pairs.Sum(pair => pair.Length)
                && (batch.SourceKeep?.sum().item<long>() ?? batch.Source.numel()) == pairs.Sum(pair => pair.Source.Count);
        }, iter: 200, seed: "0004TqbkH5P0");

    [Fact]
    public void Tensors_belong_to_the_scope_of_the_caller()
    {
        Tensor source;
        using (NewDisposeScope())
            source = PairBatch.Make([new([1], [1])], Padding, Start).Source;
        Assert.True(source.IsInvalid);
    }

    [Fact]
    public void No_pairs_are_refused() =>
        Assert.Equal("`pairs` is empty; expected at least one pair. (Parameter 'pairs')", Assert.Throws<ArgumentException>(() => PairBatch.Make([], Padding, Start)).Message);

    private static void Equal(long[] shape, long[] values, Tensor actual)
    {
        Assert.Equal(ScalarType.Int64, actual.dtype);
        Assert.Equal(shape, actual.shape);
        Assert.Equal(values, actual.data<long>().ToArray());
    }
}
