namespace Rote.Pipelines;

/// <summary>What a <see cref="Translator"/> wrote for one text.</summary>
/// <param name="Text">The translation.</param>
/// <param name="Score">The beam's score, the sum of its log-probabilities / (tokens written, end counted)^LengthPenalty; null when greedy.</param>
/// <param name="Unknown">Pieces of the source that the vocabulary does not have, in order, each once; the model read them as unknown. Tokens left out do not count.</param>
/// <param name="TokensLeftOut">Tokens at the end of the source, the end token aside, that are beyond the model's reach and were not read; 0 where all was.</param>
/// <param name="IsCutOff">True when the limit of tokens was reached before the model ended the text.</param>
public sealed record Translation(string Text, double? Score, IReadOnlyList<string> Unknown, int TokensLeftOut, bool IsCutOff);
