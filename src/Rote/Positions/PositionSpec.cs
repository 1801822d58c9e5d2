using System.Text.Json.Serialization;

namespace Rote.Positions;

/// <summary>How a stack of blocks knows the order of its tokens.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Sinusoidal), "sinusoidal")]
[JsonDerivedType(typeof(Learned), "learned")]
[JsonDerivedType(typeof(Rotary), "rotary")]
[JsonDerivedType(typeof(Buckets), "buckets")]
public abstract record PositionSpec
{
    private PositionSpec()
    {
    }

    /// <summary>No order at all: attention alone is permutation-equivariant.</summary>
    public sealed record None : PositionSpec;

    /// <summary>Fixed sines and cosines added to the embeddings (Vaswani et al. 2017, section 3.5).</summary>
    /// <param name="Layout">Where sines and cosines stand.</param>
    /// <param name="MaxLength">Longest input, in tokens; null has no limit.</param>
    public sealed record Sinusoidal(SinusoidalLayout Layout = SinusoidalLayout.Interleaved, int? MaxLength = null) : PositionSpec;

    /// <summary>A trained vector for each position, added to the embeddings.</summary>
    /// <param name="MaxLength">Longest input, in tokens.</param>
    /// <param name="Offset">The table's row of position 0 (RoBERTa and BART begin at 2).</param>
    public sealed record Learned(int MaxLength, int Offset = 0) : PositionSpec;

    /// <summary>Queries and keys turned by an angle that grows with the position (Su et al. 2021, section 3.4.2), pairs being channels i and i + width/2.</summary>
    /// <param name="Base">Base of the angles' geometric progression, &gt; 1.</param>
    /// <param name="Dimensions">How many channels of a head are turned; null is all of them.</param>
    /// <param name="Scaling">How the angles are stretched for longer input; null leaves them.</param>
    /// <param name="MaxLength">Longest input, in tokens; null has no limit.</param>
    public sealed record Rotary(double Base = 10_000, int? Dimensions = null, RotaryScaling? Scaling = null, int? MaxLength = null) : PositionSpec;

    /// <summary>A trained bias on the scores for each bucket of distances (Raffel et al. 2020, section 2.1), shared by all layers of a stack.</summary>
    /// <param name="Count">Buckets.</param>
    /// <param name="MaxDistance">From this distance on all share the last bucket.</param>
    /// <param name="Bidirectional">True in an encoder: half of the buckets are for keys after the query.</param>
    public sealed record Buckets(int Count = 32, int MaxDistance = 128, bool Bidirectional = true) : PositionSpec;

    /// <summary>True when the scheme needs scores, or weights, query by key.</summary>
    [JsonIgnore]
    public bool ActsOnScores => this is Buckets;

    /// <summary>Longest input, in tokens.</summary>
    /// <returns>The limit; null where there is none.</returns>
    public int? Reach() => this switch
    {
        Sinusoidal s => s.MaxLength,
        Learned s => s.MaxLength,
        Rotary s => s.MaxLength,
        _ => null,
    };

    /// <summary>Everything that is wrong, for one message.</summary>
    /// <returns>One line a violation; empty when valid.</returns>
    public IEnumerable<string> Violations()
    {
        switch (this)
        {
            case Sinusoidal sinusoidal:
                if (sinusoidal.MaxLength is <= 0)
                    yield return $"Positions.MaxLength must be positive; got {sinusoidal.MaxLength}.";
                if (!Enum.IsDefined(sinusoidal.Layout))
                    yield return $"Positions.Layout must be one of {string.Join(", ", Enum.GetNames<SinusoidalLayout>())}; got {sinusoidal.Layout}.";
                break;
            case Learned learned:
                if (learned.MaxLength <= 0)
                    yield return $"Positions.MaxLength must be positive; got {learned.MaxLength}.";
                if (learned.Offset < 0)
                    yield return $"Positions.Offset must not be negative; got {learned.Offset}.";
                if ((long)learned.MaxLength + learned.Offset > int.MaxValue)
                    yield return $"Positions.MaxLength + Positions.Offset must be at most {int.MaxValue}; got {learned.MaxLength} + {learned.Offset}.";
                break;
            case Rotary rotary:
                if (rotary.Base is not (> 1 and < double.PositiveInfinity))
                    yield return $"Positions.Base must be greater than 1 and finite; got {rotary.Base}.";
                if (rotary.Dimensions is { } dimensions && (dimensions <= 0 || dimensions % 2 != 0))
                    yield return $"Positions.Dimensions must be even and positive; got {dimensions}.";
                foreach (string violation in rotary.Scaling?.Violations("Positions.Scaling") ?? [])
                    yield return violation;
                if (rotary.MaxLength is <= 0)
                    yield return $"Positions.MaxLength must be positive; got {rotary.MaxLength}.";
                break;
            case Buckets buckets:
                int exact = buckets.Count / (buckets.Bidirectional ? 4 : 2);
                if (exact < 1 || buckets.MaxDistance <= exact)
                {
                    yield return $"Positions.Count must be at least {(buckets.Bidirectional ? 4 : 2)} and Positions.MaxDistance greater than the exact buckets ({exact}); " +
                        $"got {buckets.Count} and {buckets.MaxDistance}.";
                }
                break;
        }
    }
}
