using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Rote.Positions;

/// <summary>A trained bias on the scores of each head for each bucket of distances key − query.</summary>
/// <remarks>Raffel et al. 2020, section 2.1: near distances have a bucket each, farther ones share buckets that widen logarithmically.</remarks>
public sealed class BucketPositions : PositionScheme
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;
    private readonly int _count;
    private readonly int _maxDistance;
    private readonly bool _bidirectional;

    /// <summary>Makes the scheme; the table is not initialised.</summary>
    /// <param name="heads">H.</param>
    /// <param name="count">Buckets.</param>
    /// <param name="maxDistance">From this distance on all share the last bucket.</param>
    /// <param name="bidirectional">True when half of the buckets are for keys after the query.</param>
    public BucketPositions(int heads, int count, int maxDistance, bool bidirectional)
        : base(nameof(BucketPositions))
    {
        _count = count;
        _maxDistance = maxDistance;
        _bidirectional = bidirectional;
        _weight = nn.Parameter(empty(count, heads));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override PositionContext Prepare(Tensor positions, long queryLength, long keyLength, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var buckets = new long[queryLength * keyLength];
        for (long query = 0; query < queryLength; query++)
        {
            for (long key = 0; key < keyLength; key++)
                buckets[query * keyLength + key] = Bucket(key - (query + keyLength - queryLength), _count, _maxDistance, _bidirectional);
        }
        var index = tensor(buckets, device: _weight.device);
        var bias = _weight.index_select(0, index).reshape(queryLength, keyLength, -1).permute(2, 0, 1).unsqueeze(0); // [1, H, T, S]
        return new Biased(bias.MoveToOuterDisposeScope());
    }

    /// <summary>The bucket of a distance.</summary>
    /// <param name="distance">Key position − query position.</param>
    /// <param name="count">Buckets.</param>
    /// <param name="maxDistance">From this distance on all share the last bucket.</param>
    /// <param name="bidirectional">True when half of the buckets are for keys after the query; otherwise those share bucket 0.</param>
    /// <returns>A bucket in [0, count).</returns>
    public static long Bucket(long distance, int count, int maxDistance, bool bidirectional)
    {
        long first = 0;
        if (bidirectional)
        {
            count /= 2;
            first = distance > 0 ? count : 0;
            distance = Math.Abs(distance);
        }
        else
        {
            distance = Math.Max(-distance, 0);
        }
        int exact = count / 2;
        if (distance < exact)
            return first + distance;
        // float32 logarithms, as the published models were trained with
        float share = MathF.Log((float)distance / exact) / (float)Math.Log((double)maxDistance / exact);
        return first + Math.Min(exact + (long)(share * (count - exact)), count - 1);
    }

    private sealed class Biased(Tensor bias) : PositionContext
    {
        public override (Tensor Query, Tensor? ScoreBias) Score(Tensor query, double scale) => (query, bias);
    }
}
