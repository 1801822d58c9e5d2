namespace Rote.Training.LanguageModeling;

/// <summary>How well a language model predicts a text.</summary>
/// <param name="Loss">Mean over the tokens, in nats.</param>
/// <param name="Perplexity">e to the loss.</param>
/// <param name="Accuracy">Share of the tokens that had the highest score, 0 to 1.</param>
/// <param name="Tokens">Tokens predicted.</param>
public sealed record LanguageModelScores(double Loss, double Perplexity, double Accuracy, long Tokens);
