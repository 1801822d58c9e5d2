namespace Rote.Attention;

/// <summary>A place inside an attention sublayer where a hook may look at a tensor, or put another in its place.</summary>
public enum AttentionSite
{
    /// <summary>Queries as the kernel reads them, <c>[B, H, T, K]</c>.</summary>
    Query,

    /// <summary>Keys as the kernel reads them, cached ones included, <c>[B, G, S, K]</c>.</summary>
    Key,

    /// <summary>Values as the kernel reads them, cached ones included, <c>[B, G, S, K′]</c>.</summary>
    Value,

    /// <summary>Scores before they are scaled, <c>[B, H, T, S]</c>.</summary>
    RawScores,

    /// <summary>Scores after scale and bias, before the mask, <c>[B, H, T, S]</c>.</summary>
    Scores,

    /// <summary>Scores with the smallest finite number where a query may not attend, <c>[B, H, T, S]</c>.</summary>
    MaskedScores,

    /// <summary>Weights, before dropout, <c>[B, H, T, S]</c>.</summary>
    Weights,

    /// <summary>What each head read, before the output projection, <c>[B, H, T, K′]</c>.</summary>
    HeadOutput,
}
