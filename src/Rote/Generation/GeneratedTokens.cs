namespace Rote.Generation;

/// <summary>What a model wrote.</summary>
/// <param name="Sequences">Prompt or start token and what was written, B · ReturnSequences rows, those of one input together and the best first; all as long as the longest.</param>
/// <param name="Scores">Of each row the sum of its log-probabilities / (tokens written, end counted)^LengthPenalty; null where decoding was greedy.</param>
public sealed record GeneratedTokens(long[][] Sequences, double[]? Scores);
