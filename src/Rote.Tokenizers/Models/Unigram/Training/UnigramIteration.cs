namespace Rote.Tokenizers;

/// <summary>What one round of expectation and maximization came to.</summary>
/// <param name="Done">How many rounds are done.</param>
/// <param name="Most">How many there will be at most.</param>
/// <param name="Pieces">How many pieces are left, the unknown one counted.</param>
/// <param name="Objective">The mean negative log-likelihood of a word before the round.</param>
/// <param name="Tokens">How many pieces the best cuts of the words had before the round, each word counted once.</param>
internal readonly record struct UnigramIteration(long Done, long Most, int Pieces, double Objective, long Tokens);
