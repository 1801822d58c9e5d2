namespace Rote.Models;

/// <summary>What one part of a model computes for a token: floating-point operations of a forward pass, two for each multiply-add.</summary>
/// <param name="Part">The encoder, the decoder, or the head.</param>
/// <param name="Projections">Query, key, value and output projections of all blocks.</param>
/// <param name="Attention">Scores and weighted sums of all blocks.</param>
/// <param name="FeedForward">Feed-forward networks of all blocks.</param>
/// <param name="Output">The head's layers.</param>
public sealed record ModelSummaryFlops(string Part, long Projections = 0, long Attention = 0, long FeedForward = 0, long Output = 0)
{
    /// <summary>All of them.</summary>
    public long Total => Projections + Attention + FeedForward + Output;
}
