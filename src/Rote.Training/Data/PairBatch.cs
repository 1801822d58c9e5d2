using Rote.Training.Objectives;
using static TorchSharp.torch;

namespace Rote.Training.Data;

/// <summary>One batch as tensors, padded on the right.</summary>
/// <param name="Source">Ids read, <c>[B, S]</c>, int64.</param>
/// <param name="SourceKeep">True at real tokens, <c>[B, S]</c>; null where nothing is padding.</param>
/// <param name="DecoderInput">What the decoder has written before each place: the start token, then the target without its last, <c>[B, T]</c>, int64.</param>
/// <param name="Labels">What it is to write, <c>[B, T]</c>, int64, <see cref="CrossEntropy.Ignored"/> at padding.</param>
/// <param name="LabelPlaces">Where labels count, as places in the flattened batch, <c>[N]</c>, int64; null where all count.</param>
/// <param name="Tokens">Real tokens of both sides.</param>
/// <param name="LabelTokens">N, the labels that count.</param>
public sealed record PairBatch(Tensor Source, Tensor? SourceKeep, Tensor DecoderInput, Tensor Labels, Tensor? LabelPlaces, int Tokens, int LabelTokens)
{
    /// <summary>Makes the tensors of a batch in the current dispose scope.</summary>
    /// <param name="pairs">Its pairs, at least one, none with an empty side.</param>
    /// <param name="paddingId">Fills rows.</param>
    /// <param name="decoderStartId">What the decoder starts with.</param>
    /// <returns>The batch.</returns>
    /// <exception cref="ArgumentException">There are no pairs.</exception>
    public static PairBatch Make(IReadOnlyList<TokenPair> pairs, int paddingId, int decoderStartId)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count == 0)
            throw new ArgumentException("`pairs` is empty; expected at least one pair.", nameof(pairs));
        int rows = pairs.Count, sourceLength = pairs.Max(pair => pair.Source.Count), targetLength = pairs.Max(pair => pair.Target.Count);
        long[] source = new long[rows * sourceLength], input = new long[rows * targetLength], labels = new long[rows * targetLength];
        Array.Fill(source, paddingId);
        Array.Fill(input, paddingId);
        Array.Fill(labels, CrossEntropy.Ignored);
        bool[] keep = new bool[source.Length];
        for (int row = 0; row < rows; row++)
        {
            var pair = pairs[row];
            for (int i = 0; i < pair.Source.Count; i++)
                source[row * sourceLength + i] = pair.Source[i];
            Array.Fill(keep, true, row * sourceLength, pair.Source.Count);
            for (int i = 0; i < pair.Target.Count; i++)
            {
                input[row * targetLength + i] = i == 0 ? decoderStartId : pair.Target[i - 1];
                labels[row * targetLength + i] = pair.Target[i];
            }
        }
        long[] places = [.. Enumerable.Range(0, labels.Length).Where(place => labels[place] != CrossEntropy.Ignored).Select(place => (long)place)];
        int sourceTokens = pairs.Sum(pair => pair.Source.Count);
        return new PairBatch(
            tensor(source).reshape(rows, sourceLength),
            sourceTokens == source.Length ? null : tensor(keep).reshape(rows, sourceLength),
            tensor(input).reshape(rows, targetLength),
            tensor(labels).reshape(rows, targetLength),
            places.Length == labels.Length ? null : tensor(places),
            sourceTokens + places.Length,
            places.Length);
    }
}
